import HubCore
import HubStore
import NIOCore

extension OperatorLine {
    /// - Throws: ``OperatorRefusal``, ``Unreachable``, or what a store that stands still throws.
    package func asked(_ act: QueueAct) async throws -> QueueReply {
        guard case .queue(let reply) = try await asked(OperatorAct.queue(act)) else {
            throw Unreachable(unexpectedReplyTo: "queue")
        }
        return reply
    }

    /// Everything that is found tried again, however much it is.
    /// - Returns: how many are.
    package func retryAll(_ query: QueueQuery, reason: String? = nil) async throws -> Int {
        var (retried, place): (Int, QueuePlace?) = (0, nil)
        repeat {
            let act = QueueAct.retry(query, after: place, tentatively: false, reason: reason)
            guard case .retried(let some, let next) = try await asked(act) else {
                throw Unreachable(unexpectedReplyTo: "queue")
            }
            retried += some
            place = next
        } while place != nil
        return retried
    }
}

extension QueueReply {
    /// One JSON value on one line.
    package var json: String {
        switch self {
        case .list(let list): String(buffer: WireJSON.encode(list))
        case .shown(let documents, let steps):
            String(buffer: WireJSON.encode(Shown(documents: documents, steps: steps)))
        case .retried(let count, _), .found(let count), .cancelled(let count):
            String(buffer: WireJSON.encode(["deliveries": count]))
        case .paused(let destination), .released(let destination):
            String(buffer: WireJSON.encode(["destination": destination]))
        case .ages(let ages): String(buffer: WireJSON.encode(AgeTable(ages)))
        }
    }
}

private struct Shown: Encodable {
    let documents: [TrackedDocument]
    let steps: [String: [QueueStep]]
}

/// Ages with the ends of their bands, in seconds.
private struct AgeTable: Encodable {
    let bandsEndAfterSeconds = DestinationAges.bands.map { $0 / 1000 }
    let destinations: [DestinationAges]

    init(_ ages: [DestinationAges]) { destinations = ages }
}
