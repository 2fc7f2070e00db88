import GRDB
import HubCore

/// What the axis took, so that it can be asked whether it still knows.
extension SQLiteStore {
    package func carriedUp(after mark: CarriedUp.Mark, limit: Int) async throws -> [CarriedUp] {
        try await read { db in
            try db.rows(
                """
                SELECT \(CarriedUp.columns) FROM delivery
                WHERE route = 'axis' AND state = 'delivered' AND (delivered_at, position) > (?, ?)
                GROUP BY document, reference ORDER BY max(delivered_at), max(position) LIMIT ?
                """, [mark.at.milliseconds, mark.position, limit]
            ).map(CarriedUp.init)
        }
    }

    package func carriedUp(upTo mark: CarriedUp.Mark, limit: Int) async throws -> [CarriedUp] {
        try await read { db in
            try db.rows(
                """
                SELECT \(CarriedUp.columns) FROM delivery
                WHERE route = 'axis' AND state = 'delivered' AND (delivered_at, position) <= (?, ?)
                GROUP BY document, reference ORDER BY max(delivered_at) DESC, max(position) DESC LIMIT ?
                """, [mark.at.milliseconds, mark.position, limit]
            ).map(CarriedUp.init)
        }
    }

    package func forgottenUpstream(_ packet: CarriedUp, by: String, now: Timestamp) async throws -> Int {
        try await write { ledger in
            let deliveries = try ledger.db.rows(
                """
                SELECT \(DeliveryRow.columns) FROM delivery
                WHERE document = ? AND reference = ? AND route = 'axis' AND state = 'delivered'
                    AND NOT EXISTS (SELECT 1 FROM status WHERE status.delivery = delivery.id)
                """, [packet.document.text, packet.reference]
            ).map(DeliveryRow.init)
            for delivery in deliveries {
                _ = try ledger.move(delivery, by: .forgotten(now: now), as: .forgotten, said: by, at: now)
            }
            return deliveries.count
        }
    }
}

extension CarriedUp {
    fileprivate static let columns = """
        document, kind, coalesce(reference, '') AS reference, max(delivered_at) AS delivered_at, max(position) AS position
        """

    fileprivate init(_ row: Row) throws {
        self.init(
            document: try row.identifier("document"), kind: try row.choice("kind"),
            reference: try row.required("reference"),
            mark: Mark(at: try row.time("delivered_at"), position: try row.required("position")))
    }
}
