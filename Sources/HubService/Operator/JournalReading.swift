import Foundation
import HubCore
import NIOCore

/// Reads the journal through the operator's line, from where one asks, and on as it grows.
package struct JournalReading: Sendable {
    private let line: OperatorLine
    /// The next entry to be read.
    private var next: Int64

    /// - Parameter from: an index; `nil` for the newest `limit` entries.
    /// - Throws: ``OperatorLine/Unreachable``, ``OperatorRefusal``, or what a store that stands still throws.
    package init(_ line: OperatorLine, from: Int64?, limit: Int) async throws {
        self.line = line
        if let from {
            next = max(0, from)
        } else {
            next = max(0, try await line.journalSize() - Int64(limit))
        }
    }

    /// The next entries, at most `limit`; none when the end is reached.
    package mutating func entries(limit: Int) async throws -> [OperatorReply.Entry] {
        guard limit > 0 else { return [] }
        let entries = try await line.entries(from: next, limit: limit)
        if let last = entries.last { next = last.index + 1 }
        return entries
    }
}

extension OperatorLine {
    fileprivate func entries(from: Int64, limit: Int) async throws -> [OperatorReply.Entry] {
        guard case .journal(let entries) = try await asked(.journal(from: from, limit: limit)) else {
            throw Unreachable(unexpectedReplyTo: "journal")
        }
        return entries
    }

    /// How many entries there are: the second line of the checkpoint.
    fileprivate func journalSize() async throws -> Int64 {
        let lines = try await checkpoint().split(separator: "\n")
        return lines.count > 1 ? Int64(lines[1]) ?? 0 : 0
    }

    /// The journal's newest head, signed by the hub (C2SP *checkpoint*).
    package func checkpoint() async throws -> String {
        guard case .checkpoint(let note) = try await asked(.checkpoint) else {
            throw Unreachable(unexpectedReplyTo: "checkpoint")
        }
        return note
    }

    /// The key that signs the journal's heads and all receipts (C2SP signed-note).
    package func key() async throws -> String {
        guard case .key(let key) = try await asked(.key) else { throw Unreachable(unexpectedReplyTo: "key") }
        return key
    }
}

extension OperatorReply.Entry {
    /// Index, time, kind, and what happened, on one line. An entry of a newer version is shown as it is.
    package var text: String {
        let what: String
        do { what = try JournalEntry(canonical: entry.utf8).fact.vietnamese } catch { what = entry }
        return "\("\(index)".filled(to: 6))  \(at.shown)  \(kind.filled(to: 18))  \(what)"
    }

    /// The entry's own canonical JSON beside its index, on one line.
    package var json: String { #"{"index":\#(index),"entry":\#(entry)}"# }
}
