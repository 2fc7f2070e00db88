import GRDB
import HubCore

/// What the hub's own life changes in the views.
extension Ledger {
    func apply(_ started: HubStarted, at now: Timestamp) throws {
        try db.run(
            "INSERT OR REPLACE INTO hub_run (one, started_at, version, key) VALUES (1, ?, ?, ?)",
            [now.milliseconds, started.version, started.key])
    }

    func apply(_ stopped: HubStopped, at now: Timestamp) throws {
        try db.run("UPDATE hub_run SET stopped_at = ?, why = ?", [now.milliseconds, stopped.why.rawValue])
    }

    func apply(_ configured: Configured, at now: Timestamp) throws {
        let settings = try configured.settings.columnText()
        try db.run("DELETE FROM setting WHERE name NOT IN (SELECT key FROM json_each(?))", [settings])
        try db.run(
            """
            INSERT INTO setting (name, value, changed_at) SELECT key, value, ? FROM json_each(?) WHERE true
            ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at
            WHERE value <> excluded.value
            """, [now.milliseconds, settings])
    }
}
