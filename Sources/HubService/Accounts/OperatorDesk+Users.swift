import Foundation
import HubCore
import HubStore
import SignedXML

/// Accounts: made here, with a password that is shown once and good for one log-in.
extension OperatorDesk {
    func perform(_ act: UserAct, by: String, now: Timestamp) async throws -> UserReply {
        switch act {
        case .add(let login, let name, let department, let grants):
            return try await add(login, name, department, grants, by: by, now: now)
        case .list: return .users(try await users())
        case .change(let login, let name, let department, let grants):
            var account = try await known(login)
            if let name { account = account.with(name: try named(name)) }
            if let department { account = account.with(department: department) }
            if let grants { account = account.with(grants: try await registered(grants)) }
            return try await put(account, by: by, now: now)
        case .close(let login):
            var account = try await known(login)
            guard account.isOpen else { return .changed(account) }
            account.closedAt = now
            return try await put(account, by: by, now: now)
        case .open(let login):
            var account = try await known(login)
            guard !account.isOpen else { return .changed(account) }
            account.closedAt = nil
            return try await put(account, by: by, now: now)
        case .password(let login): return try await givePassword(to: try await known(login), by: by, now: now)
        case .removeFactor(let login):
            let account = try await known(login)
            try await store.set(.noFactor, of: account.id, keeping: nil, by: by, now: now)
            return .changed(account)
        case .sessions(let login, let ends):
            let account = try await known(login)
            guard ends else { return .sessions(account, try await store.sessions(of: account.id)) }
            return .ended(
                account, try await store.end(.all, of: account.id, because: .byOperator, by: by, now: now))
        }
    }

    private func add(
        _ login: String, _ name: String, _ department: String, _ grants: [Grant], by: String, now: Timestamp
    ) async throws -> UserReply {
        guard let login = Account.login(login) else { throw OperatorRefusal(says: Self.noLogin(login)) }
        if try await store.account(login: login) != nil { throw OperatorRefusal(says: Self.taken(login)) }
        var generator = SystemRandomNumberGenerator()
        let account = Account(
            id: AccountID(at: now, using: &generator), login: login, name: try named(name), department: department,
            grants: try await registered(grants), createdAt: now)
        return try await givePassword(to: account, by: by, now: now)
    }

    private func put(_ account: Account, by: String, now: Timestamp) async throws -> UserReply {
        try await store.put(account: account, password: nil, by: by, now: now)
        return .changed(account)
    }

    private func givePassword(to account: Account, by: String, now: Timestamp) async throws -> UserReply {
        let (password, goodUntil) = (
            OneTimeText.password(), now.adding(milliseconds: AccountSettings.oneTimePasswordGood)
        )
        let hash = try await passwords.hash(password)
        try await store.put(
            account: account, password: KeptPassword(hash: hash, goodUntil: goodUntil), by: by, now: now)
        return .password(account, password: password, goodUntil: goodUntil)
    }

    private func users() async throws -> [UserReply.User] {
        var users: [UserReply.User] = []
        for account in try await store.accounts() {
            let proofs = try await store.proofs(of: account.id)
            users.append(
                UserReply.User(
                    account: account, hasSecondFactor: proofs?.factorInForce != nil,
                    passwordGoodUntil: proofs?.password?.goodUntil))
        }
        return users
    }

    private func known(_ login: String) async throws -> Account {
        guard let account = try await store.account(login: login.lowercased()) else {
            throw OperatorRefusal(says: Self.unknown(user: login))
        }
        return account
    }

    private func named(_ name: String) throws -> String {
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !name.isEmpty else { throw OperatorRefusal(says: Self.nameless) }
        return name
    }

    /// With the agencies' identifiers as the register has them.
    private func registered(_ grants: [Grant]) async throws -> [Grant] {
        var registered: [Grant] = []
        for grant in grants {
            guard grant.role.isOfAgency else {
                registered.append(grant)
                continue
            }
            guard let id = grant.agency, let agency = try await store.agency(id) else {
                throw OperatorRefusal(says: Self.noAgency(of: grant))
            }
            registered.append(Grant(grant.role, agency: agency.id))
        }
        return registered
    }
}

/// Why not.
extension OperatorDesk {
    private static func noLogin(_ login: String) -> Bilingual {
        Bilingual(
            vi: "Tên đăng nhập gồm 1–64 ký tự a–z, 0–9, dấu . _ @ -; “\(login)” không được.",
            en: "A login is made of 1 to 64 of a–z, 0–9 and . _ @ -; “\(login)” is not.")
    }

    private static func taken(_ login: String) -> Bilingual {
        Bilingual(
            vi: "Đã có tài khoản “\(login)” (kể cả đã đóng); tên đăng nhập không bao giờ cấp cho người khác.",
            en: "There is an account “\(login)” already, open or closed; a login is never given to somebody else.")
    }

    private static func unknown(user login: String) -> Bilingual {
        Bilingual(
            vi: "Không có tài khoản “\(login)”; xem lienthong user list.",
            en: "There is no account “\(login)”; see lienthong user list.")
    }

    private static let nameless = Bilingual(
        vi: "Tài khoản phải có tên người dùng (--name).", en: "An account needs the person's name (--name).")

    private static func noAgency(of grant: Grant) -> Bilingual {
        guard let agency = grant.agency else {
            return Bilingual(
                vi: "Vai trò \(grant.role.rawValue) phải nêu đơn vị: \(grant.role.rawValue):H24.01.",
                en: "The role \(grant.role.rawValue) needs an agency: \(grant.role.rawValue):H24.01.")
        }
        return Bilingual(
            vi: "Không có đơn vị “\(agency)” trong danh mục.", en: "There is no agency “\(agency)” in the register.")
    }
}

extension Account {
    fileprivate func with(name: String? = nil, department: String? = nil, grants: [Grant]? = nil) -> Account {
        Account(
            id: id, login: login, name: name ?? self.name, department: department ?? self.department,
            grants: grants ?? self.grants, createdAt: createdAt, closedAt: closedAt)
    }
}
