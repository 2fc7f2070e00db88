import GRDB
import HubCore

extension SQLiteStore: HubLifeStore {
    package func note(start: HubStarted, now: Timestamp) async throws -> Int64 {
        try await write { ledger in
            let former = try ledger.db.text("SELECT key FROM hub_run")
            return try ledger.append(.hubStarted(start.after(runWith: former)), at: now)
        }
    }

    package func note(settings: [String: String], now: Timestamp) async throws -> Configured? {
        let settings = try Configured.fitting(settings)
        return try await write { ledger in
            guard let configured = Configured(settings, after: try ledger.db.settings()) else { return nil }
            try ledger.append(.configured(configured), at: now)
            return configured
        }
    }

    package func settings() async throws -> [String: String] { try await read { try $0.settings() } }
}

extension Database {
    fileprivate func settings() throws -> [String: String] {
        let rows = try rows("SELECT name, value FROM setting")
        return Dictionary(
            uniqueKeysWithValues: try rows.map { (try $0.required("name") as String, try $0.required("value")) })
    }
}
