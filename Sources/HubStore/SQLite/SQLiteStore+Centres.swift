import Foundation
import GRDB
import HubCore

extension SQLiteStore {
    package func centre(_ systemID: String) async throws -> CentreRecord? {
        let id = systemID.canonicalIdentifier
        return try await memory.recall(\.centres, id) { try await read { try $0.centre(id) } }
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

    package func secrets(ofCentre systemID: String, at now: Timestamp) async throws -> [String] {
        let id = systemID.canonicalIdentifier
        let sealed = try await read { db in
            try db.row(
                """
                SELECT sealed_secret, CASE WHEN previous_until > :now THEN previous_secret END AS previous
                FROM credential JOIN centre ON centre.id = credential.centre WHERE centre.id = :id AND NOT is_locked
                """, ["id": id, "now": now.milliseconds]
            ).map { [$0["sealed_secret"] as Data?, $0["previous"] as Data?] } ?? []
        }
        return try sealed.compactMap(\.self).map { try SealedSecret.open($0, of: id, with: sealing) }
    }

    package func rotateSecret(
        ofCentre systemID: String, to secret: String, oldUntil: Timestamp, by: String, now: Timestamp
    ) async throws {
        let id = systemID.canonicalIdentifier
        let sealed = try SealedSecret.seal(secret, of: id, with: sealing)
        try await write { ledger in
            guard let centre = try ledger.db.centre(id) else {
                throw StoreError(.inconsistent, "the centre \(id) is unknown")
            }
            guard try ledger.db.credential(of: id)?.secret != sealed else {
                throw StoreError(.inconsistent, "the new secret of the centre \(id) is the one in force")
            }
            try ledger.rotate(centre, to: sealed, oldUntil: oldUntil, by: by, at: now)
        }
    }

    package func centre(withTokenSHA256 digest: [UInt8]) async throws -> CentreRecord? {
        try await memory.recall(\.centresByToken, digest) {
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
}

extension Ledger {
    /// What is in the credential itself goes beside the journal, never into it.
    fileprivate func put(
        _ centre: CentreRecord, sealed: Data?, tokenSHA256: Data?, by: String, at now: Timestamp
    ) throws {
        let kept = try db.credential(of: centre.id)
        let secret = sealed ?? kept?.secret
        let token = tokenSHA256 ?? kept?.tokenSHA256
        if try db.centre(centre.id) == centre, secret == kept?.secret, token == kept?.tokenSHA256 { return }
        let changed = CredentialChanged(
            centre: centre.id, name: centre.name, isLocked: centre.isLocked, secretSet: sealed != nil,
            tokenSet: tokenSHA256 != nil, by: by)
        try append(.credentialChanged(changed), at: now)
        try db.run(
            """
            INSERT INTO credential (centre, sealed_secret, token_sha256) VALUES (?, ?, ?)
            ON CONFLICT (centre) DO UPDATE SET
                previous_secret = CASE WHEN sealed_secret IS excluded.sealed_secret THEN previous_secret END,
                previous_until = CASE WHEN sealed_secret IS excluded.sealed_secret THEN previous_until END,
                sealed_secret = excluded.sealed_secret, token_sha256 = excluded.token_sha256
            """, [centre.id, secret, token])
    }

    /// What is over by then is not kept at all.
    fileprivate func rotate(
        _ centre: CentreRecord, to sealed: Data, oldUntil: Timestamp, by: String, at now: Timestamp
    ) throws {
        let hasOld = try db.credential(of: centre.id)?.secret != nil && oldUntil > now
        let changed = CredentialChanged(
            centre: centre.id, name: centre.name, isLocked: centre.isLocked, secretSet: true, tokenSet: false,
            oldSecretUntil: hasOld ? oldUntil : nil, by: by)
        try append(.credentialChanged(changed), at: now)
        try db.run(
            """
            INSERT INTO credential (centre, sealed_secret) VALUES (:centre, :new)
            ON CONFLICT (centre) DO UPDATE SET
                previous_secret = CASE WHEN :until IS NOT NULL THEN sealed_secret END, previous_until = :until,
                sealed_secret = :new
            """,
            ["centre": centre.id, "new": sealed, "until": hasOld ? oldUntil.milliseconds : nil])
    }
}

extension Database {
    /// What is kept of a centre's secret in force and of its token.
    fileprivate func credential(of centre: String) throws -> (secret: Data?, tokenSHA256: Data?)? {
        try row("SELECT sealed_secret, token_sha256 FROM credential WHERE centre = ?", [centre])
            .map { ($0["sealed_secret"], $0["token_sha256"]) }
    }

    fileprivate func centre(_ id: String) throws -> CentreRecord? {
        try row("SELECT id, name, is_locked FROM centre WHERE id = ?", [id]).map(CentreRecord.init)
    }
}

extension CentreRecord {
    fileprivate init(_ row: Row) throws {
        self.init(id: try row.required("id"), name: try row.required("name"), isLocked: try row.required("is_locked"))
    }
}
