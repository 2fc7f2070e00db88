import Foundation
import HubCore
import HubService
import HubStore
import Testing

@Suite struct `A session at the pages` {
    @Test func `ends when one logs out, and the old cookie opens nothing`() async throws {
        let hub = try await PagesHub()
        let browser = try await hub.person("hoa.nt")
        let cookie = browser.cookies["lienthong"]
        #expect(try await browser.send("/logout", [:], from: "/account").location == "/login")
        #expect(browser.cookies["lienthong"] == nil)
        browser.cookies["lienthong"] = cookie
        #expect(try await browser.get("/account").status == 303)
        #expect(try await hub.entries("sessionEnded").last?.contains("loggedOut") == true)
        try await hub.stop()
    }

    @Test func `ends after half an hour without a request, and not before`() async throws {
        let hub = try await PagesHub()
        let browser = try await hub.person("hoa.nt")
        for _ in 0..<3 {
            hub.pass(seconds: 29 * 60)
            #expect(try await browser.get("/account").status == 200)
        }
        hub.pass(seconds: 30 * 60)
        #expect(try await browser.get("/account").status == 303)
        try await hub.stop()
    }

    @Test func `ends at once when the account is closed or loses a role`() async throws {
        let hub = try await PagesHub()
        let (closed, demoted) = (try await hub.person("hoa.nt"), try await hub.person("lan.tt"))
        try await hub.operate(.close("hoa.nt"))
        try await hub.operate(.change(login: "lan.tt", name: nil, department: nil, grants: []))
        for browser in [closed, demoted] { #expect(try await browser.get("/account").status == 303) }
        #expect(try await hub.browser().logIn("lan.tt", PagesHub.password).location == "/")
        try await hub.stop()
    }

    @Test func `is one of several, of which each can end the others`() async throws {
        let hub = try await PagesHub()
        let first = try await hub.person("hoa.nt")
        let others = [hub.browser(), hub.browser(), hub.browser()]
        for other in others {
            hub.pass(seconds: 1)
            _ = try await other.logIn("hoa.nt", PagesHub.password)
        }
        let list = try await first.get("/account").text
        let ids = list.matches(of: /name="session" value="([0-9a-f-]{36})"/).map { String($0.output.1) }
        #expect(ids.count == 3)
        #expect(try await first.send("/account/sessions/end", ["session": ids[0]], from: "/account").status == 303)
        #expect(try await others[2].get("/account").status == 303)
        _ = try await first.send("/account/sessions/end", ["session": "others"], from: "/account")
        for other in others { #expect(try await other.get("/account").status == 303) }
        #expect(try await first.get("/account").status == 200)
        let stranger = try await hub.person("lan.tt")
        let own = try await hub.hub.store.sessions(of: try #require(await hub.hub.store.account(login: "hoa.nt")).id)
        let fields = ["session": try #require(own.first).id.text]
        _ = try await stranger.send("/account/sessions/end", fields, from: "/account")
        #expect(try await first.get("/account").status == 200)
        try await hub.stop()
    }

    @Test func `goes on under another token when the password is changed, and all others end`() async throws {
        let hub = try await PagesHub()
        let (first, other) = (try await hub.person("hoa.nt"), hub.browser())
        _ = try await other.logIn("hoa.nt", PagesHub.password)
        let before = first.cookies["lienthong"]
        let new = "bến đò vắng khách chiều thu"
        let wrong = ["password": "sai", "new": new, "again": new]
        #expect(
            try await first.send("/account/password", wrong, from: "/account").text.contains("ACC-CURRENT-PASSWORD"))
        let same = ["password": PagesHub.password, "new": PagesHub.password, "again": PagesHub.password]
        #expect(try await first.send("/account/password", same, from: "/account").text.contains("ACC-PASSWORD-SAME"))
        let right = ["password": PagesHub.password, "new": new, "again": new]
        #expect(try await first.send("/account/password", right, from: "/account").status == 303)
        #expect(first.cookies["lienthong"] != before)
        #expect(try await first.get("/account").status == 200)
        #expect(try await other.get("/account").status == 303)
        first.cookies["lienthong"] = before
        #expect(try await first.get("/account").status == 303)
        try await hub.stop()
    }
}

@Suite struct `The pages of accounts` {
    /// Every form of these pages, with what it would need to do something.
    static let forms: [(path: String, fields: [String: String])] = [
        ("/logout", [:]),
        ("/account/password", ["password": PagesHub.password, "new": "a b c d e f g h", "again": "a b c d e f g h"]),
        ("/account/factor", ["code": "000000"]), ("/account/factor/remove", ["password": PagesHub.password]),
        ("/account/factor/codes", ["password": PagesHub.password]), ("/account/sessions/end", ["session": "others"]),
    ]

    @Test func `do nothing for nobody, with a foreign form, after logging out, or after closing`() async throws {
        let hub = try await PagesHub()
        let (browser, other) = (try await hub.person("hoa.nt"), try await hub.person("lan.tt"))
        let foreign = try #require(try await other.get("/account").formToken)
        let size = try await hub.hub.store.journalHead().size
        for (path, fields) in Self.forms {
            #expect(try await hub.browser().post(path, fields).location == "/login", "\(path)")
            for token in [foreign, "", String(repeating: "x", count: foreign.count)] {
                let sent = try await browser.post(path, fields.merging(["form_token": token]) { own, _ in own })
                #expect(sent.status == 403, "\(path)")
            }
        }
        #expect(try await hub.hub.store.journalHead().size == size)
        let token = try #require(try await browser.get("/account").formToken)
        try await hub.operate(.close("hoa.nt"))
        for (path, fields) in Self.forms {
            let sent = try await browser.post(path, fields.merging(["form_token": token]) { own, _ in own })
            #expect(sent.location == "/login", "\(path)")
        }
        try await hub.stop()
    }

    @Test func `are for every role alike, in both languages, and are kept by no cache`() async throws {
        let hub = try await PagesHub()
        let grants: [[Grant]] = [
            [Grant(.clerk, agency: "H24.01")], [Grant(.leader, agency: "H24.02")], [Grant(.auditor)],
            [Grant(.operator)], [],
        ]
        for (number, grants) in grants.enumerated() {
            let browser = try await hub.person("nguoi.\(number)", grants)
            for path in ["/account", "/account/factor"] {
                let page = try await browser.get(path)
                #expect(page.status == 200 && page.header("Cache-Control") == "no-store", "\(path)")
                #expect(page.header("Content-Security-Policy")?.contains("default-src 'none'") == true)
                #expect(page.text.contains("lang=\"vi\""))
            }
            browser.cookies["lienthong-language"] = "en"
            #expect(try await browser.get("/account").text.contains("Change the password"))
        }
        for path in ["/account", "/account/factor"] { #expect(try await hub.browser().get(path).status == 303) }
        for path in ["/login/code", "/login/password"] {
            #expect(try await hub.browser().get(path).location == "/login")
        }
        #expect(try await hub.browser().get("/login").text.contains("autocomplete=\"current-password\""))
        try await hub.stop()
    }
}
