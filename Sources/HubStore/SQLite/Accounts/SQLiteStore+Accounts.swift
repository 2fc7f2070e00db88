import Crypto
import Foundation
import GRDB
import HubCore

extension SQLiteStore: AccountStore {
    package func put(account: Account, password: KeptPassword?, by: String, now: Timestamp) async throws {
        try await write { ledger in
            let before = try ledger.db.account(account.id)
            if let other = try ledger.db.account(login: account.login), other.id != account.id {
                throw StoreError(.inconsistent, "the login \(account.login) belongs to somebody")
            }
            for agency in Set(account.grants.compactMap(\.agency)) where try ledger.db.agency(agency)?.id != agency {
                throw StoreError(.inconsistent, "the agency \(agency) is unknown")
            }
            let set = password.map { $0.goodUntil == nil ? AccountChanged.Proof.password : .oneTimePassword }
            try ledger.append(
                .accountChanged(AccountChanged(account: account, set: [set].compactMap(\.self), by: by)), at: now)
            if let password { try ledger.db.keep(password, of: account.id, now: now) }
            if let reason = before?.reasonToEnd(as: account) ?? password.map({ _ in .passwordChanged }) {
                _ = try ledger.end(.all, of: account, because: reason, by: by, now: now)
            }
        }
    }

    package func account(login: String) async throws -> Account? { try await read { try $0.account(login: login) } }

    package func accounts() async throws -> [Account] {
        try await read { try $0.rows("SELECT record FROM account ORDER BY login").map { try $0.json("record") } }
    }

    package func proofs(of account: AccountID) async throws -> Proofs? {
        let sealing = sealing
        return try await read { db in
            guard try db.account(account) != nil else { return nil }
            let password = try db.row(
                "SELECT hash, set_at, good_until FROM account_password WHERE account = ?", [account.text])
            let factor = try db.row(
                "SELECT sealed, confirmed_at, last_step FROM account_factor WHERE account = ?", [account.text])
            return Proofs(
                password: try password.map(KeptPassword.init), passwordSetAt: try password?.time("set_at"),
                factor: try factor.map { try Proofs.Factor($0, of: account, key: sealing) },
                recoveryCodes: Int(
                    try db.number(
                        "SELECT count(*) FROM recovery_code WHERE account = ? AND used_at IS NULL", [account.text]) ?? 0
                ))
        }
    }

    package func set(
        _ proof: NewProof, of id: AccountID, keeping session: SessionID?, by: String, now: Timestamp
    ) async throws {
        try await write { ledger in
            guard let account = try ledger.db.account(id) else {
                throw StoreError(.inconsistent, "there is no account \(id.text)")
            }
            let changed = AccountChanged(account: account, set: proof.names, by: by)
            try ledger.append(.accountChanged(changed), at: now)
            try ledger.db.keep(proof, of: id, now: now)
            guard let reason = proof.reasonToEnd else { return }
            let ended = session.map(EndedSessions.allBut) ?? .all
            _ = try ledger.end(ended, of: account, because: reason, by: by, now: now)
        }
    }

    package func rehash(_ account: AccountID, from old: PasswordHash, to new: PasswordHash) async throws {
        try await write { ledger in
            try ledger.db.run(
                "UPDATE account_password SET hash = ? WHERE account = ? AND hash = ?",
                [new.text, account.text, old.text])
        }
    }

    package func offer(factor secret: [UInt8], to account: AccountID) async throws {
        let sealed = try SealedSecret.seal(secret.hexadecimal, of: account.text, with: sealing)
        try await write { ledger in
            try ledger.db.run(
                """
                INSERT INTO account_factor (account, sealed) VALUES (?, ?)
                ON CONFLICT (account) DO UPDATE SET sealed = excluded.sealed WHERE confirmed_at IS NULL
                """, [account.text, sealed])
        }
    }

    package func spend(step: Int64, of account: AccountID) async throws -> Bool {
        try await write { ledger in
            try ledger.db.run(
                """
                UPDATE account_factor SET last_step = :step
                WHERE account = :account AND confirmed_at IS NOT NULL AND (last_step IS NULL OR last_step < :step)
                """, ["step": step, "account": account.text])
            return ledger.db.changesCount == 1
        }
    }

    package func spend(recoveryCode sha256: [UInt8], of account: AccountID, now: Timestamp) async throws -> Bool {
        try await write { ledger in
            try ledger.db.run(
                "UPDATE recovery_code SET used_at = ? WHERE account = ? AND sha256 = ? AND used_at IS NULL",
                [now.milliseconds, account.text, Data(sha256)])
            return ledger.db.changesCount == 1
        }
    }
}

extension Ledger {
    func apply(_ changed: AccountChanged) throws {
        let account = changed.account
        try db.run(
            """
            INSERT INTO account (id, login, is_open, record) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET is_open = excluded.is_open, record = excluded.record
            """, [account.id.text, account.login, account.isOpen, try account.columnText()])
    }
}

extension Account {
    /// Why nobody may go on in a session that began when the account was this.
    fileprivate func reasonToEnd(as account: Account) -> SessionEnded.Reason? {
        if !account.isOpen { return .accountClosed }
        return Set(grants).isSubset(of: account.grants) ? nil : .accountChanged
    }
}

extension NewProof {
    fileprivate var names: [AccountChanged.Proof] {
        switch self {
        case .password(let password): [password.goodUntil == nil ? .password : .oneTimePassword]
        case .factorConfirmed: [.secondFactor, .recoveryCodes]
        case .noFactor: [.noSecondFactor]
        case .recoveryCodes: [.recoveryCodes]
        }
    }

    fileprivate var reasonToEnd: SessionEnded.Reason? {
        switch self {
        case .password: .passwordChanged
        case .factorConfirmed, .noFactor: .secondFactorChanged
        case .recoveryCodes: nil
        }
    }
}

extension Database {
    func account(_ id: AccountID) throws -> Account? {
        try row("SELECT record FROM account WHERE id = ?", [id.text])?.json("record")
    }

    func account(login: String) throws -> Account? {
        try row("SELECT record FROM account WHERE login = ?", [login])?.json("record")
    }

    fileprivate func keep(_ proof: NewProof, of account: AccountID, now: Timestamp) throws {
        switch proof {
        case .password(let password): try keep(password, of: account, now: now)
        case .factorConfirmed(let step, let codes):
            try run(
                "UPDATE account_factor SET confirmed_at = ?, last_step = ? WHERE account = ?",
                [now.milliseconds, step, account.text])
            guard changesCount == 1 else { throw StoreError(.inconsistent, "no second factor was offered") }
            try keep(recoveryCodes: codes, of: account)
        case .noFactor:
            try run("DELETE FROM account_factor WHERE account = ?", [account.text])
            try keep(recoveryCodes: [], of: account)
        case .recoveryCodes(let codes): try keep(recoveryCodes: codes, of: account)
        }
    }

    fileprivate func keep(_ password: KeptPassword, of account: AccountID, now: Timestamp) throws {
        try run(
            """
            INSERT INTO account_password (account, hash, set_at, good_until) VALUES (?, ?, ?, ?)
            ON CONFLICT (account) DO UPDATE
                SET hash = excluded.hash, set_at = excluded.set_at, good_until = excluded.good_until
            """, [account.text, password.hash.text, now.milliseconds, password.goodUntil?.milliseconds])
    }

    private func keep(recoveryCodes codes: [[UInt8]], of account: AccountID) throws {
        try run("DELETE FROM recovery_code WHERE account = ?", [account.text])
        for code in codes {
            try run("INSERT INTO recovery_code (account, sha256) VALUES (?, ?)", [account.text, Data(code)])
        }
    }
}

extension KeptPassword {
    fileprivate init(_ row: Row) throws {
        guard let hash = PasswordHash(text: try row.required("hash")) else {
            throw StoreError(.broken, "a password's hash cannot be read")
        }
        self.init(hash: hash, goodUntil: row.moment("good_until"))
    }
}

extension Proofs.Factor {
    fileprivate init(_ row: Row, of account: AccountID, key: SymmetricKey) throws {
        let text = try SealedSecret.open(try row.required("sealed"), of: account.text, with: key)
        guard let secret = [UInt8](hexadecimal: text) else {
            throw StoreError(.broken, "the secret of a second factor cannot be read")
        }
        self.init(secret: secret, confirmedAt: row.moment("confirmed_at"), lastStep: row.optional("last_step"))
    }
}
