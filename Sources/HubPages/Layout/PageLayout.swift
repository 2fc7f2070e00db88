import EdXML
import HTTPTypes
import HubCore
import HubService
import Hummingbird
import Hypertext
import SignedXML

/// The part of the site that a page belongs to; marked in the navigation.
package enum Room: String, Sendable, CaseIterable {
    case todo, incoming, outgoing, send, figures, log, operation, account

    var address: String {
        switch self {
        case .todo: "/"
        case .incoming: "/incoming"
        case .outgoing: "/outgoing"
        case .send: "/send"
        case .figures: "/figures"
        case .log: "/journal"
        case .operation: "/operation"
        case .account: "/account"
        }
    }

    var name: Bilingual {
        switch self {
        case .todo: Bilingual(vi: "Cần xử lý", en: "To do")
        case .incoming: Bilingual(vi: "Văn bản đến", en: "Incoming")
        case .outgoing: Bilingual(vi: "Văn bản đi", en: "Outgoing")
        case .send: Bilingual(vi: "Gửi văn bản", en: "Send")
        case .figures: Bilingual(vi: "Thống kê", en: "Figures")
        case .log: Bilingual(vi: "Nhật ký", en: "Journal")
        case .operation: Bilingual(vi: "Vận hành", en: "Operation")
        case .account: Bilingual(vi: "Tài khoản", en: "Account")
        }
    }

    /// Who finds it in the navigation.
    var audience: Role? {
        switch self {
        case .todo, .incoming, .outgoing, .send: .clerk
        case .figures: .leader
        case .log: .auditor
        case .operation: .operator
        case .account: nil
        }
    }
}

extension PageContext {
    /// A page with what all pages have: who is logged in, where one can go, the language.
    /// - Parameter title: of the page alone, as its heading.
    package func page(
        _ title: String, in room: Room? = nil, class name: String? = nil, @HTMLBuilder _ content: () -> Fragment
    ) -> HTMLDocument {
        HTMLDocument(
            html(.lang(language.rawValue), .data("theme", theme.rawValue)) {
                head {
                    meta(.charset("utf-8"))
                    pageTitle { "\(title) · Liên Thông" }
                    meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
                    meta(.name("color-scheme"), .content("light dark"))
                    link(.rel("stylesheet"), .href(Assets.style.address))
                    link(.rel("icon"), .href(Assets.icon.address), .type("image/svg+xml"))
                    script(.src(Assets.script.address), .defer)
                    if room == .log { script(.src(Assets.verifier.address), .defer) }
                }
                body(.class(name), .data("live", visitor == nil ? nil : "/live")) {
                    a(.class("skip"), .href("#content")) { say("Đến nội dung chính", "Skip to content") }
                    banner(room)
                    mainContent(.id("content"), .tabindex(-1)) {
                        h1 { title }
                        content()
                    }
                    pageFooter
                }
            })
    }

    private func banner(_ room: Room?) -> Element {
        header(.class("banner")) {
            a(.class("brand"), .href("/")) { "Liên Thông" }
            if let visitor {
                nav(.aria("label", say("Các phần của trang", "Parts of the site"))) {
                    ul {
                        for place in Room.allCases {
                            if let role = place.audience, visitor.account.holds(role) {
                                li {
                                    a(.href(place.address), .aria("current", place == room ? "page" : nil)) {
                                        say(place.name)
                                    }
                                }
                            }
                        }
                    }
                }
            }
            if let visitor, visitor.account.holds(.clerk) { searchEverywhere }
            div(.class("person")) {
                languageSwitch
                if let visitor {
                    details {
                        summary { visitor.account.name }
                        div(.class("menu")) {
                            p(.class("quiet")) { visitor.account.login }
                            a(.href(Room.account.address)) { say("Tài khoản của tôi", "My account") }
                            form(.method("post"), .action("/logout")) {
                                formToken
                                button(.type("submit"), .class("plain")) { say("Đăng xuất", "Log out") }
                            }
                        }
                    }
                }
            }
        }
    }

    private var searchEverywhere: Element {
        form(.class("everywhere"), .action("/search"), .role("search")) {
            input(
                .type("search"), .name("q"), .autocomplete("off"),
                .aria("label", say("Tìm văn bản đến và đi", "Search all documents")),
                .placeholder(say("Tìm văn bản  ( / )", "Search  ( / )")))
        }
    }

    private var languageSwitch: Element {
        form(.method("post"), .action("/preferences"), .class("language")) {
            input(.type("hidden"), .name("back"), .value(request.method == .get ? address : "/"))
            let other = language == .vi ? Language.en : .vi
            button(
                .type("submit"), .name("language"), .value(other.rawValue), .class("plain"), .lang(other.rawValue)
            ) { other == .vi ? "Tiếng Việt" : "English" }
        }
    }

    private var pageFooter: Element {
        footer {
            p { say("Trục liên thông văn bản điện tử", "Electronic document interoperability hub") }
            p(.class("live-state"), .role("status"), .aria("live", "polite")) {}
        }
    }

    /// The field that proves a form to be of this session.
    package var formToken: Fragment {
        Fragment { visitor.map { input(.type("hidden"), .name(FormToken.field), .value($0.formToken)) } }
    }

    /// What went wrong, as a page.
    package func answer(_ refusal: PageRefusal) -> Response {
        let title =
            refusal.status == .notFound
            ? say("Không tìm thấy", "Not found") : say("Không thực hiện được", "This could not be done")
        return answer(
            page(title) {
                p { say(refusal.says) }
                refusal.mend.map { mend in p(.class("mend")) { say(mend) } }
                p(.class("quiet")) { say("Mã yêu cầu: ", "Request: ") + requestID }
                p { a(.href("/")) { say("Về trang đầu", "To the start page") } }
            }, refusal.status)
    }
}
