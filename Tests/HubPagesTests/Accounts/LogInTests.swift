import Foundation
import HubCore
import HubService
import HubStore
import Testing

@Suite struct `Logging in at the pages` {
    @Test func `begins with a one-time password, which is changed before anything is seen`() async throws {
        let hub = try await PagesHub()
        let (browser, first) = (hub.browser(), try await hub.add("hoa.nt"))
        #expect(try await browser.get("/account").location == "/login?next=%2Faccount")
        #expect(
            try await browser.logIn("Hoa.NT", first, next: "/account").location == "/login/password?next=%2Faccount")
        #expect(try await browser.get("/account").status == 303)
        let short = try await browser.send("/login/password", ["new": "ngắn", "again": "ngắn"])
        #expect(short.status == 422 && short.text.contains("ACC-PASSWORD-SHORT"))
        let unlike = try await browser.send("/login/password", ["new": PagesHub.password, "again": "khác"])
        #expect(unlike.text.contains("ACC-PASSWORD-UNLIKE"))
        let fields = ["new": PagesHub.password, "again": PagesHub.password, "next": "/account"]
        #expect(try await browser.send("/login/password", fields).location == "/account")
        let page = try await browser.get("/account")
        #expect(page.status == 200 && page.text.contains("Nguyễn Thị Hoa") && page.text.contains("Firefox · Linux"))
        #expect(try await hub.browser().logIn("hoa.nt", first).text.contains("ACC-LOGIN"))
        let entries = try await hub.entries("loggedIn") + hub.entries("accountChanged")
        #expect(entries.count == 3 && !entries.contains { $0.contains(first) || $0.contains("mèo") })
        try await hub.stop()
    }

    @Test func `gives a cookie that no script and no other site can use, and a new one at every step`() async throws {
        let hub = try await PagesHub()
        let browser = hub.browser()
        browser.cookies["lienthong"] = String(repeating: "A", count: 43)
        _ = try await browser.logIn("hoa.nt", try await hub.add("hoa.nt"))
        let unfinished = browser.cookies["lienthong"]
        _ = try await browser.send("/login/password", ["new": PagesHub.password, "again": PagesHub.password])
        let whole = browser.cookies["lienthong"]
        #expect(unfinished != whole && unfinished != String(repeating: "A", count: 43) && whole?.count == 43)
        for cookie in browser.setCookies {
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"))
            #expect(!cookie.contains("Expires") && !cookie.contains("Max-Age"))
        }
        browser.cookies["lienthong"] = unfinished
        #expect(try await browser.get("/account").status == 303)
        try await hub.stop()
    }

    @Test func `says the same of a login that nobody has as of a wrong password`() async throws {
        let hub = try await PagesHub()
        _ = try await hub.add("hoa.nt")
        let known = try await hub.browser().logIn("hoa.nt", "sai mật khẩu rồi")
        let unknown = try await hub.browser().logIn("hoa.nx", "sai mật khẩu rồi")
        #expect(known.status == 422 && unknown.status == 422)
        func plain(_ text: String) -> String {
            text.replacing("hoa.nx", with: "hoa.nt").replacing(/Mã yêu cầu: [^<]*/, with: "")
        }
        #expect(plain(known.text) == plain(unknown.text))
        try await hub.hub.store.journalRefusals(now: hub.hub.clock.now().adding(milliseconds: 120_000))
        let entries = try await hub.entries("logInRefused")
        #expect(entries.contains { $0.contains("wrongPassword") && $0.contains("hoa.nt") })
        #expect(entries.contains { $0.contains("unknownLogin") && $0.contains("hoa…") })
        try await hub.stop()
    }

    @Test func `goes on to where one wanted to go, and never to another host`() async throws {
        let hub = try await PagesHub()
        _ = try await hub.person("hoa.nt")
        let places = [
            ("/outgoing?state=late", "/outgoing?state=late"), ("//evil.example", "/"), ("https://evil.example", "/"),
            ("/\\evil.example", "/"), ("/login?next=/x", "/"), ("/a\r\nSet-Cookie: x=1", "/"), ("", "/"),
        ]
        for (wanted, reached) in places {
            let page = try await hub.browser().logIn("hoa.nt", PagesHub.password, next: wanted)
            #expect(page.location == reached, "\(wanted)")
        }
        try await hub.stop()
    }

    @Test func `has to wait after five errors, and the wait passes`() async throws {
        let hub = try await PagesHub()
        _ = try await hub.add("hoa.nt")
        for _ in 0..<5 { #expect(try await hub.browser().logIn("hoa.nt", "sai rồi").status == 422) }
        let late = try await hub.browser().logIn("hoa.nt", "sai rồi")
        #expect(late.status == 429 && late.header("Retry-After") != nil && late.text.contains("ACC-WAIT"))
        hub.pass(seconds: 60)
        #expect(try await hub.browser().logIn("hoa.nt", "sai rồi").status == 422)
        try await hub.stop()
    }

    @Test func `does not take a one-time password after three days, nor a closed account`() async throws {
        let hub = try await PagesHub()
        let (old, closed) = (try await hub.add("hoa.nt"), try await hub.add("lan.tt"))
        try await hub.operate(.close("lan.tt"))
        #expect(try await hub.browser().logIn("lan.tt", closed).text.contains("ACC-LOGIN"))
        hub.pass(seconds: 72 * 3600)
        #expect(try await hub.browser().logIn("hoa.nt", old).text.contains("ACC-PASSWORD-EXPIRED"))
        guard case .password(_, let new, _) = try await hub.operate(.password("hoa.nt")) else {
            throw Unexpected(what: "password")
        }
        #expect(try await hub.browser().logIn("hoa.nt", new).location == "/login/password")
        try await hub.stop()
    }

    @Test func `from another site's form is not even tried`() async throws {
        let hub = try await PagesHub()
        let fields = ["login": "hoa.nt", "password": try await hub.add("hoa.nt")]
        let headers = [[("Sec-Fetch-Site", "cross-site")], [("Origin", "https://evil.example")]]
        for headers in headers {
            #expect(try await hub.browser().post("/login", fields, headers).status == 403)
        }
        #expect(try await hub.entries("loggedIn").isEmpty)
        try await hub.stop()
    }
}
