import HubCore
import SignedXML

extension AccountChanged {
    var english: String {
        let what = "the account \(account.login) (\(account.name))"
        if let closedAt = account.closedAt { return "\(by) closed \(what) from \(closedAt.shown) on" }
        let roles = account.grants.map(\.text).joined(separator: ", ")
        let proofs = set.isEmpty ? "" : "; set \(set.map(\.name.en).joined(separator: ", "))"
        return "\(by) entered \(what), roles \(roles.isEmpty ? "none" : roles)\(proofs)"
    }
}

extension LoggedIn {
    var english: String { "\(login) logged in by \(method.name.en) from \(peer) (session …\(session.text.suffix(12)))" }
}

extension LogInRefused {
    var english: String {
        let who = login.isEmpty ? "several names" : login
        return "refused to log \(who) in from \(peer): \(because.name.en)" + (count > 1 ? ", \(count) times" : "")
    }
}

extension SessionEnded {
    var english: String { "the session …\(session.text.suffix(12)) of \(login) ended: \(because.name.en) (\(by))" }
}

extension Grant {
    /// `clerk:H24.01`, as `lienthong user` takes it.
    package var text: String { agency.map { "\(role.rawValue):\($0)" } ?? role.rawValue }
}

extension AccountChanged.Proof {
    var name: Bilingual {
        switch self {
        case .password: Bilingual(vi: "mật khẩu", en: "a password")
        case .oneTimePassword: Bilingual(vi: "mật khẩu dùng một lần", en: "a one-time password")
        case .secondFactor: Bilingual(vi: "xác thực hai lớp", en: "a second factor")
        case .noSecondFactor: Bilingual(vi: "bỏ xác thực hai lớp", en: "no second factor")
        case .recoveryCodes: Bilingual(vi: "mã dự phòng", en: "recovery codes")
        }
    }
}

extension LoggedIn.Method {
    package var name: Bilingual {
        switch self {
        case .password: Bilingual(vi: "mật khẩu", en: "password")
        case .passwordAndCode: Bilingual(vi: "mật khẩu và mã xác thực", en: "password and code")
        case .passwordAndRecoveryCode: Bilingual(vi: "mật khẩu và mã dự phòng", en: "password and recovery code")
        case .signOn: Bilingual(vi: "đăng nhập một lần", en: "single sign-on")
        }
    }
}

extension LogInRefused.Reason {
    package var name: Bilingual {
        switch self {
        case .unknownLogin: Bilingual(vi: "không có tài khoản ấy", en: "no such account")
        case .wrongPassword: Bilingual(vi: "sai mật khẩu", en: "wrong password")
        case .wrongCode: Bilingual(vi: "sai mã xác thực", en: "wrong code")
        case .passwordExpired:
            Bilingual(vi: "mật khẩu dùng một lần đã hết hạn", en: "the one-time password has expired")
        case .closed: Bilingual(vi: "tài khoản đã đóng", en: "the account is closed")
        case .tooMany: Bilingual(vi: "đã thử sai quá nhiều", en: "too many failures before")
        case .signOn: Bilingual(vi: "đăng nhập một lần không được chấp nhận", en: "single sign-on was not accepted")
        }
    }
}

extension SessionEnded.Reason {
    package var name: Bilingual {
        switch self {
        case .loggedOut: Bilingual(vi: "đăng xuất", en: "logged out")
        case .endedElsewhere: Bilingual(vi: "chấm dứt từ phiên khác", en: "ended from another session")
        case .expired: Bilingual(vi: "hết hạn", en: "expired")
        case .replaced: Bilingual(vi: "thay bằng phiên mới", en: "replaced by a new one")
        case .passwordChanged: Bilingual(vi: "đổi mật khẩu", en: "the password was changed")
        case .secondFactorChanged: Bilingual(vi: "đổi xác thực hai lớp", en: "the second factor was changed")
        case .accountChanged: Bilingual(vi: "đổi tài khoản", en: "the account was changed")
        case .accountClosed: Bilingual(vi: "đóng tài khoản", en: "the account was closed")
        case .byOperator: Bilingual(vi: "người vận hành chấm dứt", en: "ended by an operator")
        }
    }
}
