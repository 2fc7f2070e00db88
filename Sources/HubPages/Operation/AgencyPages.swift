import EdXML
import HubCore
import HubService
import HubStore
import Hummingbird
import Hypertext
import SignedXML

/// The register: who is there, by which certificates they are believed, and by which tokens their systems come in.
struct AgencyPages: Sendable {
    let desk: PageDesk
    let acts: OperatorDesk

    func add(to pages: PageRouter) {
        pages.get("operation/agencies", for: .operator) { page in
            let text = page.query["q"] ?? ""
            let found =
                text.isEmpty
                ? try await desk.store.allAgencies(after: page.query["after"] ?? "", limit: OperationPages.rows)
                : try await desk.store.agencies(matching: text, limit: OperationPages.rows)
            return page.answer(page.agencies(found, searched: text))
        }
        pages.get("operation/agencies/:agency", for: .operator) { page in
            page.answer(page.agency(try await view(page)))
        }
        pages.post("operation/agencies/:agency/token", for: .operator) { form, page in
            var view = try await view(page)
            let days = form["days"].flatMap { Int64($0) }.map { min(max($0, 1), 3650) }
            let act = TokenAct.add(
                agency: view.agency.id, name: form["name"] ?? "",
                scopes: form.all("scope").compactMap(Scope.init(rawValue:)),
                expiresAt: days.map { desk.clock.now().adding(milliseconds: $0 * 86_400_000) })
            guard case .access(.token(_, let secret)) = try await acts.done(.tokens(act), by: page.login) else {
                throw PageRefusal.fault
            }
            view.newToken = secret
            view.tokens = try await desk.store.tokens(of: view.agency.id)
            return page.answer(page.agency(view))
        }
        pages.post("operation/agencies/:agency/revoke", for: .operator) { form, page in
            let view = try await view(page)
            guard let token = view.tokens.first(where: { $0.id.text == form["token"] }) else {
                throw PageRefusal.notFound
            }
            _ = try await acts.done(.tokens(.revoke(token.id)), by: page.login)
            return page.leadOn(to: view.address)
        }
    }

    private func view(_ page: PageContext) async throws -> AgencyView {
        guard let id = page.parameters.get("agency"), let agency = try await desk.store.agency(id) else {
            throw PageRefusal.notFound
        }
        return AgencyView(
            agency: agency, certificates: try await desk.store.certificates(of: agency.id),
            rules: try await desk.store.subjectRules(of: agency.id), tokens: try await desk.store.tokens(of: agency.id),
            now: desk.clock.now())
    }
}

/// One agency of the register.
struct AgencyView: Sendable {
    let agency: Agency
    let certificates: [RegisteredCertificate]
    let rules: [SubjectRule]
    var tokens: [AgencyToken]
    let now: Timestamp
    /// Shown once, on the answer to the form that made it.
    var newToken: String?

    var address: String { "/operation/agencies/\(agency.id.percentEncoded)" }
}

extension PageContext {
    fileprivate func agencies(_ found: [Agency], searched text: String) -> HTMLDocument {
        page(say("Đơn vị", "Agencies"), in: .operation, class: "operation") {
            operationMenu("/operation/agencies")
            section(.class("filter-box")) {
                form(.class("filters"), .action("/operation/agencies"), .role("search")) {
                    div(.class("search")) {
                        label(.for("q")) { say("Tìm theo mã hoặc tên", "Search by identifier or name") }
                        input(.type("search"), .id("q"), .name("q"), .value(text))
                    }
                    button(.type("submit"), .class("primary")) { say("Tìm", "Search") }
                }
            }
            section(.class("list")) {
                div(.class("scroll")) {
                    table {
                        thead {
                            tr {
                                th(.scope("col")) { say("Mã", "Identifier") }
                                th(.scope("col")) { say("Tên", "Name") }
                                th(.scope("col")) { say("Cấp trên", "Above it") }
                                th(.scope("col")) { say("Ở đâu", "Where") }
                            }
                        }
                        tbody {
                            for agency in found {
                                tr {
                                    td(.class("code")) {
                                        a(.href("/operation/agencies/\(agency.id.percentEncoded)")) { agency.id }
                                    }
                                    td { agency.name }
                                    td { agency.parent }
                                    td {
                                        agency.isLocal
                                            ? say("tại trục này", "at this hub")
                                            : say("qua trục quốc gia", "by the axis")
                                        if agency.isLocked { span(.class("late")) { say(" · bị khóa", " · locked") } }
                                    }
                                }
                            }
                        }
                    }
                }
                div(.class("pager")) {
                    span {}
                    if found.count == OperationPages.rows, text.isEmpty, let last = found.last {
                        a(.href("/operation/agencies?after=\(last.id.percentEncoded)"), .rel("next")) {
                            say("Tiếp →", "Next →")
                        }
                    }
                }
            }
        }
    }

    fileprivate func agency(_ view: AgencyView) -> HTMLDocument {
        let agency = view.agency
        return page(agency.name, in: .operation, class: "operation") {
            operationMenu("/operation/agencies")
            view.newToken.map { secret in
                notice(.warning) {
                    p { strong { say("Mã truy cập mới, chỉ hiện một lần:", "The new token, shown this once:") } }
                    p { span(.class("digest")) { secret } }
                }
            }
            section {
                dl {
                    term("Mã định danh", "Identifier") { span(.class("code")) { agency.id } }
                    term("Mã cũ", "Former identifiers") {
                        agency.formerIdentifiers.isEmpty
                            ? nil : agency.formerIdentifiers.map(\.id).joined(separator: ", ")
                    }
                    term("Cấp trên", "Above it") { agency.parent }
                    term("Cấp", "Level") { "\(agency.level)" }
                    term("Hệ thống", "Centre") { agency.centre }
                    term("Bị khóa", "Locked") { agency.isLocked ? say("có", "yes") : nil }
                    term("Kế thừa", "Successors") {
                        agency.successors.isEmpty ? nil : agency.successors.joined(separator: ", ")
                    }
                }
            }
            certificates(view)
            tokens(view)
        }
    }

    private func certificates(_ view: AgencyView) -> Element {
        section {
            h2 { say("Chứng thư số (\(view.certificates.count))", "Certificates (\(view.certificates.count))") }
            if view.certificates.isEmpty && view.rules.isEmpty {
                p { say("Chưa đăng ký chứng thư nào.", "No certificate is registered.") }
            }
            for certificate in view.certificates {
                div(.class("card")) {
                    p { strong { certificate.subject } }
                    p(.class("quiet")) { certificate.issuer }
                    p {
                        say("Đến ", "Until ")
                        moment(certificate.notAfter)
                        expiry(of: certificate, view.now).map { word in strong(.class("late")) { " · \(word)" } }
                    }
                    p(.class("digest")) { certificate.fingerprint }
                }
            }
            for rule in view.rules { p(.class("digest")) { rule.id } }
        }
    }

    /// What an operator should know of the end of a certificate; nothing while it is far.
    private func expiry(of certificate: RegisteredCertificate, _ now: Timestamp) -> String? {
        if certificate.revokedAt != nil { return say("đã thu hồi", "withdrawn") }
        let days = certificate.notAfter.milliseconds(since: now) / 86_400_000
        if certificate.notAfter < now { return say("đã hết hạn", "expired") }
        return days <= 60 ? say("còn \(days) ngày", "\(days) days left") : nil
    }

    private func tokens(_ view: AgencyView) -> Element {
        section {
            h2 {
                say("Mã truy cập của hệ thống (\(view.tokens.count))", "Tokens of its systems (\(view.tokens.count))")
            }
            for token in view.tokens {
                form(.method("post"), .action("\(view.address)/revoke"), .class("line-form")) {
                    formToken
                    input(.type("hidden"), .name("token"), .value(token.id.text))
                    span {
                        strong { token.name }
                        " · " + token.scopes.map(\.rawValue).joined(separator: ", ")
                        token.expiresAt.map { end in
                            Fragment {
                                say(" · đến ", " · until ")
                                moment(end)
                            }
                        }
                    }
                    if token.isGood(at: view.now) {
                        button(.type("submit"), .class("danger")) { say("Thu hồi", "Revoke") }
                    } else {
                        span(.class("quiet")) { say("đã hết hiệu lực", "no longer good") }
                    }
                }
            }
            details(.class("more")) {
                summary { say("Cấp mã mới …", "Give a new one …") }
                form(.method("post"), .action("\(view.address)/token")) {
                    formToken
                    label(.for("name")) { say("Tên hệ thống", "The system's name") }
                    input(.id("name"), .name("name"), .required, .maxlength(100))
                    label(.for("days")) { say("Hiệu lực (ngày)", "Good for (days)") }
                    input(.type("number"), .id("days"), .name("days"), .value("365"), .min("1"), .max("3650"))
                    fieldset {
                        legend { say("Được làm gì", "What it may do") }
                        for scope in Scope.allCases {
                            label(.class("check")) {
                                input(
                                    .type("checkbox"), .name("scope"), .value(scope.rawValue),
                                    .checked(Scope.ordinary.contains(scope)))
                                span(.class("code")) { scope.rawValue }
                            }
                        }
                    }
                    button(.type("submit"), .class("primary")) { say("Cấp mã", "Give it") }
                }
            }
        }
    }
}
