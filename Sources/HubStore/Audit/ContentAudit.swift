import Crypto
import Foundation
import GRDB
import HubCore

/// Looks at the bytes of every packet, and at every receipt that was given.
struct ContentAudit {
    let db: Database
    let folder: AuditFolder
    let keys: [NoteKey]
    let halt: Halt

    private(set) var flaws: AuditFlaws
    private(set) var payloads: Int64 = 0
    private(set) var bytes: Int64 = 0
    private(set) var retired: Int64 = 0
    private(set) var receipts: Int64 = 0

    init(_ db: Database, _ folder: AuditFolder, keys: [NoteKey], limit: Int, halt: Halt) {
        (self.db, self.folder, self.keys, self.halt) = (db, folder, keys, halt)
        flaws = AuditFlaws(limit: limit)
    }

    /// Each accepted packet has a row with its digest, and the bytes that the row names are there, unless they were retired.
    /// - Parameter report: told how many it has been.
    mutating func lookAtPayloads(report: (Int64) -> Void) throws {
        let strangers = try db.rows(
            """
            SELECT idx FROM journal LEFT JOIN payload ON position = idx
            WHERE kind = 'accepted' AND CASE WHEN json_valid(entry)
                THEN json_extract(entry, '$.fact.facts.sha256') IS NOT lower(hex(sha256)) ELSE sha256 IS NULL END
            ORDER BY idx LIMIT 1000
            """)
        for row in strangers {
            let index: Int64 = try row.required("idx")
            flaws.add(.payloadMissing, at: .row(table: "payload", key: "position = \(index)"), "#\(index)")
        }
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT position, lower(hex(sha256)) AS sha256, size, bytes, retired_at FROM payload ORDER BY position"
        )
        var count: Int64 = 0
        while let row = try rows.next() {
            count += 1
            if count % 256 == 0 { try halt.check() }
            report(count)
            guard (row.optional("retired_at") as Int64?) == nil else {
                retired += 1
                continue
            }
            let (sha256, size): (String, Int64) = (try row.required("sha256"), try row.required("size"))
            let place = AuditPlace.payload(sha256, entry: try row.required("position"))
            let found = try digest(ofPayload: sha256, inline: row.optional("bytes"))
            switch found {
            case nil: flaws.add(.payloadMissing, at: place, folder.file(ofPayload: sha256))
            case (sha256, size)?:
                payloads += 1
                bytes += size
            case (let other, let length)?: flaws.add(.payloadAltered, at: place, "sha256 \(other), \(length) bytes")
            }
        }
    }

    private func digest(ofPayload sha256: String, inline: Data?) throws -> (String, Int64)? {
        if let inline { return (Array(SHA256.hash(data: inline)).hexadecimal, Int64(inline.count)) }
        let path = "\(folder.path)/\(folder.file(ofPayload: sha256))"
        guard let length = DurableFile.size(of: path) else { return nil }
        return (try DurableFile.sha256(of: path), length)
    }

    /// Each document's receipt is one that the hub signed for it.
    /// - Parameter report: told how many it has been.
    mutating func lookAtReceipts(report: (Int64) -> Void) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT journal_index, id, lower(hex(sha256)) AS sha256, receipt
                FROM document LEFT JOIN payload ON position = journal_index ORDER BY journal_index
                """)
        while let row = try rows.next() {
            let index: Int64 = try row.required("journal_index")
            receipts += 1
            if receipts % 256 == 0 { try halt.check() }
            report(receipts)
            let text: String = try row.required("receipt")
            let receipt = Self.receipt(text)
            let isRight =
                receipt.map { receipt in
                    receipt.journalIndex == index && receipt.documentID.text == row.optional("id")
                        && receipt.sha256 == row.optional("sha256") && keys.contains(where: receipt.verify)
                } ?? false
            if !isRight {
                let place = AuditPlace.row(table: "document", key: "journal_index = \(index)", column: "receipt")
                flaws.add(.receiptAltered, at: place)
            }
        }
    }

    private static func receipt(_ text: String) -> Receipt? {
        do {
            return try JSONDecoder().decode(Receipt.self, from: Data(text.utf8))
        } catch {
            // What cannot be read is no receipt.
            return nil
        }
    }
}
