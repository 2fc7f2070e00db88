import Foundation
import GRDB
import HubCore

extension SQLiteStore: RetentionStore {
    package func retirable(
        _ due: RetentionPolicy.Due, after: Int64, limit: Int
    ) async throws -> [Retirable] {
        try await read { try $0.retirable(due, after: after, limit: limit) }
    }

    package func retire(
        _ due: RetentionPolicy.Due, _ documents: [DocumentID], by: String, now: Timestamp
    ) async throws -> Reclaimed {
        let retired = try await write { ledger in
            // What has happened since it was looked for counts: it is looked at again, inside the transaction.
            let retired = try documents.prefix(Retired.mostDocuments).compactMap {
                try ledger.db.retirable(due, after: -1, limit: 1, document: $0).first
            }
            guard !retired.isEmpty else { return [Retirable]() }
            try ledger.append(
                .retired(Retired(due.part, of: retired.map(\.document), endedBefore: due.endedBefore, by: by)), at: now)
            return retired
        }
        if due.part == .bytes { try await removeFiles(of: retired.map(\.document)) }
        return Reclaimed(count: Int64(retired.count), bytes: retired.reduce(0) { $0 + $1.size })
    }

    private func removeFiles(of documents: [DocumentID]) async throws {
        let names = try documents.map(\.text).columnText()
        let digests = try await read { db in
            try db.rows(
                """
                SELECT lower(hex(sha256)) AS sha256 FROM document JOIN payload ON position = journal_index
                WHERE id IN (SELECT value FROM json_each(?))
                """, [names]
            ).map { try $0.required("sha256") as String }
        }
        _ = try await remove(unnamed: digests.filter { DurableFile.size(of: payloads.file(of: $0)) != nil })
    }

    package func sweepPayloads(before: Timestamp, tentatively: Bool) async throws -> Reclaimed {
        var swept = Reclaimed()
        let date = Date(timeIntervalSince1970: Double(before.milliseconds) / 1000)
        for subfolder in UInt8.min...UInt8.max {
            let old = try payloads.files(in: subfolder, before: date)
            for digests in stride(from: 0, to: old.count, by: 256).map({ Array(old[$0..<min($0 + 256, old.count)]) }) {
                let unnamed = try await read { db in try digests.filter { try !db.needsFile($0) } }
                swept = swept + (tentatively ? size(of: unnamed) : try await remove(unnamed: unnamed))
            }
        }
        return swept
    }

    /// Takes them away inside a transaction of the writer (see ``PayloadFolder/takeAway(_:)``), and removes them after it.
    private func remove(unnamed digests: [String]) async throws -> Reclaimed {
        guard !digests.isEmpty else { return Reclaimed() }
        let (removed, leaving) = try await write { [payloads] ledger in
            var (removed, leaving) = (Reclaimed(), [String]())
            for sha256 in digests where try !ledger.db.needsFile(sha256) {
                let size = DurableFile.size(of: payloads.file(of: sha256)) ?? 0
                guard let path = try payloads.takeAway(sha256) else { continue }
                leaving.append(path)
                removed = removed + Reclaimed(count: 1, bytes: size)
            }
            return (removed, leaving)
        }
        for path in leaving { try await FileRemoval.removeWhole(path) }
        return removed
    }

    private func size(of digests: [String]) -> Reclaimed {
        digests.reduce(Reclaimed()) { sum, sha256 in
            sum + Reclaimed(count: 1, bytes: DurableFile.size(of: payloads.file(of: sha256)) ?? 0)
        }
    }
}

extension Ledger {
    /// What was retired is no longer in the views; the keys by which repeats are known, digests and receipts stay.
    func apply(_ retired: Retired, at now: Timestamp) throws {
        for document in retired.documents {
            switch retired.part {
            case .bytes: try forgetBytes(of: document, at: now)
            case .words: try forgetWords(of: document)
            }
        }
    }

    private func forgetBytes(of document: DocumentID, at now: Timestamp) throws {
        try db.run(
            """
            UPDATE payload SET bytes = NULL, retired_at = ?
            WHERE retired_at IS NULL AND position = (SELECT journal_index FROM document WHERE id = ?)
            """, [now.milliseconds, document.text])
    }

    private func forgetWords(of document: DocumentID) throws {
        guard
            let row = try db.row(
                "SELECT \(DocumentRecord.facts) FROM document WHERE id = ?", [document.text])
        else { return }
        let facts: MessageFacts = try row.json("facts")
        try db.run(
            "UPDATE document SET facts = ?, words_retired = 1 WHERE id = ?",
            [try facts.withoutWords.columnText(), document.text])
        try db.run("UPDATE delivery SET reason = NULL WHERE document = ?", [document.text])
        try db.run(
            "UPDATE status SET description = '', staff = '', department = '' WHERE document = ?", [document.text])
    }
}

extension MessageFacts {
    /// Without what people wrote.
    fileprivate var withoutWords: MessageFacts {
        var facts = self
        facts.subject = ""
        facts.businessReason = nil
        facts.status?.description = ""
        facts.status?.staff = ""
        facts.status?.department = ""
        return facts
    }
}

extension TransportState {
    /// The states in which nothing more happens by itself, as SQL has them.
    fileprivate static let ends = allCases.filter(\.isEnd).map { "'\($0.rawValue)'" }.joined(separator: ", ")
}

extension Database {
    /// Whether a document's bytes are in a file of this name.
    fileprivate func needsFile(_ sha256: String) throws -> Bool {
        try number(
            "SELECT count(*) FROM payload WHERE sha256 = ? AND bytes IS NULL AND retired_at IS NULL",
            [Data(digest: sha256)]) == 1
    }

    /// - Parameter document: this one alone, if it is retirable.
    fileprivate func retirable(
        _ due: RetentionPolicy.Due, after: Int64, limit: Int, document: DocumentID? = nil
    ) throws -> [Retirable] {
        try rows(
            """
            SELECT d.id, d.journal_index, p.size FROM document d JOIN payload p ON p.position = d.journal_index
            WHERE \(document == nil ? "d.journal_index > :after" : "d.id = :document") AND d.kind = :kind
                AND d.accepted_at < :before
                AND \(due.part == .bytes ? "p.retired_at IS NULL" : "d.words_retired = 0")
                AND NOT EXISTS (SELECT 1 FROM delivery v WHERE v.document = d.id AND (v.changed_at >= :before
                    OR v.state NOT IN (\(TransportState.ends))))
                AND NOT EXISTS (SELECT 1 FROM status s WHERE s.document = d.id AND s.recorded_at >= :before)
                AND NOT EXISTS (SELECT 1 FROM negotiation n WHERE n.document = d.id
                    AND (n.recorded_at >= :before OR n.state IN ('asked', 'contested')))
                AND NOT EXISTS (SELECT 1 FROM negotiation n WHERE n.request = d.id
                    AND (n.recorded_at >= :before OR n.state IN ('asked', 'contested')))
                AND NOT EXISTS (SELECT 1 FROM parked_status k WHERE k.message = d.id)
                AND NOT EXISTS (SELECT 1 FROM parked_request k WHERE k.message = d.id)
            ORDER BY d.journal_index LIMIT :limit
            """,
            StatementArguments(
                ["kind": due.kind.rawValue, "before": due.endedBefore.milliseconds, "limit": limit]
                    .merging(document.map { ["document": $0.text] } ?? ["after": after]) { one, _ in one }
                    as [String: any DatabaseValueConvertible])
        ).map {
            Retirable(
                document: try $0.identifier("id"), journalIndex: try $0.required("journal_index"),
                size: try $0.required("size"))
        }
    }
}
