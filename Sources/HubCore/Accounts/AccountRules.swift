import SignedXML

/// What can be wrong with a password, a log-in, or what somebody asks of their account.
package enum AccountRules {
    package static let all = [
        passwordShort, passwordLong, passwordCommon, passwordPersonal, passwordBreached, passwordSame, passwordUnlike,
        passwordExpired, logIn, wait, code, currentPassword,
    ]

    private static let standard = "NIST SP 800-63B-4, 3.1.1.2"

    package static let passwordShort = Rule(
        "ACC-PASSWORD-SHORT",
        says: Bilingual(
            vi: "Mật khẩu có {count} ký tự, cần ít nhất {least}.",
            en: "The password has {count} characters and needs at least {least}."),
        mend: Bilingual(
            vi: "Chọn một câu vài từ không liên quan nhau, dễ nhớ; dấu cách và tiếng Việt có dấu đều được.",
            en: "Take a phrase of a few unrelated words; spaces and any letters are welcome."),
        source: standard)

    package static let passwordLong = Rule(
        "ACC-PASSWORD-LONG",
        says: Bilingual(
            vi: "Mật khẩu có {count} ký tự, nhiều nhất là {most}.",
            en: "The password has {count} characters and may have {most} at most."),
        mend: Bilingual(vi: "Rút ngắn mật khẩu.", en: "Shorten it."), source: standard)

    package static let passwordCommon = Rule(
        "ACC-PASSWORD-COMMON",
        says: Bilingual(
            vi: "Mật khẩu này quá thường gặp: chỉ là một hai từ quen thuộc thêm số hoặc dấu, hoặc một dãy phím.",
            en: "This password is too common: one or two usual words with digits or signs, or a row of keys."),
        mend: Bilingual(
            vi: "Chọn một câu vài từ không liên quan nhau.", en: "Take a phrase of a few unrelated words."),
        source: standard)

    package static let passwordPersonal = Rule(
        "ACC-PASSWORD-PERSONAL",
        says: Bilingual(
            vi: "Mật khẩu chỉ gồm tên đăng nhập, tên người, cơ quan hoặc tên hệ thống.",
            en: "The password is made of the login, the person's name, the agency or the name of this system."),
        mend: Bilingual(
            vi: "Chọn những từ không ai đoán được từ tên và nơi làm việc.",
            en: "Take words that nobody guesses from the name or the office."),
        source: standard)

    package static let passwordBreached = Rule(
        "ACC-PASSWORD-BREACHED",
        says: Bilingual(
            vi: "Mật khẩu này có trong danh sách mật khẩu đã bị lộ ở nơi khác.",
            en: "This password is on a list of passwords that leaked elsewhere."),
        mend: Bilingual(
            vi: "Chọn mật khẩu khác, và đổi ở mọi nơi đang dùng mật khẩu này.",
            en: "Take another one, and change it wherever this one is used."),
        source: standard)

    package static let passwordSame = Rule(
        "ACC-PASSWORD-SAME",
        says: Bilingual(
            vi: "Mật khẩu mới trùng với mật khẩu đang dùng.", en: "The new password is the one in use."),
        mend: Bilingual(vi: "Chọn mật khẩu khác.", en: "Take another one."), source: "NIST SP 800-63B-4, 3.1.1")

    package static let passwordUnlike = Rule(
        "ACC-PASSWORD-UNLIKE",
        says: Bilingual(
            vi: "Hai lần gõ mật khẩu mới không giống nhau.", en: "The new password was not typed the same way twice."),
        mend: Bilingual(vi: "Gõ lại cả hai lần.", en: "Type it again, both times."), source: "WCAG 2.2, 3.3.4")

    package static let passwordExpired = Rule(
        "ACC-PASSWORD-EXPIRED",
        says: Bilingual(
            vi: "Mật khẩu dùng một lần đã quá hạn.", en: "The one-time password was not used in time."),
        mend: Bilingual(vi: "Nhờ quản trị trục cấp mật khẩu khác.", en: "Ask the hub's operator for another."),
        source: "NIST SP 800-63B-4, 3.1.3")

    package static let logIn = Rule(
        "ACC-LOGIN",
        says: Bilingual(
            vi: "Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản không còn mở.",
            en: "The login or the password is wrong, or the account is not open."),
        mend: Bilingual(
            vi: "Gõ lại, để ý phím Caps Lock và bộ gõ tiếng Việt; quên mật khẩu thì nhờ quản trị trục cấp lại.",
            en:
                "Type them again, minding Caps Lock and the input method; who forgot it asks the hub's operator for another."
        ),
        source: "OWASP ASVS 5.0, 6.3.8")

    package static let wait = Rule(
        "ACC-WAIT",
        says: Bilingual(
            vi: "Đã thử sai nhiều lần; thử lại sau {seconds} giây.",
            en: "Too many attempts have failed; try again in {seconds} seconds."),
        mend: Bilingual(
            vi: "Chờ hết thời gian ấy. Không phải mình thử thì báo quản trị trục.",
            en: "Wait until then. If the attempts were not yours, tell the hub's operator."),
        source: "NIST SP 800-63B-4, 3.2.2")

    package static let code = Rule(
        "ACC-CODE",
        says: Bilingual(
            vi: "Mã xác thực không đúng, đã dùng, hoặc đã hết hạn.",
            en: "The code is wrong, was used already, or is too old."),
        mend: Bilingual(
            vi:
                "Nhập mã đang hiện trên điện thoại; đồng hồ điện thoại lệch quá nửa phút thì chỉnh lại. Mất điện thoại thì dùng một mã dự phòng.",
            en:
                "Enter the code that the telephone shows now; its clock may be off by half a minute at most. Without the telephone, use a recovery code."
        ),
        source: "RFC 6238, 5.2")

    package static let currentPassword = Rule(
        "ACC-CURRENT-PASSWORD",
        says: Bilingual(vi: "Mật khẩu đang dùng không đúng.", en: "The present password is wrong."),
        mend: Bilingual(
            vi: "Gõ lại mật khẩu đang dùng để đăng nhập.", en: "Type the password again by which you log in."),
        source: "OWASP ASVS 5.0, 6.2.3")
}
