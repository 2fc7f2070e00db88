import HubCore
import HubStore
import SignedXML

/// Looking after what waits to be sent on.
extension OperatorDesk {
    /// So many are tried again in one transaction, and so many transactions in one act: a caller over the network does not wait
    /// long, and documents that come in meanwhile do not wait at all.
    private static let (retriedAtOnce, retriesInOneAct) = (200, 25)

    func perform(_ act: QueueAct, by: String, now: Timestamp) async throws -> OperatorReply {
        switch act {
        case .list(let query, let after, let limit):
            return .queue(.list(try await list(query, after: after, limit: min(max(limit, 1), 1000))))
        case .show(let text):
            let shown = try await show(text)
            return .queue(.shown(shown, steps: try await steps(of: shown)))
        case .retry(let query, _, tentatively: true, _): return .queue(.found(try await store.count(query)))
        case .retry(let query, let after, tentatively: false, let reason):
            return .queue(try await retry(query, after: after, by: by, reason: reason, now: now))
        case .retryThese(let deliveries, let reason):
            var retried = 0
            for delivery in deliveries where try await store.sendAgain(delivery, by: by, reason: reason, now: now) {
                retried += 1
            }
            return .queue(.retried(retried, next: nil))
        case .cancel(let deliveries, let reason): return try await cancel(deliveries, try stated(reason), by, now)
        case .pause(let destination, let reason):
            try await store.pause(destination, by: by, reason: try stated(reason), now: now)
            return .queue(.paused(destination))
        case .release(let destination, let reason):
            guard try await store.release(destination, by: by, reason: reason, now: now) else {
                throw OperatorRefusal(says: Self.notPaused(destination))
            }
            return .queue(.released(destination))
        case .ages: return .queue(.ages(try await store.ages(now: now)))
        }
    }

    private func list(_ query: QueueQuery, after: QueuePlace?, limit: Int) async throws -> QueueList {
        let found = try await store.queue(query, after: after, limit: limit)
        return QueueList(
            axis: try await waiting.destination(), pauses: try await store.pauses(),
            lines: found.map(QueueList.Line.init), next: found.count == limit ? found.last?.place : nil)
    }

    private func show(_ text: String) async throws -> [TrackedDocument] {
        if let id = DeliveryID(text), let delivery = try await store.deliveryRecord(id),
            let document = try await store.document(delivery.document)
        {
            let explained = try await waiting.explain([delivery])
            return [TrackedDocument(document, [delivery], waiting: explained)]
        }
        return try await track(text)
    }

    /// What the journal says of the deliveries shown.
    private func steps(of documents: [TrackedDocument]) async throws -> [String: [QueueStep]] {
        var steps: [String: [QueueStep]] = [:]
        for document in documents {
            guard let id = DocumentID(document.id) else { continue }
            let shown = Set(document.deliveries.map(\.id))
            for record in try await store.journal(about: id) {
                guard case .moved(let moved) = try JournalEntry(canonical: record.entry.utf8).fact,
                    shown.contains(moved.delivery.text)
                else { continue }
                steps[moved.delivery.text, default: []].append(QueueStep(moved, at: record.at))
            }
        }
        return steps
    }

    private func retry(
        _ query: QueueQuery, after: QueuePlace?, by: String, reason: String?, now: Timestamp
    ) async throws -> QueueReply {
        var (retried, place) = (0, after)
        // What is tried again here is as old as this act: it is not found a second time.
        var query = query
        query.openSince = min(query.openSince ?? now, now.adding(milliseconds: -1))
        for _ in 0..<Self.retriesInOneAct {
            let step = try await store.retry(
                query, after: place, limit: Self.retriedAtOnce, by: by, reason: reason, now: now)
            retried += step.retried
            place = step.next
            if place == nil { break }
        }
        return .retried(retried, next: place)
    }

    private func cancel(
        _ deliveries: [DeliveryID], _ reason: String, _ by: String, _ now: Timestamp
    ) async throws -> OperatorReply {
        var cancelled = 0
        for delivery in deliveries where try await store.cancel(delivery, reason: reason, by: by, now: now) {
            cancelled += 1
        }
        guard cancelled > 0 else { throw OperatorRefusal(says: Self.nothingToCancel) }
        return .queue(.cancelled(cancelled))
    }

    private func stated(_ reason: String) throws -> String {
        guard reason.contains(where: { !$0.isWhitespace }) else { throw OperatorRefusal(says: Self.noReason) }
        return reason
    }

    private static let noReason = Bilingual(
        vi: "Hãy nêu lý do (--reason): nơi gửi và nhật ký sẽ ghi lại.",
        en: "State a reason (--reason): the sender sees it, and the journal keeps it.")

    private static let nothingToCancel = Bilingual(
        vi: "Không có lượt chuyển nào như vậy đang chờ gửi: đã tới nơi, đã kết thúc, hoặc nằm trong hộp thư nơi nhận.",
        en: "No such delivery waits to be sent: it has arrived, has ended, or lies in its recipient's mailbox.")

    private static func notPaused(_ destination: Destination) -> Bilingual {
        Bilingual(
            vi: "Nơi này không bị tạm dừng: \(destination.text).", en: "It is not paused: \(destination.text).")
    }
}
