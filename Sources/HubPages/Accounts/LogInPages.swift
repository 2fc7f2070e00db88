import HTTPTypes
import HubCore
import HubService
import Hummingbird
import Hypertext
import SignedXML

/// Logging in: the password, then the code where there is a second factor, then a password of one's own where it was a one-time
/// one. And logging out.
struct LogInPages: Sendable {
    let gate: SessionGate

    private static let path = "/login"

    func add(to pages: PageRouter) {
        pages.get("login", for: .anybody) { page in
            guard page.visitor == nil else { return page.leadOn(to: page.wanted(page.query)) }
            return page.answer(page.logIn(next: page.wanted(page.query)))
        }
        pages.post("login", for: .anybody) { form, page in try await logIn(form, page) }
        step("code", .awaitingCode, shows: { $0.codeForm(next: $1, $2) }) { form, entered, page in
            try await gate.desk.show(code: form["code"] ?? "", in: entered, from: page.caller)
        }
        .add(to: pages)
        step("password", .awaitingPassword, shows: { $0.firstPasswordForm(next: $1, $2) }) { form, entered, page in
            try await gate.desk.changePassword(
                of: entered, current: nil, to: form.exact("new") ?? "", again: form.exact("again") ?? "",
                from: page.caller)
        }
        .add(to: pages)
        pages.post("logout", for: .person) { _, page in
            if let entered = try await gate.entered(page.request) { try await gate.desk.logOut(entered) }
            var response = page.leadOn(to: Self.path)
            gate.cookie.remove(from: &response)
            return response
        }
    }

    private func logIn(_ form: Form, _ page: PageContext) async throws -> Response {
        let login = form["login"] ?? ""
        let outcome = try await gate.desk.logIn(
            login, password: form.exact("password") ?? "", from: page.caller,
            replacing: try await gate.entered(page.request))
        return go(on: outcome, page.wanted(form), page) { page.logIn(next: $0, login: login, $1) }
    }

    private func step(
        _ name: String, _ standing: Session.Standing,
        shows page: @escaping @Sendable (PageContext, String, Finding?) -> HTMLDocument,
        does act: @escaping LogInStep.Act
    ) -> LogInStep {
        LogInStep(pages: self, path: "login/\(name)", standing: standing, shown: page, act: act)
    }

    /// Where an outcome leads: on, or back to the form with what was wrong.
    func go(
        on outcome: AccountDesk.Outcome, _ next: String, _ page: PageContext,
        again form: (String, Finding?) -> HTMLDocument
    ) -> Response {
        switch outcome {
        case .refused(let finding):
            return page.answer(form(next, finding), finding: finding)
        case .entered(let entered):
            var response = page.leadOn(to: Self.address(after: entered.session.standing, next))
            gate.cookie.set(entered.token, on: &response)
            return response
        }
    }

    private static func address(after standing: Session.Standing, _ next: String) -> String {
        let query = next == "/" ? "" : "?next=\(next.percentEncoded)"
        return switch standing {
        case .whole: next
        case .awaitingCode: "\(path)/code\(query)"
        case .awaitingPassword: "\(path)/password\(query)"
        }
    }
}

/// A page between the password and the start page, for a session that has come so far and no further.
struct LogInStep: Sendable {
    typealias Act = @Sendable (Form, AccountDesk.Entered, PageContext) async throws -> AccountDesk.Outcome

    let pages: LogInPages
    let path: String
    let standing: Session.Standing
    let shown: @Sendable (PageContext, String, Finding?) -> HTMLDocument
    let act: Act

    func add(to router: PageRouter) {
        router.get(RouterPath(path), for: .anybody) { page in
            guard try await reached(page) != nil else { return page.leadOn(to: "/login") }
            return page.answer(shown(page, page.wanted(page.query), nil))
        }
        router.post(RouterPath(path), for: .anybody) { form, page in
            guard let entered = try await reached(page) else { return page.leadOn(to: "/login") }
            guard form.exact(FormToken.field) == entered.token.formToken else { throw PageRefusal.foreignForm }
            let outcome = try await act(form, entered, page)
            return pages.go(on: outcome, page.wanted(form), page) { shown(page, $0, $1) }
        }
    }

    private func reached(_ page: PageContext) async throws -> AccountDesk.Entered? {
        guard let entered = try await pages.gate.entered(page.request), entered.session.standing == standing else {
            return nil
        }
        return entered
    }
}

extension PageContext {
    /// Where somebody wanted to go before they had to log in; only ever on this hub, and not to the log-in itself.
    func wanted(_ form: Form) -> String {
        guard let next = form["next"], next.isOwnAddress, !next.hasPrefix("/login") else { return "/" }
        return next
    }

    var caller: AccountDesk.Caller {
        AccountDesk.Caller(address: peer, browser: request.headers[.userAgent] ?? "")
    }

    /// A form again, with what was wrong with it.
    func answer(_ page: HTMLDocument, finding: Finding) -> Response {
        guard finding.rule == AccountRules.wait else { return answer(page, .unprocessableContent) }
        var response = answer(page, .tooManyRequests)
        response.headers[.retryAfter] = finding.arguments["seconds"]
        return response
    }
}
