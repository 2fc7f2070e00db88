import Foundation
import GRDB
import HubCore

extension SQLiteStore: AccessStore {
    package func begin(
        key: String, of caller: String, request: [UInt8], keptUntil: Timestamp, now: Timestamp
    ) async throws -> KeyedRequest {
        try await write { ledger in
            try ledger.db.forgetKeyedRequests(now: now)
            let known = try ledger.db.row(
                "SELECT request, answer FROM idempotency WHERE caller = ? AND key = ? AND kept_until > ?",
                [caller, key, now.milliseconds])
            guard let known else {
                try ledger.db.run(
                    """
                    INSERT INTO idempotency (caller, key, request, kept_until) VALUES (?, ?, ?, ?)
                    ON CONFLICT (caller, key) DO UPDATE SET request = excluded.request,
                        kept_until = excluded.kept_until, answer = NULL
                    """, [caller, key, Data(request), keptUntil.milliseconds])
                return .new
            }
            guard try known.required("request") == Data(request) else { return .another }
            guard known["answer"] as String? != nil else { return .begun }
            return .answered(try known.json("answer"))
        }
    }

    package func end(key: String, of caller: String, answer: KeptAnswer?) async throws {
        let text = try answer?.columnText()
        try await write { ledger in
            guard let text else {
                return try ledger.db.run("DELETE FROM idempotency WHERE caller = ? AND key = ?", [caller, key])
            }
            try ledger.db.run("UPDATE idempotency SET answer = ? WHERE caller = ? AND key = ?", [text, caller, key])
        }
    }
}

extension Database {
    /// Forgets a few of those that were kept long enough: more than one new key can bring.
    fileprivate func forgetKeyedRequests(now: Timestamp) throws {
        try run(
            """
            DELETE FROM idempotency WHERE (caller, key) IN
                (SELECT caller, key FROM idempotency WHERE kept_until <= ? ORDER BY kept_until LIMIT 20)
            """, [now.milliseconds])
    }
}
