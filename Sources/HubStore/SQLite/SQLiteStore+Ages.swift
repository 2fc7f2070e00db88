import GRDB
import HubCore

extension SQLiteStore {
    package func ages(now: Timestamp) async throws -> [DestinationAges] {
        try await read { db in
            let recipients = try db.ages(
                .recipient, now: now,
                """
                SELECT recipient AS destination, \(Database.band("open_since")) AS band, count(*) AS number FROM delivery
                WHERE \(Database.stands) AND state IN ('waiting', 'leased') GROUP BY recipient, band ORDER BY recipient
                """)
            let mailboxes = try db.ages(
                .mailbox, now: now,
                """
                SELECT recipient AS destination, \(Database.band("open_since")) AS band, count(*) AS number FROM delivery
                WHERE route = 'mailbox' AND state IN ('available', 'fetched') GROUP BY recipient, band ORDER BY recipient
                """)
            let webhooks = try db.ages(
                .webhook, now: now,
                """
                SELECT webhook AS destination, \(Database.band("created_at")) AS band, count(*) AS number
                FROM webhook_message GROUP BY webhook, band ORDER BY webhook
                """)
            let axis = DestinationAges(
                kind: .axis, destination: Destination.axis.text,
                counts: DestinationAges.none.indices.map { band in recipients.reduce(0) { $0 + $1.counts[band] } })
            return [axis] + recipients + mailboxes + webhooks
        }
    }
}

extension DestinationAges {
    fileprivate static let none = Array(repeating: 0, count: bands.count + 1)
}

extension Database {
    /// The number of the band in which a column's age lies.
    fileprivate static func band(_ column: String) -> String {
        DestinationAges.bands.map { "(:now - \(column) >= \($0))" }.joined(separator: " + ")
    }

    fileprivate func ages(
        _ kind: DestinationAges.Kind, now: Timestamp, _ sql: String
    ) throws -> [DestinationAges] {
        var (order, counts) = ([String](), [String: [Int]]())
        for row in try rows(sql, ["now": now.milliseconds]) {
            let destination: String = try row.required("destination")
            if counts[destination] == nil { order.append(destination) }
            counts[destination, default: DestinationAges.none][try row.required("band")] += try row.required("number")
        }
        return order.map { DestinationAges(kind: kind, destination: $0, counts: counts[$0] ?? DestinationAges.none) }
    }
}
