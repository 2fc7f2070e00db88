import GRDB
import HubCore

/// What fetching from the axis changes in the views.
extension Ledger {
    /// Notes what became of a packet the axis gave us. A packet that was refused and is given again may be accepted; one
    /// that is held stays held.
    func noteAxisItem(
        _ origin: Origin, _ outcome: AxisItem.Outcome, document: DocumentID? = nil, codes: [String] = [],
        at now: Timestamp
    ) throws {
        guard case .axis(let docID) = origin else { return }
        try db.run(
            """
            INSERT INTO axis_item (doc_id, outcome, document, codes, recorded_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (doc_id) DO UPDATE SET outcome = excluded.outcome, document = excluded.document,
                codes = excluded.codes, recorded_at = excluded.recorded_at, acknowledged_at = NULL
            WHERE axis_item.outcome IN ('refused', 'conflict') AND excluded.outcome <> axis_item.outcome
            """,
            [docID, outcome.rawValue, document?.text, try codes.columnText(), now.milliseconds])
    }

    func apply(_ acknowledged: AxisAcknowledged, at now: Timestamp) throws {
        try db.run(
            "UPDATE axis_item SET acknowledged_at = ? WHERE doc_id = ? AND acknowledged_at IS NULL",
            [now.milliseconds, acknowledged.docID])
    }
}
