import HubCore
import HubService
import Hypertext
import SignedXML

extension PageContext {
    func logIn(next: String, login: String = "", _ finding: Finding? = nil) -> HTMLDocument {
        page(say("Đăng nhập", "Log in"), class: "narrow") {
            wrong(finding)
            section {
                form(.method("post"), .action("/login")) {
                    nextField(next)
                    label(.for("login")) { say("Tên đăng nhập", "Login") }
                    input(
                        .id("login"), .name("login"), .type("text"), .value(login), .autocomplete("username"),
                        .maxlength(64), .required, .other("autocapitalize", "none"), .other("spellcheck", "false"),
                        login.isEmpty ? .autofocus : .disabled(false))
                    label(.for("password")) { say("Mật khẩu", "Password") }
                    input(
                        .id("password"), .name("password"), .type("password"), .autocomplete("current-password"),
                        .required, login.isEmpty ? .disabled(false) : .autofocus)
                    div(.class("buttons")) {
                        button(.type("submit"), .class("primary")) { say("Đăng nhập", "Log in") }
                    }
                }
            }
            p(.class("quiet")) {
                say(
                    "Chưa có tài khoản hoặc quên mật khẩu: liên hệ người vận hành trục.",
                    "Without an account, or having forgotten the password: ask whoever operates the hub.")
            }
        }
    }

    func codeForm(next: String, _ finding: Finding?) -> HTMLDocument {
        page(say("Mã xác thực", "Verification code"), class: "narrow") {
            wrong(finding)
            section {
                form(.method("post"), .action("/login/code")) {
                    nextField(next)
                    stepToken
                    label(.for("code")) {
                        say(
                            "Mã 6 chữ số đang hiện trên ứng dụng xác thực", "The 6 digits that your authenticator shows"
                        )
                    }
                    input(
                        .id("code"), .name("code"), .type("text"), .autocomplete("one-time-code"),
                        .inputmode("numeric"), .maxlength(7), .required, .autofocus)
                    div(.class("buttons")) {
                        button(.type("submit"), .class("primary")) { say("Tiếp tục", "Continue") }
                    }
                }
                details(.class("more")) {
                    summary { say("Không có điện thoại ở đây …", "Without your telephone …") }
                    form(.method("post"), .action("/login/code")) {
                        nextField(next)
                        stepToken
                        label(.for("recovery")) { say("Một mã dự phòng", "One of your recovery codes") }
                        input(
                            .id("recovery"), .name("code"), .type("text"), .autocomplete("off"), .maxlength(20),
                            .required, .other("autocapitalize", "characters"), .other("spellcheck", "false"))
                        button(.type("submit")) { say("Dùng mã này", "Use it") }
                    }
                }
            }
        }
    }

    func firstPasswordForm(next: String, _ finding: Finding?) -> HTMLDocument {
        page(say("Đặt mật khẩu của bạn", "Choose your password"), class: "narrow") {
            wrong(finding)
            section {
                p {
                    say(
                        "Mật khẩu vừa dùng chỉ để đăng nhập lần đầu. Hãy đặt mật khẩu của riêng bạn.",
                        "The password that you used was for the first log-in only. Choose one of your own.")
                }
                form(.method("post"), .action("/login/password")) {
                    nextField(next)
                    stepToken
                    newPasswordFields
                    div(.class("buttons")) {
                        button(.type("submit"), .class("primary")) { say("Đặt mật khẩu", "Set the password") }
                    }
                }
            }
        }
    }

    // MARK: Parts

    /// The new password, twice.
    @HTMLBuilder var newPasswordFields: Fragment {
        label(.for("new")) { say("Mật khẩu mới", "New password") }
        input(
            .id("new"), .name("new"), .type("password"), .autocomplete("new-password"),
            .minlength(PasswordRule.length.lowerBound), .maxlength(PasswordRule.length.upperBound), .required,
            .aria("describedby", "new-hint"))
        p(.id("new-hint"), .class("quiet")) {
            say(
                "Ít nhất \(PasswordRule.length.lowerBound) ký tự; một câu vài từ không liên quan nhau là tốt nhất, có dấu cách và tiếng Việt có dấu cũng được.",
                "At least \(PasswordRule.length.lowerBound) characters; a phrase of unrelated words is best, spaces included."
            )
        }
        label(.for("again")) { say("Gõ lại mật khẩu mới", "The new password again") }
        input(.id("again"), .name("again"), .type("password"), .autocomplete("new-password"), .required)
    }

    func wrong(_ finding: Finding?) -> Fragment {
        Fragment {
            finding.map { finding in
                notice(.wrong) {
                    p { strong { say(finding.says) } }
                    p(.class("mend")) { say(finding.mend) }
                    p(.class("quiet")) { code { finding.rule.code } }
                }
            }
        }
    }

    private func nextField(_ next: String) -> Fragment {
        Fragment { if next != "/" { input(.type("hidden"), .name("next"), .value(next)) } }
    }

    /// The token of a session that is not whole yet, which is nobody's as far as other pages know.
    private var stepToken: Fragment {
        Fragment {
            unfinishedToken.map { input(.type("hidden"), .name(FormToken.field), .value($0)) }
        }
    }

    private var unfinishedToken: String? {
        SessionCookie.anyToken(in: request)?.formToken
    }
}
