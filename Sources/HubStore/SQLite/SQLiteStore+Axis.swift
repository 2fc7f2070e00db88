import GRDB
import HubCore

extension SQLiteStore: AxisLedger {
    package func axisItem(_ docID: String) async throws -> AxisItem? {
        try await read { try $0.axisItem(docID) }
    }

    package func acknowledgedUpstream(_ docID: String, now: Timestamp) async throws {
        try await write { try $0.acknowledgedUpstream(docID, now: now) }
    }

    package func unacknowledgedAxisItems(limit: Int) async throws -> [AxisItem] {
        try await read { try $0.unacknowledgedAxisItems(limit: limit) }
    }
}

extension Ledger {
    func acknowledgedUpstream(_ docID: String, now: Timestamp) throws {
        guard let item = try db.axisItem(docID), item.acknowledgedAt == nil else { return }
        try append(.axisAcknowledged(AxisAcknowledged(docID: docID, word: item.outcome.word)), at: now)
    }
}

extension Database {
    func unacknowledgedAxisItems(limit: Int) throws -> [AxisItem] {
        try rows(
            "SELECT * FROM axis_item WHERE acknowledged_at IS NULL ORDER BY recorded_at LIMIT ?", [limit]
        ).map(AxisItem.init)
    }

    func axisItem(_ docID: String) throws -> AxisItem? {
        try row("SELECT * FROM axis_item WHERE doc_id = ?", [docID]).map(AxisItem.init)
    }
}

extension AxisItem {
    fileprivate init(_ row: Row) throws {
        self.init(
            docID: try row.required("doc_id"), outcome: try row.choice("outcome"),
            document: (row["document"] as String?).flatMap(DocumentID.init), codes: try row.json("codes"),
            recordedAt: try row.time("recorded_at"), acknowledgedAt: row.moment("acknowledged_at"))
    }
}
