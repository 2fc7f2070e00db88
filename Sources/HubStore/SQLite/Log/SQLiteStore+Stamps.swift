import Foundation
import GRDB
import HubCore

extension SQLiteStore: StampStore {
    package func stamps() async throws -> [Stamp] {
        try await read { db in
            try db.rows("SELECT * FROM stamp ORDER BY position").map { row in
                let stamp = Stamp(
                    kind: try row.required("kind"), size: try row.required("size"), note: try row.required("note"),
                    token: Array(try row.required("token") as Data), at: try row.time("at"),
                    expiresAt: try row.time("expires_at"), digest: try row.required("hash"))
                guard let stamp else {
                    throw StoreError(.broken, "a stamp is of an unknown kind, or by an unknown digest")
                }
                return stamp
            }
        }
    }

    package func lastStamp() async throws -> Timestamp? {
        try await read {
            try $0.number("SELECT max(at) FROM stamp WHERE kind = 'head'").map(Timestamp.init(milliseconds:))
        }
    }

    package func append(_ stamp: Stamp, at position: Int) async throws {
        try await write { ledger in
            guard try ledger.db.number("SELECT count(*) FROM stamp") == Int64(position) else {
                throw StoreError(.inconsistent, "another stamp was kept meanwhile")
            }
            try ledger.db.run(
                """
                INSERT INTO stamp (position, kind, size, note, at, expires_at, hash, token)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    position, stamp.kind.rawValue, stamp.size, stamp.note, stamp.at.milliseconds,
                    stamp.expiresAt.milliseconds, stamp.digest, Data(stamp.token),
                ])
        }
    }
}
