import Foundation
import HubCore
import HubService
import HubStore
import Testing

@Suite struct `A second factor at the pages` {
    private func secret(of login: String, _ hub: PagesHub) async throws -> OneTimeCode {
        let account = try #require(try await hub.hub.store.account(login: login))
        return OneTimeCode(secret: try #require(try await hub.hub.store.proofs(of: account.id)?.factor).secret)
    }

    private func code(_ secret: OneTimeCode, _ hub: PagesHub) -> String {
        secret.code(at: OneTimeCode.step(at: hub.hub.clock.now()))
    }

    /// A person with a second factor, and its recovery codes.
    private func secured(_ hub: PagesHub) async throws -> (Browser, OneTimeCode, [String]) {
        let browser = try await hub.person("hoa.nt")
        let offer = try await browser.get("/account/factor").text
        let secret = try await secret(of: "hoa.nt", hub)
        #expect(offer.contains(secret.text) && offer.contains("<svg"))
        let page = try await browser.send("/account/factor", ["code": code(secret, hub)])
        let codes = page.text.matches(of: /<code>([0-9A-Z]{5}-[0-9A-Z]{5})<\/code>/).map { String($0.output.1) }
        #expect(page.status == 200 && codes.count == 10)
        return (browser, secret, codes)
    }

    @Test func `is asked for after the password, and each code opens once`() async throws {
        let hub = try await PagesHub()
        let (_, secret, _) = try await secured(hub)
        hub.pass(seconds: 60)
        let (one, two) = (hub.browser(), hub.browser())
        #expect(
            try await one.logIn("hoa.nt", PagesHub.password, next: "/account").location == "/login/code?next=%2Faccount"
        )
        #expect(try await one.get("/account").status == 303)
        #expect(try await one.send("/login/code", ["code": "12345"]).text.contains("ACC-CODE"))
        let code = code(secret, hub)
        #expect(try await one.send("/login/code", ["code": code, "next": "/account"]).location == "/account")
        #expect(try await one.get("/account").status == 200)
        _ = try await two.logIn("hoa.nt", PagesHub.password)
        #expect(try await two.send("/login/code", ["code": code]).text.contains("ACC-CODE"))
        #expect(try await hub.entries("loggedIn").last?.contains("passwordAndCode") == true)
        try await hub.stop()
    }

    @Test func `can be stood in for by each recovery code once`() async throws {
        let hub = try await PagesHub()
        let (_, _, codes) = try await secured(hub)
        let (one, two) = (hub.browser(), hub.browser())
        for browser in [one, two] { _ = try await browser.logIn("hoa.nt", PagesHub.password) }
        let typed = codes[3].lowercased().replacing("-", with: " ")
        #expect(try await one.send("/login/code", ["code": typed]).location == "/")
        #expect(try await two.send("/login/code", ["code": codes[3]]).text.contains("ACC-CODE"))
        #expect(try await one.get("/account").text.contains("Còn 9 mã"))
        try await hub.stop()
    }

    @Test func `cannot be guessed: the errors are counted with those of the password`() async throws {
        let hub = try await PagesHub()
        _ = try await secured(hub)
        let browser = hub.browser()
        _ = try await browser.logIn("hoa.nt", PagesHub.password)
        var answers: [Int] = []
        for _ in 0..<6 { answers.append(try await browser.send("/login/code", ["code": "000000"]).status) }
        // The password was an attempt, too.
        #expect(answers == [422, 422, 422, 422, 429, 429])
        try await hub.stop()
    }

    @Test func `is given up with the password, or taken away by the operator`() async throws {
        let hub = try await PagesHub()
        let (browser, _, codes) = try await secured(hub)
        let wrong = try await browser.send("/account/factor/remove", ["password": "sai"], from: "/account")
        #expect(wrong.text.contains("ACC-CURRENT-PASSWORD"))
        let renewed = try await browser.send(
            "/account/factor/codes", ["password": PagesHub.password], from: "/account")
        #expect(renewed.status == 200 && !codes.contains { renewed.text.contains($0) })
        #expect(
            try await browser.send("/account/factor/remove", ["password": PagesHub.password], from: "/account").status
                == 303)
        #expect(try await hub.browser().logIn("hoa.nt", PagesHub.password).location == "/")
        _ = try await browser.get("/account/factor")
        _ = try await browser.send("/account/factor", ["code": code(try await secret(of: "hoa.nt", hub), hub)])
        #expect(try await hub.browser().logIn("hoa.nt", PagesHub.password).location == "/login/code")
        try await hub.operate(.removeFactor("hoa.nt"))
        #expect(try await hub.browser().logIn("hoa.nt", PagesHub.password).location == "/")
        let changes = try await hub.entries("accountChanged")
        #expect(changes.count { $0.contains("noSecondFactor") } == 2)
        try await hub.stop()
    }
}
