import HubCore
import SignedXML

extension AccountChanged {
    var vietnamese: String {
        let what = "tài khoản \(account.login) (\(account.name))"
        if let closedAt = account.closedAt { return "\(by) đóng \(what) từ \(closedAt.shown)" }
        let roles = account.grants.map(\.text).joined(separator: ", ")
        let proofs = set.isEmpty ? "" : "; đặt \(set.map(\.name.vi).joined(separator: ", "))"
        return "\(by) ghi \(what), vai trò \(roles.isEmpty ? "chưa có" : roles)\(proofs)"
    }
}

extension LoggedIn {
    var vietnamese: String {
        "\(login) đăng nhập bằng \(method.name.vi) từ \(peer) (phiên …\(session.text.suffix(12)))"
    }
}

extension LogInRefused {
    var vietnamese: String {
        let who = login.isEmpty ? "nhiều tên" : login
        return "không cho \(who) đăng nhập từ \(peer): \(because.name.vi)" + (count > 1 ? ", \(count) lần" : "")
    }
}

extension SessionEnded {
    var vietnamese: String { "phiên …\(session.text.suffix(12)) của \(login) kết thúc: \(because.name.vi) (\(by))" }
}
