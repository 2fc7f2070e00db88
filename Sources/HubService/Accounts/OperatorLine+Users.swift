import EdXML
import HubCore
import HubStore
import NIOCore
import SignedXML

extension OperatorLine {
    /// - Throws: ``OperatorRefusal``, ``Unreachable``, or what a store that stands still throws.
    package func asked(_ act: UserAct) async throws -> UserReply {
        guard case .users(let reply) = try await asked(.users(act)) else {
            throw Unreachable(unexpectedReplyTo: "user")
        }
        return reply
    }
}

extension UserReply {
    /// For a person; a password stands on a line of its own.
    package func text(in language: Language) -> String {
        switch self {
        case .password(let account, let password, let goodUntil):
            language == .vi
                ? """
                Mật khẩu dùng một lần của \(account.login) (\(account.name)), chỉ hiện lần này; phải đổi khi đăng nhập, trước \
                \(goodUntil.shown):
                \(password)
                """
                : """
                The one-time password of \(account.login) (\(account.name)), shown this once; to be changed at the first log-in, \
                before \(goodUntil.shown):
                \(password)
                """
        case .users(let users):
            users.isEmpty
                ? language == .vi ? "Chưa có tài khoản nào." : "There is no account."
                : users.map { $0.line(in: language) }.joined(separator: "\n")
        case .changed(let account): account.line(in: language)
        case .sessions(let account, let sessions):
            sessions.isEmpty
                ? language == .vi ? "\(account.login) không có phiên nào." : "\(account.login) has no session."
                : sessions.map { $0.line(in: language) }.joined(separator: "\n")
        case .ended(let account, let count):
            language == .vi
                ? "Đã chấm dứt \(count) phiên của \(account.login)." : "\(count) sessions of \(account.login) ended."
        }
    }

    /// One JSON value on one line.
    package var json: String {
        switch self {
        case .password(let account, let password, let goodUntil):
            Self.json(WithPassword(account: account, password: password, goodUntil: goodUntil))
        case .users(let users): Self.json(users)
        case .changed(let account): Self.json(account)
        case .sessions(_, let sessions): Self.json(sessions)
        case .ended(let account, let count): Self.json(Ended(login: account.login, ended: count))
        }
    }

    private struct WithPassword: Encodable {
        let account: Account
        let password: String
        let goodUntil: Timestamp
    }

    private struct Ended: Encodable {
        let login: String
        let ended: Int
    }

    private static func json(_ value: some Encodable) -> String { String(buffer: WireJSON.encode(value)) }
}

extension UserReply.User {
    fileprivate func line(in language: Language) -> String {
        var line = account.line(in: language)
        if hasSecondFactor { line += language == .vi ? "  xác thực hai lớp" : "  second factor" }
        if let passwordGoodUntil {
            line +=
                language == .vi
                ? "  chưa đổi mật khẩu dùng một lần (đến \(passwordGoodUntil.shown))"
                : "  one-time password unused (until \(passwordGoodUntil.shown))"
        }
        return line
    }
}

extension Account {
    /// `hoa.nt  “Nguyễn Thị Hoa”  Văn phòng  clerk:H24.01 auditor`
    fileprivate func line(in language: Language) -> String {
        var words = [login, "“\(name)”", department, grants.map(\.text).joined(separator: " ")]
        if let closedAt { words.append(language == .vi ? "đã đóng \(closedAt.shown)" : "closed \(closedAt.shown)") }
        return words.filter { !$0.isEmpty }.joined(separator: "  ")
    }
}

extension Session {
    fileprivate func line(in language: Language) -> String {
        let seen = language == .vi ? "hoạt động gần nhất" : "last seen"
        return "…\(id.text.suffix(12))  \(createdAt.shown)  \(seen) \(seenAt.shown)  \(peer)  \(browser)"
    }
}
