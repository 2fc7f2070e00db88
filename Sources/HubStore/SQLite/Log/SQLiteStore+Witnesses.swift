import GRDB
import HubCore

extension SQLiteStore: WitnessStore {
    /// Heads above the witnessed one that are kept of each witness while no quorum has come together.
    private static let mostUnwitnessed = 16

    package func keep(_ head: CosignedHead) async throws {
        try await write { [witnesses] ledger in
            let cosignature = head.cosignature
            try ledger.db.run(
                """
                INSERT INTO cosignature (witness, size, at, note, line) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (witness, size) DO UPDATE SET at = excluded.at, note = excluded.note, line = excluded.line
                    WHERE excluded.at >= cosignature.at
                """,
                [
                    cosignature.witness.text, head.size, cosignature.at.milliseconds, head.note, cosignature.line,
                ])
            let witnessed = witnesses.newest(of: try ledger.db.cosignedHeads())?.size ?? 0
            try ledger.db.run(
                """
                DELETE FROM cosignature WHERE size < ?
                    AND size < (SELECT max(size) FROM cosignature o WHERE o.witness = cosignature.witness)
                """, [witnessed])
            try ledger.db.run(
                """
                DELETE FROM cosignature WHERE witness = ? AND size NOT IN (
                    SELECT size FROM cosignature WHERE witness = ? ORDER BY size DESC LIMIT \(Self.mostUnwitnessed))
                """, [cosignature.witness.text, cosignature.witness.text])
        }
    }

    package func cosignedHeads() async throws -> [CosignedHead] {
        let kept = try await read { try $0.cosignedHeads() }
        return witnesses.keys.compactMap { key in
            kept.filter { $0.cosignature.witness == key }.max { $0.size < $1.size }
        }
    }

    package func witnessedHead() async throws -> WitnessedHead? {
        guard !witnesses.isEmpty else { return nil }
        return witnesses.newest(of: try await read { try $0.cosignedHeads() })
    }
}

extension Database {
    /// All that are kept and true. A row that somebody spoilt is none: nothing is given out that whoever gets it would refuse.
    func cosignedHeads() throws -> [CosignedHead] {
        try rows("SELECT witness, size, note, line FROM cosignature ORDER BY size DESC").compactMap { row in
            let (note, line): (String, String) = (try row.required("note"), try row.required("line"))
            guard let witness = WitnessKey(try row.required("witness")), let parts = NoteParts(note),
                let head = Checkpoint(text: parts.text)?.head, head.size == (try row.required("size") as Int64),
                let cosignature = Cosignature(by: witness, among: [String(line.dropLast())], of: parts.text)
            else { return nil }
            return CosignedHead(size: head.size, note: note, cosignature: cosignature)
        }
    }
}
