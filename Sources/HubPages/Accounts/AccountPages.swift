import HTTPTypes
import HubCore
import HubService
import HubStore
import Hummingbird
import SignedXML

/// *Tài khoản của tôi*: one's own password, second factor and sessions.
struct AccountPages: Sendable {
    let gate: SessionGate

    private var desk: AccountDesk { gate.desk }

    func add(to pages: PageRouter) {
        pages.get("account", for: .person) { page in try await show(page, done: page.query["done"]) }
        pages.post("account/password", for: .person) { form, page in
            let outcome = try await desk.changePassword(
                of: try await entered(page), current: form.exact("password") ?? "", to: form.exact("new") ?? "",
                again: form.exact("again") ?? "", from: page.caller)
            return try await go(on: outcome, done: "password", page)
        }
        pages.get("account/factor", for: .person) { page in try await offer(page) }
        pages.post("account/factor", for: .person) { form, page in try await confirm(form, page) }
        pages.post("account/factor/remove", for: .person) { form, page in
            let outcome = try await desk.removeFactor(
                of: try await entered(page), password: form.exact("password") ?? "", from: page.caller)
            return try await go(on: outcome, done: "factor-removed", page)
        }
        pages.post("account/factor/codes", for: .person) { form, page in
            let (finding, codes) = try await desk.renewRecoveryCodes(
                of: try await entered(page), password: form.exact("password") ?? "", from: page.caller)
            if let finding { return try await show(page, finding) }
            return page.answer(page.recoveryCodes(codes))
        }
        pages.post("account/sessions/end", for: .person) { form, page in try await endSessions(form, page) }
    }

    private func entered(_ page: PageContext) async throws -> AccountDesk.Entered {
        guard let entered = try await gate.entered(page.request) else { throw PageRefusal.notFound }
        return entered
    }

    private func show(_ page: PageContext, _ finding: Finding? = nil, done: String? = nil) async throws -> Response {
        let entered = try await entered(page)
        let view = AccountView(
            entered: entered, proofs: try await desk.proofs(of: entered),
            sessions: try await desk.sessions(of: entered),
            agencies: try await desk.agencyNames(of: entered.account), finding: finding, done: done)
        let shown = page.account(view)
        return finding.map { page.answer(shown, finding: $0) } ?? page.answer(shown)
    }

    private func go(on outcome: AccountDesk.Outcome, done: String, _ page: PageContext) async throws -> Response {
        switch outcome {
        case .refused(let finding): return try await show(page, finding)
        case .entered(let entered):
            var response = page.leadOn(to: "/account?done=\(done)")
            gate.cookie.set(entered.token, on: &response)
            return response
        }
    }

    private func offer(_ page: PageContext, _ finding: Finding? = nil) async throws -> Response {
        let entered = try await entered(page)
        guard let code = try await desk.offeredFactor(of: entered) else { return page.leadOn(to: "/account") }
        let address = code.address(login: entered.account.login, issuer: desk.issuer)
        let shown = page.factorOffer(code, address: address, finding)
        return finding.map { page.answer(shown, finding: $0) } ?? page.answer(shown)
    }

    private func confirm(_ form: Form, _ page: PageContext) async throws -> Response {
        let (outcome, codes) = try await desk.confirmFactor(form["code"] ?? "", of: try await entered(page))
        switch outcome {
        case .refused(let finding): return try await offer(page, finding)
        case .entered(let entered):
            // The codes are shown in this answer and never again; its forms are of the session under its new token.
            let visitor = Visitor(account: entered.account, formToken: entered.token.formToken)
            let next = page.of(visitor)
            var response = next.answer(next.recoveryCodes(codes))
            gate.cookie.set(entered.token, on: &response)
            return response
        }
    }

    private func endSessions(_ form: Form, _ page: PageContext) async throws -> Response {
        let entered = try await entered(page)
        if form["session"] == "others" {
            try await desk.end(.allBut(entered.session.id), of: entered)
        } else {
            guard let id = form["session"].flatMap(SessionID.init), id != entered.session.id else {
                throw PageRefusal.notFound
            }
            try await desk.end(.one(id), of: entered)
        }
        return page.leadOn(to: "/account?done=sessions")
    }
}

/// All that the page of one's account shows.
struct AccountView: Sendable {
    let entered: AccountDesk.Entered
    let proofs: Proofs?
    let sessions: [Session]
    /// Names of the agencies, by their identifiers.
    let agencies: [String: String]
    let finding: Finding?
    let done: String?

    var account: Account { entered.account }
}
