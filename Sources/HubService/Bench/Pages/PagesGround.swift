import HubCore
import HubStore
import SeededRandom

/// Who writes to whom in a province, made up: agencies on four levels, some of which have a hundred times the documents of others, a
/// year of working days, and everything that can become of a document.
struct PagesGround {
    /// Of this hub, those with the most documents first.
    let agencies: [Agency]
    /// Beyond the axis.
    let beyond: [Agency]
    private let documents: Int
    private let now: Timestamp
    private var dice: SplitMix
    private var made = 0

    /// - Parameter agencies: of this hub, in all.
    init(documents: Int, agencies count: Int, now: Timestamp, seed: UInt64) {
        (self.documents, self.now) = (documents, now)
        var dice = SplitMix(seed)
        agencies = Self.province(count)
        beyond = (10..<min(99, 10 + max(3, count / 12))).flatMap { number in
            ["G", "H"].map {
                Agency(
                    id: "\($0)\(number).X", name: "Cơ quan trung ương \($0)\(number)", centre: "00.00.G22",
                    isLocal: false)
            }
        }
        _ = dice.next()
        self.dice = dice
    }

    private static func province(_ count: Int) -> [Agency] {
        let root = Agency(id: "H24", name: "UBND thành phố Hải Phòng", centre: "00.24.H24", isLocal: true)
        var all = [root]
        var (parents, level) = ([root], 2)
        while all.count < count {
            var next: [Agency] = []
            for (index, parent) in parents.enumerated() {
                let width =
                    level == 2 ? 40 : level == 3 ? 12 : max(6, (count - all.count) / max(1, parents.count - index))
                for number in 1...width where all.count < count {
                    let kind = ["Sở", "Phòng", "Trạm"][min(level, 4) - 2]
                    let agency = Agency(
                        id: "\(parent.id).\(number)",
                        name: "\(kind) \(Self.fields[number % Self.fields.count]) \(number)",
                        parent: parent.id, level: min(level, 4), centre: "00.24.H24", isLocal: true)
                    all.append(agency)
                    next.append(agency)
                }
            }
            (parents, level) = (next, min(level + 1, 4))
        }
        return all
    }

    /// The next documents in their order; none when all are made.
    mutating func next(_ count: Int) -> [FilledDocument] {
        let batch = (made..<min(made + count, documents)).map { document($0) }
        made += batch.count
        return batch
    }

    /// One of them, more likely one with many documents.
    mutating func agency() -> Agency {
        let draw = Double(dice.number(0...999_999)) / 1_000_000
        return agencies[min(Int(draw * draw * draw * Double(agencies.count)), agencies.count - 1)]
    }

    mutating func word() -> String { dice.pick(Self.words) }

    // MARK: One document

    private mutating func document(_ number: Int) -> FilledDocument {
        let moment = moment(of: number)
        let comesDown = dice.once(in: 6)
        let sender = comesDown ? dice.pick(beyond) : agency()
        let typeName = dice.pick(Self.types)
        let code = "\(dice.number(1...4000))/\(Self.notations[typeName] ?? "CV")-\(dice.pick(Self.offices))"
        var facts = MessageFacts(
            kind: .document, from: .init(id: sender.id, name: sender.name), to: [],
            documentID: "\(sender.id),2026/01/01,\(code)", code: code, promulgationDate: moment.localDay,
            subject: subject(),
            typeName: typeName, priority: dice.once(in: 12) ? dice.number(1...3) : 0,
            businessType: dice.once(in: 60) ? dice.number(1...3) : 0,
            sha256: Self.digest(number), size: Int64(dice.number(20_000...900_000)),
            certificate: dice.once(in: 8) ? nil : Self.digest(number % 500))
        let recipients = recipients(of: sender, comesDown: comesDown)
        facts.to = recipients.prefix(10).map { .init(id: $0.id, name: $0.name) }
        var document = FilledDocument(
            place: Int64(number) * 1000, id: DocumentID(at: moment, using: &dice), sender: sender.id,
            origin: comesDown ? .axis(docID: "d-\(number)") : .centre("00.24.H24"), facts: facts, acceptedAt: moment)
        document.deliveries = recipients.map { delivery(to: $0, at: moment) }
        return document
    }

    private mutating func recipients(of sender: Agency, comesDown: Bool) -> [Agency] {
        let count = dice.once(in: 150) ? dice.number(20...60) : dice.pick([1, 1, 1, 2, 2, 3, 5])
        var named: Set<String> = [sender.id]
        return (0..<count).compactMap { _ in
            let recipient = !comesDown && dice.once(in: 5) ? dice.pick(beyond) : agency()
            return named.insert(recipient.id).inserted ? recipient : nil
        }
    }

    /// In office hours of a working day of the year before now.
    private func moment(of number: Int) -> Timestamp {
        let today = WorkingCalendar.day(of: now)
        let whole = Double(number) / Double(max(documents, 1)) * 366
        var day = today - 365 + Int(whole)
        while WorkingCalendar.weekday(of: day) > 5 { day -= 1 }
        let part = Int64((whole - whole.rounded(.down)) * 9 * 3_600_000)
        return min(now, WorkingCalendar.midnight(of: day).adding(milliseconds: 8 * 3_600_000 + part))
    }

    private mutating func delivery(to recipient: Agency, at moment: Timestamp) -> FilledDocument.Delivery {
        let age = now.milliseconds(since: moment) / 86_400_000
        let id = DeliveryID(at: moment, using: &dice)
        let isHere = recipient.isLocal
        var delivery = FilledDocument.Delivery(
            id: id, recipient: recipient.id, name: recipient.name, route: isHere ? .mailbox : .axis,
            state: isHere ? .fetched : .delivered)
        let draw = dice.number(0..<1000)
        switch draw {
        case 0..<4: delivery.state = isHere ? .failed : .dead
        case 4..<10 where age < 20: delivery.state = isHere ? .available : .waiting
        case 10..<14 where age < 30:
            delivery.recall = .asked
            speak(&delivery, ["01", "03"], moment)
        case 14..<18:
            delivery.recall = .agreed
            delivery.state = .recalled
        case 18..<32: speak(&delivery, ["01", "02"], moment)
        case 32..<60: break
        case 60..<85: speak(&delivery, ["01"], moment)
        case 85..<120: speak(&delivery, ["01", "03"], moment)
        case 120..<150: speak(&delivery, ["01", "03", "05"], moment)
        default:
            let isYoung = age < 4
            speak(&delivery, isYoung && draw < 700 ? (draw < 400 ? [] : ["01", "03"]) : ["01", "03", "06"], moment)
        }
        return delivery
    }

    private mutating func speak(_ delivery: inout FilledDocument.Delivery, _ codes: [String], _ moment: Timestamp) {
        let staff = "\(dice.pick(Self.families)) \(dice.pick(Self.middles)) \(dice.pick(Self.given))"
        var at = moment
        for code in codes {
            at = min(now, at.adding(milliseconds: Int64(dice.number(60_000...40_000_000))))
            delivery.statuses.append(
                RecordedStatus(code: code, at: at, recordedAt: at, staff: code == "01" ? "" : staff))
        }
    }

    private mutating func subject() -> String {
        let act = dice.pick(Self.acts)
        let field = Self.fields[dice.number(0...Self.fields.count - 1)]
        let tail = dice.once(in: 2) ? " năm 20\(dice.number(24...27))" : " tại \(dice.pick(Self.places))"
        let code = dice.once(in: 4) ? " theo Quyết định số \(dice.number(1...2500))/QĐ-TTg" : ""
        return "\(act) \(field.lowercased()) \(dice.pick(Self.words))\(tail)\(code)"
    }

    private static func digest(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 64 - digits.count) + digits
    }
}

// MARK: - Words

extension PagesGround {
    private static let types = [
        "Công văn", "Công văn", "Công văn", "Công văn", "Quyết định", "Quyết định", "Báo cáo", "Báo cáo", "Tờ trình",
        "Kế hoạch", "Thông báo", "Giấy mời", "Giấy mời", "Công điện", "Chỉ thị", "Nghị quyết", "Tờ trình", "Hướng dẫn",
    ]
    private static let notations = [
        "Quyết định": "QĐ", "Báo cáo": "BC", "Tờ trình": "TTr", "Kế hoạch": "KH", "Thông báo": "TB", "Giấy mời": "GM",
        "Công điện": "CĐ", "Chỉ thị": "CT", "Nghị quyết": "NQ", "Hướng dẫn": "HD",
    ]
    private static let offices = [
        "UBND", "VP", "SNV", "STC", "SXD", "SYT", "SGDĐT", "SNNMT", "VPCP", "BNV", "TTCN", "HĐND",
    ]
    private static let acts = [
        "Về việc triển khai thực hiện", "Về việc tăng cường", "Báo cáo kết quả", "Về việc góp ý dự thảo", "Mời họp về",
        "Về việc kiểm tra", "Phê duyệt kế hoạch", "Về việc cử cán bộ tham gia", "Hướng dẫn thực hiện",
        "Về việc chấn chỉnh",
        "Ban hành quy chế", "Về việc cấp kinh phí",
    ]
    private static let fields = [
        "Nội vụ", "Tài chính", "Xây dựng", "Y tế", "Giáo dục", "Nông nghiệp", "Môi trường", "Giao thông",
        "Phòng cháy chữa cháy",
        "Đê điều", "Thanh tra", "Tư pháp", "Văn hóa", "Du lịch", "Lao động", "Khoa học", "Chuyển đổi số", "Đất đai",
    ]
    private static let places = [
        "quận Hồng Bàng", "quận Lê Chân", "huyện An Dương", "huyện Thủy Nguyên", "phường Cát Bi", "xã Đại Hợp",
        "đảo Bạch Long Vĩ",
        "thị trấn Núi Đèo", "phường Đông Khê", "xã Việt Hải",
    ]
    private static let words = [
        "khẩn cấp", "định kỳ", "đột xuất", "liên ngành", "trọng điểm", "thường xuyên", "tự nguyện", "cơ sở", "miền núi",
        "ven biển",
        "học sinh", "người cao tuổi", "doanh nghiệp", "hợp tác xã", "trẻ em", "cựu chiến binh", "thủy lợi", "bão lũ",
        "dịch bệnh",
        "an toàn thực phẩm",
    ]
    private static let families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô"]
    private static let middles = ["Thị", "Văn", "Minh", "Hồng", "Quốc", "Thu", "Ngọc", "Đức"]
    private static let given = [
        "An", "Bình", "Châu", "Dũng", "Đào", "Giang", "Hà", "Khánh", "Lan", "Mai", "Nam", "Oanh", "Phúc",
    ]
}

extension SplitMix {
    fileprivate mutating func number(_ range: Range<Int>) -> Int { number(range.lowerBound...range.upperBound - 1) }
}
