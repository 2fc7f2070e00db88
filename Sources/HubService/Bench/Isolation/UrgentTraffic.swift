import Crypto
import EdXML
import Foundation
import HubCore

/// Sends urgent documents at a steady pace, whatever becomes of those before, and looks for each in its recipient's mailbox
/// as soon as it is accepted.
struct UrgentTraffic: Sendable {
    let sender: OwnLine
    let recipient: OwnLine
    let papers: [[UInt8]]
    let interval: Duration

    struct Sending: Sendable {
        let sha256: String
        /// When it should have gone out: milliseconds since 1970.
        let begunAt: Double
        /// Milliseconds from then until the mailbox showed it.
        let shownAfter: Double
    }

    func run() async throws -> [Sending] {
        let clock = ContinuousClock()
        let start = clock.now
        let startAt = Date().timeIntervalSince1970 * 1000
        return try await withThrowingTaskGroup(of: Sending.self) { group in
            for (number, paper) in papers.enumerated() {
                let after = interval * number
                try await clock.sleep(until: start + after, tolerance: .zero)
                group.addTask {
                    let sha256 = SHA256.hash(data: paper).hexadecimal
                    let shown = try await send(paper, sha256)
                    return Sending(
                        sha256: sha256, begunAt: startAt + after / .milliseconds(1),
                        shownAfter: (shown - start - after) / .milliseconds(1))
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// - Returns: when the mailbox had shown it.
    private func send(_ paper: [UInt8], _ sha256: String) async throws -> ContinuousClock.Instant {
        let outcome = try await persistently { try await sender.send(paper, as: .document) }
        guard case .accepted = outcome else {
            throw BenchFailure("văn bản khẩn không được nhận", "an urgent document was not accepted")
        }
        while true {
            let items = try await persistently { try await recipient.mailbox(openOnly: true) }
            let now = ContinuousClock.now
            guard let item = items.first(where: { $0.sha256 == sha256 }) else { continue }
            try await persistently { try await recipient.acknowledge(item.delivery) }
            return now
        }
    }
}
