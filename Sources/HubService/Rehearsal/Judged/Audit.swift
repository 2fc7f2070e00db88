import HubCore
import SignedXML

/// The judgement over a rehearsal that has come to rest (or run out of time): what the hub, the axis and the played agencies
/// say, held against the story and against each other.
struct Audit: Sendable {
    let story: Story
    let notes: RehearsalRecord.Notes
    let spoiled: [SpoiledPacket]
    let truth: AxisTruth
    let parked: [OperatorReply.Parked]
    /// `nil` when the hub's own signature over it does not hold.
    let checkpoint: Checkpoint?
    let key: NoteKey

    /// Everything that is not as it should be; empty when the rehearsal went well.
    var shortfalls: [Bilingual] {
        notes.problems + deliveryShortfalls + receiptShortfalls + refusalShortfalls + mailboxShortfalls
            + axisShortfalls + parkedShortfalls
    }

    // MARK: At the hub

    private var deliveryShortfalls: [Bilingual] {
        let unmet = story.unmet(by: notes.documents).map { expectation, delivery in
            let (vi, en) = (delivery?.stands.vi ?? "chưa có", delivery?.stands.en ?? "there is none")
            return Bilingual(
                vi: "\(expectation.code) → \(expectation.recipient): cần \(expectation.end.name.vi), nhưng \(vi)",
                en: "should be \(expectation.end.name.en), is \(en)")
        }
        let expected = Set(story.expectations.map { "\($0.sha256) \($0.recipient)" })
        let strays = notes.documents.flatMap { document in
            document.deliveries.filter { !expected.contains("\(document.sha256) \($0.recipient)") }.map { delivery in
                Bilingual(
                    vi: "\(document.code) → \(delivery.recipient): lượt chuyển không ai gửi",
                    en: "a delivery that nobody sent")
            }
        }
        let doubles = repeated(
            notes.documents.flatMap { document in
                document.deliveries.map { "\(document.sha256) \($0.recipient)" }
            }
        ).map { Bilingual(vi: "\($0): hai lượt chuyển", en: "delivered twice") }
        return unmet + strays + doubles
    }

    private var receiptShortfalls: [Bilingual] {
        var found = notes.receipts.values.filter { !$0.verify(with: key) }.map { receipt in
            Bilingual(
                vi: "Biên nhận của \(receipt.documentID) không đúng chữ ký", en: "the receipt's signature does not hold"
            )
        }
        let size = checkpoint?.head.size ?? 0
        if checkpoint == nil || notes.receipts.values.contains(where: { $0.journalIndex >= size }) {
            found.append(
                Bilingual(
                    vi: "Điểm kiểm nhật ký không đúng chữ ký, hoặc không chứa mọi biên nhận",
                    en: "the journal's checkpoint is not signed by the hub, or does not hold every receipt"))
        }
        return found
    }

    private var refusalShortfalls: [Bilingual] {
        spoiled.compactMap { packet in
            guard let codes = notes.refusals[packet.name] else {
                return Bilingual(vi: "\(packet.name): chưa được trả lời", en: "it was not answered")
            }
            if codes.contains(packet.expected) { return nil }
            let got = codes.isEmpty ? "–" : codes.joined(separator: ", ")
            return Bilingual(
                vi: "\(packet.name): phải bị từ chối vì \(packet.expected), kết quả: \(got)",
                en: "it must be refused for that reason")
        }
    }

    // MARK: At the recipients

    /// One effect per recipient and packet, and no packet that nobody sent.
    private var mailboxShortfalls: [Bilingual] {
        let twice = repeated(notes.taken.values.map { "\($0.recipient) \($0.sha256)" })
        let known = Set(notes.receipts.keys).union((truth.documents + truth.statuses).map(\.sha256))
        let strange = notes.taken.filter { !known.contains($0.value.sha256) }
        return twice.map { Bilingual(vi: "\($0): giao hai lần", en: "handed over twice") }
            + strange.map { delivery, item in
                Bilingual(
                    vi: "\(item.recipient) nhận \(delivery), không phải byte nào đã gửi",
                    en: "its bytes are not those of any packet that was sent")
            }
    }

    // MARK: At the axis

    private var axisShortfalls: [Bilingual] {
        let remote = Set(story.letters.flatMap(\.recipients)).subtracting(localRecipients)
        let expected = Set(
            story.letters.flatMap { letter in
                letter.recipients.filter(remote.contains).map { "\(letter.sha256) \($0)" }
            })
        let up = truth.documents.filter { $0.system != nil }.flatMap { packet in
            packet.deliveries.map { "\(packet.sha256) \($0.receiver)" }
        }
        let down = truth.documents.filter { $0.system == nil }
        let failed = (truth.documents + truth.statuses).flatMap { packet in
            packet.deliveries.filter { $0.transport != "done" }.map {
                "\(packet.code) → \($0.receiver): \($0.transport)"
            }
        }
        let unanswered = down.flatMap { packet in
            packet.deliveries.filter { $0.system != nil && $0.businessStatus != "06" }.map {
                "\(packet.code) → \($0.receiver): \($0.businessStatus ?? "–")"
            }
        }
        let statuses = truth.statuses.filter { $0.system != nil }.map {
            "\($0.from) \($0.document ?? $0.code) \($0.statusCode ?? "")"
        }
        return [
            (expected.subtracting(up).sorted(), "chưa tới trục quốc gia", "has not reached the axis"),
            (Set(up).subtracting(expected).sorted(), "trục quốc gia nhận thừa", "the axis has what nobody sent there"),
            (repeated(up), "trục quốc gia nhận hai lần", "the axis has it twice"),
            (repeated(statuses), "trục quốc gia nhận trạng thái hai lần", "the axis has that status twice"),
            (failed, "không xong ở trục quốc gia", "is not done at the axis"),
            (unanswered, "trục quốc gia chưa nhận đủ trạng thái", "the axis has not got all of its statuses"),
            (
                truth.documentsDown.filter { !$0.problem.isEmpty }.map { "\($0.file): \($0.problem)" },
                "trục quốc gia không gửi xuống được", "the axis could not send it down"
            ),
            (
                truth.owed == 0 ? [] : ["\(truth.owed)"], "trạng thái trục quốc gia còn nợ",
                "answers the axis still owes"
            ),
        ].flatMap { list, vi, en in list.map { Bilingual(vi: "\($0): \(vi)", en: en) } }
    }

    private var localRecipients: Set<String> {
        Set(
            notes.documents.flatMap(\.deliveries).filter { $0.route == DeliveryRoute.mailbox.rawValue }.map(\.recipient)
        )
    }

    // MARK: Parked

    private var parkedShortfalls: [Bilingual] {
        let expected = "\(Story.unmatched.replier) \(Story.unmatched.code)"
        let found = parked.map { "\($0.replier) \($0.code)" }
        if found == [expected] { return [] }
        return [
            Bilingual(
                vi: "Trạng thái chờ ghép phải là [\(expected)], kết quả: \(found)",
                en: "the statuses that wait for their document are not those")
        ]
    }

    /// What is there more than once.
    private func repeated(_ keys: [String]) -> [String] {
        Dictionary(grouping: keys) { $0 }.filter { $1.count > 1 }.keys.sorted()
    }
}

extension Story.End {
    var name: Bilingual {
        switch self {
        case .completed: Bilingual(vi: "06 Hoàn thành", en: "06 completed")
        case .completedAfterDeclining:
            Bilingual(vi: "06 Hoàn thành, từ chối thu hồi (16)", en: "06 completed, recall declined (16)")
        case .returned: Bilingual(vi: "02 Từ chối tiếp nhận", en: "02 returned")
        case .recalled: Bilingual(vi: "15 Đồng ý thu hồi", en: "15 recalled")
        case .held: Bilingual(vi: "đã nhận", en: "held by its recipient")
        }
    }
}

extension TrackedDocument.Delivery {
    /// Where it stands, in a few words.
    var stands: Bilingual {
        let packet = TransportState(rawValue: transport)?.name ?? Bilingual(vi: transport, en: transport)
        let recall = recall.flatMap(BusinessState.Recall.init(rawValue:))?.name(.recall)
        let why = reason.map { "“\($0)”" }
        return Bilingual(
            vi: [packet.vi, status ?? "chưa có trạng thái", recall?.vi, "lần thử \(attempts)", why].compactMap(\.self)
                .joined(separator: ", "),
            en: [packet.en, status ?? "no status", recall?.en, "attempt \(attempts)"].compactMap(\.self)
                .joined(separator: ", "))
    }
}
