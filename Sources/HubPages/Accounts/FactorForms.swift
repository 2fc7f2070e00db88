import HubCore
import HubService
import Hypertext
import QRCode
import SignedXML

extension PageContext {
    /// Sets up the second factor: the secret as a picture and in letters, and the first code.
    func factorOffer(_ code: OneTimeCode, address: String, _ finding: Finding?) -> HTMLDocument {
        page(say("Bật xác thực hai lớp", "Set up the second factor"), in: .account, class: "narrow") {
            wrong(finding)
            section {
                ol {
                    li {
                        say(
                            "Mở ứng dụng xác thực trên điện thoại (Google Authenticator, Microsoft Authenticator, FreeOTP…) và quét hình này.",
                            "Open an authenticator on your telephone (Google Authenticator, Microsoft Authenticator, FreeOTP…) and scan this picture."
                        )
                        picture(of: address)
                        p {
                            say("Không quét được thì nhập khóa: ", "Where that cannot be done, type the key: ")
                            Hypertext.code(.class("secret")) { code.text }
                        }
                    }
                    li {
                        form(.method("post"), .action("/account/factor")) {
                            formToken
                            label(.for("code")) {
                                say("Nhập mã 6 chữ số đang hiện", "Enter the 6 digits that it shows")
                            }
                            input(
                                .id("code"), .name("code"), .type("text"), .autocomplete("one-time-code"),
                                .inputmode("numeric"), .maxlength(7), .required)
                            div(.class("buttons")) {
                                button(.type("submit"), .class("primary")) { say("Bật", "Switch it on") }
                                a(.href("/account")) { say("Để sau", "Not now") }
                            }
                        }
                    }
                }
            }
        }
    }

    private func picture(of address: String) -> Fragment {
        guard let code = QRCode(address, correction: .medium) else { return Fragment() }
        let side = code.width + 2 * QRCode.quietZone
        return Fragment {
            svg(
                .class("qr"), .other("viewBox", "0 0 \(side) \(side)"), .role("img"),
                .aria("label", say("Mã QR của khóa", "The key as a QR code")), .other("shape-rendering", "crispEdges")
            ) {
                rect(.width(side), .height(side), .other("fill", "#fff"))
                path(.other("fill", "#000"), .other("d", code.outline))
            }
        }
    }

    /// The recovery codes, which nobody can show again.
    func recoveryCodes(_ codes: [RecoveryCode]) -> HTMLDocument {
        page(say("Mã dự phòng", "Recovery codes"), in: .account, class: "narrow") {
            notice(.warning) {
                p {
                    say(
                        "Các mã này chỉ hiện một lần. In hoặc chép ra, cất nơi an toàn; mỗi mã thay điện thoại được một lần.",
                        "These codes are shown this once. Print or copy them and keep them safe; each stands in for the telephone once."
                    )
                }
            }
            section {
                ol(.class("recovery")) { for code in codes { li { Hypertext.code { code.text } } } }
            }
            p { a(.href("/account")) { say("Đã cất, về trang tài khoản", "They are safe; back to the account") } }
        }
    }
}

extension QRCode {
    /// One rectangle for each run of dark modules in a row, as a path of SVG, within the quiet zone.
    fileprivate var outline: String {
        var outline = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                let begin = column
                while column < width, isDark[row * width + column] { column += 1 }
                if column > begin {
                    let length = column - begin
                    outline += "M\(begin + Self.quietZone) \(row + Self.quietZone)h\(length)v1h-\(length)z"
                }
                column += 1
            }
        }
        return outline
    }
}
