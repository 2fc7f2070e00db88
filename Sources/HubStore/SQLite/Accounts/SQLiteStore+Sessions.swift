import Foundation
import GRDB
import HubCore

extension SQLiteStore {
    package func keep(
        _ session: Session, sha256: [UInt8], method: LoggedIn.Method?, now: Timestamp
    ) async throws {
        try await write { ledger in
            guard let account = try ledger.db.account(session.account), account.isOpen else {
                throw StoreError(.inconsistent, "there is no such account, or it is closed")
            }
            try ledger.db.run(
                """
                INSERT INTO session (id, sha256, account, standing, created_at, seen_at, peer, browser)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET sha256 = excluded.sha256, standing = excluded.standing,
                    created_at = excluded.created_at, seen_at = excluded.seen_at
                """,
                [
                    session.id.text, Data(sha256), account.id.text, session.standing.rawValue,
                    session.createdAt.milliseconds, session.seenAt.milliseconds, session.peer, session.browser,
                ])
            guard let method else { return }
            try ledger.welcome(account, peer: Lockout.peer(ofAddress: session.peer), now: now)
            let entered = LoggedIn(account, session: session.id, method: method, peer: session.peer)
            try ledger.append(.loggedIn(entered), at: now)
        }
    }

    package func session(sha256: [UInt8]) async throws -> (session: Session, account: Account)? {
        try await read { db in
            try db.row(
                """
                SELECT session.*, account.record FROM session JOIN account ON account.id = session.account
                WHERE sha256 = ?
                """, [Data(sha256)]
            ).map { (try Session($0), try $0.json("record")) }
        }
    }

    package func saw(_ session: SessionID, now: Timestamp) async throws {
        try await write { ledger in
            try ledger.db.run(
                "UPDATE session SET seen_at = max(seen_at, ?) WHERE id = ?", [now.milliseconds, session.text])
        }
    }

    package func sessions(of account: AccountID) async throws -> [Session] {
        try await read { try $0.sessions(of: account) }
    }

    package func end(
        _ sessions: EndedSessions, of id: AccountID, because: SessionEnded.Reason, by: String, now: Timestamp
    ) async throws -> Int {
        try await write { ledger in
            guard let account = try ledger.db.account(id) else {
                throw StoreError(.inconsistent, "there is no account \(id.text)")
            }
            return try ledger.end(sessions, of: account, because: because, by: by, now: now)
        }
    }

    package func endExpired(_ rule: SessionRule, now: Timestamp) async throws -> Int {
        let expired = try await read { db in
            try db.rows(
                """
                SELECT * FROM session WHERE seen_at <= :idle OR created_at <= :absolute
                    OR standing <> 'whole' AND created_at <= :unfinished LIMIT 1000
                """,
                [
                    "idle": now.milliseconds - rule.idle, "absolute": now.milliseconds - rule.absolute,
                    "unfinished": now.milliseconds - rule.unfinished,
                ]
            ).map(Session.init)
        }
        guard !expired.isEmpty else { return 0 }
        return try await write { ledger in
            try expired.reduce(0) { count, session in
                guard let account = try ledger.db.account(session.account) else { return count }
                return try count
                    + ledger.end(.one(session.id), of: account, because: .expired, by: "lienthong", now: now)
            }
        }
    }
}

extension Ledger {
    /// Those that never came to be whole end without an entry: nobody had logged in.
    func end(
        _ ended: EndedSessions, of account: Account, because: SessionEnded.Reason, by: String, now: Timestamp
    ) throws -> Int {
        let ending = try db.sessions(of: account.id).filter { session in
            switch ended {
            case .one(let id): session.id == id
            case .all: true
            case .allBut(let id): session.id != id
            }
        }
        for session in ending {
            try db.run("DELETE FROM session WHERE id = ?", [session.id.text])
            guard session.standing != .awaitingCode else { continue }
            let fact = SessionEnded(
                login: account.login, account: account.id, session: session.id, because: because, by: by)
            try append(.sessionEnded(fact), at: now)
        }
        return ending.count
    }
}

extension Database {
    fileprivate func sessions(of account: AccountID) throws -> [Session] {
        try rows("SELECT * FROM session WHERE account = ? ORDER BY created_at DESC, id DESC", [account.text])
            .map(Session.init)
    }
}

extension Session {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.identifier("id"), account: try row.identifier("account"), standing: try row.choice("standing"),
            createdAt: try row.time("created_at"), seenAt: try row.time("seen_at"), peer: try row.required("peer"),
            browser: try row.required("browser"))
    }
}
