import GRDB
import HubCore

/// What operators do to destinations changes in the views.
extension Ledger {
    func apply(_ paused: DestinationPaused, at now: Timestamp) throws {
        try db.run(
            """
            INSERT INTO pause (destination, since, operator, reason) VALUES (?, ?, ?, ?)
            ON CONFLICT (destination) DO UPDATE SET operator = excluded.operator, reason = excluded.reason
            """, [paused.destination.text, now.milliseconds, paused.by, paused.reason])
    }

    func apply(_ released: DestinationReleased) throws {
        try db.run("DELETE FROM pause WHERE destination = ?", [released.destination.text])
        workArrived()
    }
}

extension Database {
    func pauses() throws -> [Pause] {
        try rows("SELECT * FROM pause ORDER BY destination <> 'axis', destination").map { row in
            Pause(
                Destination(try row.required("destination")), since: try row.time("since"),
                by: try row.required("operator"), reason: try row.required("reason"))
        }
    }
}

extension Row {
    func lane() throws -> Lane {
        guard let lane = Lane(rawValue: try required("lane")) else {
            throw StoreError(.broken, "column lane holds a value that does not belong there")
        }
        return lane
    }
}
