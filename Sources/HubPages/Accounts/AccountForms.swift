import EdXML
import HubCore
import HubService
import HubStore
import Hypertext
import SignedXML

extension PageContext {
    func account(_ view: AccountView) -> HTMLDocument {
        page(say("Tài khoản của tôi", "My account"), in: .account) {
            wrong(view.finding)
            view.done.flatMap(Wording.done).map { words in notice(.well) { p { say(words) } } }
            whoAmI(view)
            passwordSection
            factorSection(view)
            sessionSection(view)
            preferenceSection
        }
    }

    private func whoAmI(_ view: AccountView) -> Element {
        section {
            h2 { say("Thông tin", "Who you are") }
            dl {
                term("Tên đăng nhập", "Login") { Fragment { view.account.login } }
                term("Họ và tên", "Name") { Fragment { view.account.name } }
                if !view.account.department.isEmpty {
                    term("Phòng, ban", "Unit") { Fragment { view.account.department } }
                }
                term("Vai trò", "Roles") {
                    Fragment {
                        for grant in view.account.grants {
                            p {
                                say(Wording.role(grant.role))
                                grant.agency.map { id in
                                    Fragment {
                                        " · "
                                        agency(view.agencies[id] ?? "", id)
                                    }
                                }
                            }
                        }
                    }
                }
            }
            p(.class("quiet")) {
                say(
                    "Người vận hành trục sửa những điều này.", "Whoever operates the hub changes these.")
            }
        }
    }

    private var passwordSection: Element {
        section {
            h2 { say("Đổi mật khẩu", "Change the password") }
            p(.class("quiet")) {
                say(
                    "Mọi phiên khác của bạn sẽ chấm dứt.", "All other sessions of yours will end.")
            }
            form(.method("post"), .action("/account/password")) {
                formToken
                usernameField
                presentPassword("password-change")
                newPasswordFields
                div(.class("buttons")) { button(.type("submit")) { say("Đổi mật khẩu", "Change it") } }
            }
        }
    }

    private func factorSection(_ view: AccountView) -> Element {
        section {
            h2 { say("Xác thực hai lớp", "Second factor") }
            if let proofs = view.proofs, let since = proofs.factorInForce?.confirmedAt {
                p {
                    say("Đang dùng từ ", "In use since ")
                    day(since)
                    ". "
                    say(
                        "Còn \(proofs.recoveryCodes) mã dự phòng.", "\(proofs.recoveryCodes) recovery codes are left.")
                }
                withPassword(
                    say("Tạo mã dự phòng mới …", "Make new recovery codes …"), "/account/factor/codes",
                    say("Tạo mã mới", "Make them"))
                withPassword(
                    say("Tắt xác thực hai lớp …", "Do without it …"), "/account/factor/remove",
                    say("Tắt", "Switch it off"), isDanger: true)
            } else {
                p {
                    say(
                        "Sau mật khẩu còn hỏi một mã trên điện thoại của bạn: ai biết mật khẩu cũng chưa vào được.",
                        "After the password a code on your telephone is asked for: the password alone opens nothing.")
                }
                p { a(.href("/account/factor")) { say("Bật xác thực hai lớp", "Set it up") } }
            }
        }
    }

    private func withPassword(_ title: String, _ address: String, _ act: String, isDanger: Bool = false) -> Element {
        details(.class("more")) {
            summary { title }
            form(.method("post"), .action(address)) {
                formToken
                usernameField
                presentPassword("password" + address.replacing("/", with: "-"))
                button(.type("submit"), .class(isDanger ? "danger" : nil)) { act }
            }
        }
    }

    @HTMLBuilder private func presentPassword(_ id: String) -> Fragment {
        label(.for(id)) { say("Mật khẩu đang dùng", "Present password") }
        input(.id(id), .name("password"), .type("password"), .autocomplete("current-password"), .required)
    }

    /// So that a browser's keeper of passwords knows whose it is.
    private var usernameField: Element {
        input(
            .type("text"), .name("login"), .value(visitor?.account.login), .autocomplete("username"), .hidden(true),
            .aria("hidden", "true"), .tabindex(-1))
    }

    private func sessionSection(_ view: AccountView) -> Element {
        section {
            h2 { say("Các phiên đang mở", "Your sessions") }
            div(.class("scroll")) {
                table {
                    thead {
                        tr {
                            th(.scope("col")) { say("Trình duyệt", "Browser") }
                            th(.scope("col")) { say("Địa chỉ", "Address") }
                            th(.scope("col")) { say("Đăng nhập lúc", "Logged in") }
                            th(.scope("col")) { say("Dùng gần nhất", "Last used") }
                            th(.scope("col")) { span(.class("quiet")) { say("Chấm dứt", "End") } }
                        }
                    }
                    tbody {
                        for session in view.sessions { row(of: session, isThis: session.id == view.entered.session.id) }
                    }
                }
            }
            if view.sessions.count > 1 {
                form(.method("post"), .action("/account/sessions/end")) {
                    formToken
                    div(.class("buttons")) {
                        button(.type("submit"), .name("session"), .value("others"), .class("danger")) {
                            say("Chấm dứt mọi phiên khác", "End all others")
                        }
                    }
                }
            }
        }
    }

    private func row(of session: Session, isThis: Bool) -> Element {
        tr {
            td(.title(session.browser)) { BrowserName(session.browser).text(self) }
            td { session.peer }
            td { moment(session.createdAt) }
            td { moment(session.seenAt) }
            td {
                if isThis {
                    strong { say("phiên này", "this one") }
                } else {
                    form(.method("post"), .action("/account/sessions/end")) {
                        formToken
                        button(.type("submit"), .name("session"), .value(session.id.text)) {
                            say("Chấm dứt", "End it")
                        }
                    }
                }
            }
        }
    }

    private var preferenceSection: Element {
        section {
            h2 { say("Ngôn ngữ và màu", "Language and colours") }
            form(.method("post"), .action("/preferences")) {
                input(.type("hidden"), .name("back"), .value("/account"))
                label(.for("language")) { say("Ngôn ngữ", "Language") }
                select(.id("language"), .name("language")) {
                    for (choice, name) in [(Language.vi, "Tiếng Việt"), (.en, "English")] {
                        option(.value(choice.rawValue), .selected(choice == language), .lang(choice.rawValue)) { name }
                    }
                }
                label(.for("theme")) { say("Màu", "Colours") }
                select(.id("theme"), .name("theme")) {
                    for choice in Theme.allCases {
                        option(.value(choice.rawValue), .selected(choice == theme)) { say(Wording.theme(choice)) }
                    }
                }
                div(.class("buttons")) { button(.type("submit")) { say("Lưu", "Keep") } }
            }
        }
    }
}

extension Wording {
    static func role(_ role: Role) -> Bilingual {
        switch role {
        case .clerk: Bilingual(vi: "Văn thư", en: "Clerk")
        case .leader: Bilingual(vi: "Lãnh đạo", en: "Leader")
        case .auditor: Bilingual(vi: "Kiểm tra", en: "Auditor")
        case .operator: Bilingual(vi: "Vận hành", en: "Operator")
        }
    }

    static func theme(_ theme: PageContext.Theme) -> Bilingual {
        switch theme {
        case .automatic: Bilingual(vi: "Theo máy", en: "As the machine has it")
        case .light: Bilingual(vi: "Sáng", en: "Light")
        case .dark: Bilingual(vi: "Tối", en: "Dark")
        case .contrast: Bilingual(vi: "Tương phản cao", en: "High contrast")
        }
    }

    static func done(_ what: String) -> Bilingual? {
        switch what {
        case "password": Bilingual(vi: "Đã đổi mật khẩu.", en: "The password was changed.")
        case "factor-removed":
            Bilingual(vi: "Đã tắt xác thực hai lớp.", en: "The second factor is no longer asked for.")
        case "sessions": Bilingual(vi: "Đã chấm dứt.", en: "Ended.")
        default: nil
        }
    }
}
