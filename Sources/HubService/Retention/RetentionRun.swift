import HubCore
import HubStore
import NIOCore

/// Retires what the policy asks for, some hundred documents at a time, then sweeps the files that nobody needs.
struct RetentionRun: Sendable {
    let store: any Store
    let policy: RetentionPolicy
    let by: String

    /// One commit's worth: the journal's entry holds as many, and other commits wait no longer than for these.
    private static let page = 500
    /// A file that no row names may belong to a document that is just being accepted; a day later it belongs to none.
    static let orphanAge: Int64 = 86_400_000

    /// - Parameter tentatively: says what would be done, and does nothing.
    func run(tentatively: Bool, now: Timestamp) async throws -> RetentionReport {
        var report = RetentionReport(isTentative: tentatively)
        for due in policy.due(now: now) {
            let reclaimed = try await retire(due, tentatively: tentatively, now: now)
            report.retired.append(
                RetentionReport.Retired(
                    kind: due.kind, part: due.part, endedBefore: due.endedBefore, reclaimed: reclaimed))
        }
        report.swept = try await store.sweepPayloads(
            before: now.adding(milliseconds: -Self.orphanAge), tentatively: tentatively)
        return report
    }

    private func retire(
        _ due: RetentionPolicy.Due, tentatively: Bool, now: Timestamp
    ) async throws -> Reclaimed {
        var (all, last) = (Reclaimed(), Int64(-1))
        while true {
            let found = try await store.retirable(due, after: last, limit: Self.page)
            guard let newest = found.last else { return all }
            last = newest.journalIndex
            if tentatively {
                all = all + Reclaimed(count: Int64(found.count), bytes: found.reduce(0) { $0 + $1.size })
            } else {
                all = all + (try await store.retire(due, found.map(\.document), by: by, now: now))
            }
        }
    }
}

/// What was retired, or would be.
package struct RetentionReport: Sendable, Codable, Hashable {
    package struct Retired: Sendable, Codable, Hashable {
        package let kind: MessageFacts.Kind
        package let part: HubCore.Retired.Part
        package let endedBefore: Timestamp
        package let reclaimed: Reclaimed
    }

    package let isTentative: Bool
    package fileprivate(set) var retired: [Retired] = []
    /// Files that no document needed.
    package fileprivate(set) var swept = Reclaimed()

    /// Lines for an operator.
    package var text: String {
        var lines = retired.map { retired in
            let kind = retired.kind == .document ? "văn bản/documents" : "trạng thái/statuses"
            let part = retired.part == .bytes ? "nội dung/bytes" : "lời ghi/words"
            return "\(kind), \(part), < \(retired.endedBefore.shown): \(retired.reclaimed.text)"
        }
        if lines.isEmpty {
            lines.append("Chính sách giữ mọi thứ mãi mãi. / The policy keeps everything for ever.")
        }
        lines.append("tệp không ai cần/files nobody needs: \(swept.text)")
        if isTentative { lines.append("Chưa xóa gì (--dry-run). / Nothing was removed.") }
        return lines.joined(separator: "\n")
    }

    package var json: String { String(buffer: WireJSON.encode(self)) }
}

extension Reclaimed {
    fileprivate var text: String { "\(count), \(bytes) byte" }
}
