import Foundation
import GRDB
import HubCore

extension SQLiteStore {
    package func add(token: AgencyToken, sha256: [UInt8], by: String, now: Timestamp) async throws {
        try await write { ledger in
            guard try ledger.db.agency(token.agency)?.id == token.agency else {
                throw StoreError(.inconsistent, "the agency \(token.agency) is unknown")
            }
            try ledger.append(.tokenChanged(TokenChanged(token: token, by: by)), at: now)
            try ledger.db.run(
                "INSERT INTO token_digest (sha256, token) VALUES (?, ?)", [Data(sha256), token.id.text])
        }
    }

    package func revoke(token: TokenID, by: String, now: Timestamp) async throws {
        try await write { ledger in
            guard var record = try ledger.db.token(token) else {
                throw StoreError(.inconsistent, "there is no token \(token.text)")
            }
            guard record.revokedAt == nil else { return }
            record.revokedAt = now
            try ledger.append(.tokenChanged(TokenChanged(token: record, by: by)), at: now)
        }
    }

    package func tokens(of agency: String?) async throws -> [AgencyToken] {
        try await read { db in
            let id = try agency.map { try db.agency($0)?.id ?? $0.canonicalIdentifier }
            return try db.rows(
                "SELECT record FROM token WHERE :agency IS NULL OR agency = :agency ORDER BY id", ["agency": id]
            ).map { try $0.json("record") }
        }
    }

    package func token(sha256: [UInt8]) async throws -> AgencyToken? {
        let known: AgencyToken?? = try await memory.recall(\.tokens, sha256) {
            let found: AgencyToken? = try await read { db in
                try db.row(
                    "SELECT record FROM token JOIN token_digest ON token_digest.token = token.id WHERE sha256 = ?",
                    [Data(sha256)])?.json("record")
            }
            return .some(found)
        }
        return known ?? nil
    }
}

extension Ledger {
    func apply(_ changed: TokenChanged) throws {
        let token = changed.token
        try db.run(
            """
            INSERT INTO token (id, agency, record) VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET record = excluded.record
            """, [token.id.text, token.agency, try token.columnText()])
    }
}

extension Database {
    fileprivate func token(_ id: TokenID) throws -> AgencyToken? {
        try row("SELECT record FROM token WHERE id = ?", [id.text])?.json("record")
    }
}
