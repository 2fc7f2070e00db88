import Foundation
import GRDB
import HubCore

/// Entries of a journal, read and decoded on a thread of their own while they are folded on another.
struct JournalReading {
    let source: ReplaySource
    /// The first that is wanted, and the first that is not.
    let range: Range<Int64>
    let halt: Halt

    /// So many entries are handed over at once.
    static let batch = 1_024

    /// Begins to read.
    func begin() throws -> Conveyor<[JournalFact]> {
        let conveyor = Conveyor<[JournalFact]>(room: 8)
        let database = try source.open()
        Thread.detachNewThread { [self] in
            conveyor.end(
                Result {
                    try database.read { try read($0, onto: conveyor) }
                    try database.close()
                })
        }
        return conveyor
    }

    private func read(_ db: Database, onto conveyor: Conveyor<[JournalFact]>) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT idx, at, kind, document, entry FROM journal WHERE idx >= ? AND idx < ? ORDER BY idx",
            arguments: [range.lowerBound, range.upperBound])
        var (batch, next): ([JournalFact], Int64) = ([], range.lowerBound)
        while let row = try rows.next() {
            let fact = try JournalReading.fact(row, expected: next)
            batch.append(fact)
            next += 1
            guard batch.count == Self.batch else { continue }
            try halt.check()
            guard conveyor.put(batch) else { return }
            batch.removeAll(keepingCapacity: true)
        }
        guard next == range.upperBound else { throw StoreError(.lost, "journal entry \(next) is missing") }
        _ = conveyor.put(batch)
    }

    /// - Throws: ``StoreError/Code/lost`` when it is another than expected, unreadable, or not filed under its own words.
    private static func fact(_ row: Row, expected: Int64) throws -> JournalFact {
        let index: Int64 = row[0]
        guard index == expected else { throw StoreError(.lost, "journal entry \(expected) is missing") }
        let entry: JournalEntry
        do {
            entry = try JournalEntry(canonical: (row[4] as String).utf8)
        } catch {
            throw StoreError(.lost, "journal entry \(index) cannot be read: \(error)", cause: error)
        }
        let (at, kind, document): (Int64, String, String?) = (row[1], row[2], row[3])
        guard at == entry.at.milliseconds, kind == entry.fact.kind, document == entry.fact.document?.text else {
            throw StoreError(.lost, "journal entry \(index) is filed under another time, kind or document than it has")
        }
        return JournalFact(index: index, at: entry.at, fact: entry.fact)
    }
}
