import Foundation
import GRDB
import HubCore

extension SQLiteStore {
    package func centre(_ systemID: String) async throws -> CentreRecord? {
        try await read { try $0.centre(systemID.canonicalIdentifier) }
    }

    package func centres() async throws -> [CentreRecord] {
        try await read { try $0.rows("SELECT id, name, is_locked FROM centre ORDER BY id").map(CentreRecord.init) }
    }

    package func put(
        centre: CentreRecord, credential: CentreCredential, by: String, now: Timestamp
    ) async throws {
        let sealed = try credential.secret.map { try SealedSecret.seal($0, of: centre.id, with: sealing) }
        try await write { ledger in
            try ledger.put(
                centre, sealed: sealed, tokenSHA256: credential.tokenSHA256.map { Data($0) }, by: by, at: now)
        }
    }

    package func secret(ofCentre systemID: String) async throws -> String? {
        let id = systemID.canonicalIdentifier
        let sealed = try await read { db in
            try db.row(
                """
                SELECT sealed_secret FROM credential JOIN centre ON centre.id = credential.centre
                WHERE centre.id = ? AND NOT is_locked
                """, [id])?["sealed_secret"] as Data?
        }
        return try sealed.map { try SealedSecret.open($0, of: id, with: sealing) }
    }

    package func centre(withTokenSHA256 digest: [UInt8]) async throws -> CentreRecord? {
        try await read { db in
            try db.row(
                """
                SELECT id, name, is_locked FROM centre JOIN credential ON credential.centre = centre.id
                WHERE token_sha256 = ? AND NOT is_locked
                """, [Data(digest)]
            ).map(CentreRecord.init)
        }
    }
}

extension Ledger {
    /// What is in the credential itself goes beside the journal, never into it.
    fileprivate func put(
        _ centre: CentreRecord, sealed: Data?, tokenSHA256: Data?, by: String, at now: Timestamp
    ) throws {
        let kept = try db.row(
            "SELECT sealed_secret, token_sha256 FROM credential WHERE centre = ?", [centre.id])
        let secret = sealed ?? kept?["sealed_secret"] as Data?
        let token = tokenSHA256 ?? kept?["token_sha256"] as Data?
        if try db.centre(centre.id) == centre, secret == kept?["sealed_secret"] as Data?,
            token == kept?["token_sha256"] as Data?
        {
            return
        }
        let changed = CredentialChanged(
            centre: centre.id, name: centre.name, isLocked: centre.isLocked, secretSet: sealed != nil,
            tokenSet: tokenSHA256 != nil, by: by)
        try append(.credentialChanged(changed), at: now)
        try db.run(
            """
            INSERT INTO credential (centre, sealed_secret, token_sha256) VALUES (?, ?, ?)
            ON CONFLICT (centre) DO UPDATE SET sealed_secret = excluded.sealed_secret, token_sha256 = excluded.token_sha256
            """, [centre.id, secret, token])
    }
}

extension Database {
    fileprivate func centre(_ id: String) throws -> CentreRecord? {
        try row("SELECT id, name, is_locked FROM centre WHERE id = ?", [id]).map(CentreRecord.init)
    }
}

extension CentreRecord {
    fileprivate init(_ row: Row) throws {
        self.init(id: try row.required("id"), name: try row.required("name"), isLocked: try row.required("is_locked"))
    }
}
