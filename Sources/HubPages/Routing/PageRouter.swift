import HTTPTypes
import HubCore
import HubService
import HubStore
import Hummingbird
import Hypertext
import Logging

/// Where pages stand: each with the audience it is for. Everything that every page has in common is done here: who asks, whether
/// they may, whether a form is of their session, the headers that keep browsers careful, and what is said when something fails.
package struct PageRouter {
    package typealias Page = @Sendable (PageContext) async throws -> Response
    package typealias Act = @Sendable (Form, PageContext) async throws -> Response

    private let router: Router<HubRequestContext>
    private let gate: any Gate

    package init(_ router: Router<HubRequestContext>, gate: any Gate) {
        self.router = router
        self.gate = gate
    }

    /// A page that is looked at.
    package func get(_ path: RouterPath, for audience: Audience, _ page: @escaping Page) {
        let pages = Answering(gate: gate)
        router.on(path, method: .get) { try await pages.answer($0, $1, for: audience, page) }
        router.on(path, method: .head) { try await pages.answer($0, $1, for: audience, page).createHeadResponse() }
    }

    /// A form that does something. It is read only for whoever may send it, and carried out only when it comes from a page of
    /// this hub and, but for ``Audience/anybody``, of the session.
    /// - Parameter limit: the form's size in bytes.
    package func post(_ path: RouterPath, for audience: Audience, limit: Int = 65_536, _ act: @escaping Act) {
        let pages = Answering(gate: gate)
        router.on(path, method: .post) { request, context in
            try await pages.answer(request, context, for: audience) { page in
                guard request.isFromOwnPage else { throw PageRefusal.foreignForm }
                let form = Form(String(buffer: try await CappedBody(request, cap: limit).collected()))
                try page.prove(form.exact(FormToken.field), for: audience)
                return try await act(form, page)
            }
        }
    }

    /// A body that is not a form of fields: it is read by the page itself. The session's token stands in the header
    /// `X-Form-Token`, or in a field before the files, which the page checks by ``PageContext/prove(_:for:)``.
    package func upload(_ path: RouterPath, for audience: Audience, _ act: @escaping Page) {
        let pages = Answering(gate: gate)
        router.on(path, method: .post) { request, context in
            try await pages.answer(request, context, for: audience) { page in
                guard request.isFromOwnPage else { throw PageRefusal.foreignForm }
                return try await act(page)
            }
        }
    }

}

/// What is done for every page.
private struct Answering: Sendable {
    let gate: any Gate

    func answer(
        _ request: Request, _ context: HubRequestContext, for audience: Audience, _ page: PageRouter.Page
    ) async throws -> Response {
        var response = try await undressed(request, context, for: audience, page)
        for field in Self.caution where response.headers[field.name] == nil { response.headers.append(field) }
        return response
    }

    private func undressed(
        _ request: Request, _ context: HubRequestContext, for audience: Audience, _ page: PageRouter.Page
    ) async throws -> Response {
        let visitor = try await gate.visitor(of: request)
        let place = PageContext(request, context, visitor: visitor)
        if audience != .anybody {
            guard let visitor else { return place.leadOn(to: place.logInAddress) }
            guard audience.admits(visitor) else { return place.answer(PageRefusal.notFound) }
        }
        do {
            return try await page(place)
        } catch let refusal as PageRefusal {
            return place.answer(refusal)
        } catch let refusal as HubService.Refusal {
            return place.answer(PageRefusal(refusal))
        } catch let failure as BodyFailure {
            return place.answer(PageRefusal(HubService.Refusal(failure)))
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            context.logger.error(
                "a page failed", metadata: ["path": "\(request.uri.path)", "error": "\(String(reflecting: error))"])
            return place.answer(HubService.Refusal(storage: error).map(PageRefusal.init) ?? PageRefusal.fault)
        }
    }

    /// What every page says to the browser: only what this hub itself serves is shown or run, nobody may frame it, nothing of it is
    /// kept, and no other site learns its address.
    private static let caution: [HTTPField] = [
        HTTPField(
            name: HTTPField.Name("Content-Security-Policy")!,
            value: "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
                + "object-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"),
        HTTPField(name: .cacheControl, value: "no-store"),
        HTTPField(name: HTTPField.Name("X-Content-Type-Options")!, value: "nosniff"),
        HTTPField(name: HTTPField.Name("Referrer-Policy")!, value: "same-origin"),
        HTTPField(name: HTTPField.Name("Cross-Origin-Opener-Policy")!, value: "same-origin"),
        HTTPField(name: HTTPField.Name("Cross-Origin-Resource-Policy")!, value: "same-origin"),
        HTTPField(
            name: HTTPField.Name("Permissions-Policy")!, value: "camera=(), geolocation=(), microphone=(), payment=()"),
    ]
}

/// The name under which forms carry the session's token.
package enum FormToken {
    package static let field = "form_token"
}

extension PageContext {
    /// - Throws: ``PageRefusal`` when the token is not the session's. Whoever has no session has nothing that another site's
    ///   form could misuse.
    package func prove(_ token: String?, for audience: Audience = .person) throws {
        guard audience != .anybody, let visitor else { return }
        guard let token, visitor.accepts(token) else { throw PageRefusal.foreignForm }
    }

    /// The log-in, which leads back here.
    var logInAddress: String {
        request.method == .get && address != "/" ? "/login?next=\(address.percentEncoded)" : "/login"
    }
}

extension Visitor {
    /// Compared in a time that tells nothing of where they differ.
    fileprivate func accepts(_ token: String) -> Bool {
        let (own, other) = (Array(formToken.utf8), Array(token.utf8))
        guard own.count == other.count else { return false }
        return zip(own, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension Request {
    /// Whether it was caused by a page of this hub, by what browsers say of it (Fetch Metadata; before that, `Origin`). Whoever says
    /// neither is no browser, and has nobody's cookies by accident.
    fileprivate var isFromOwnPage: Bool {
        if let site = headers[.init("Sec-Fetch-Site")!] { return ["same-origin", "none"].contains(site) }
        guard let origin = headers[.origin] else { return true }
        return origin.split(separator: "/", omittingEmptySubsequences: true).last.map(String.init) == head.authority
    }
}
