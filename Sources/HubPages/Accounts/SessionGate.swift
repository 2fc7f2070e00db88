import HubService
import Hummingbird

/// Lets in whoever has a good session, by the cookie that names it.
package struct SessionGate: Gate {
    let desk: AccountDesk
    let cookie: SessionCookie

    package init(_ hub: Hub) {
        desk = AccountDesk(
            store: hub.store, settings: hub.configuration.accounts, issuer: hub.configuration.identity.origin,
            clock: hub.clock)
        let isPublicByTLS = hub.configuration.push.publicAddress.hasPrefix("https://")
        cookie = SessionCookie(isSecure: hub.configuration.listen.tls != nil || isPublicByTLS)
    }

    package func visitor(of request: Request) async throws -> Visitor? {
        guard let entered = try await entered(request), !entered.isUnfinished else { return nil }
        return Visitor(account: entered.account, formToken: entered.token.formToken)
    }

    /// Also a session that waits for the code or for a password.
    func entered(_ request: Request) async throws -> AccountDesk.Entered? {
        guard let token = cookie.token(in: request) else { return nil }
        return try await desk.entered(by: token)
    }
}

/// The cookie that names a session: never seen by a script, never sent with another site's forms, gone with the browser.
struct SessionCookie: Sendable {
    /// Whether browsers reach the hub by TLS. Then they take the cookie for this host alone (RFC 6265bis, `__Host-`).
    let isSecure: Bool

    private var name: String { isSecure ? Self.secureName : Self.plainName }
    private static let secureName = "__Host-lienthong"
    private static let plainName = "lienthong"

    func token(in request: Request) -> SessionToken? { request.cookie(name).flatMap(SessionToken.init) }

    /// For the forms of a page that is only shown to whoever has the cookie.
    static func anyToken(in request: Request) -> SessionToken? {
        (request.cookie(secureName) ?? request.cookie(plainName)).flatMap(SessionToken.init)
    }

    func set(_ token: SessionToken, on response: inout Response) {
        response.setCookie(
            Cookie(name: name, value: token.text, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax))
    }

    func remove(from response: inout Response) {
        response.setCookie(
            Cookie(name: name, value: "", maxAge: 0, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax))
    }
}
