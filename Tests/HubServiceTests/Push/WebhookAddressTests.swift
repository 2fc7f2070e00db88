import Testing

@testable import HubService

@Suite struct `The address of a webhook` {
    @Test(arguments: [
        ("127.0.0.1", InternetAddress.Reach.loopback), ("::1", .loopback), ("::ffff:127.0.0.1", .loopback),
        ("10.1.2.3", .inside), ("172.31.0.1", .inside), ("192.168.1.1", .inside), ("100.64.0.1", .inside),
        ("fd12::1", .inside), ("64:ff9b::10.0.0.1", .inside), ("2002:0a00:0001::1", .inside),
        ("169.254.169.254", .nowhere), ("::ffff:169.254.169.254", .nowhere), ("fe80::1", .nowhere),
        ("fd00:ec2::254", .nowhere), ("0.0.0.0", .nowhere), ("::", .nowhere), ("224.0.0.1", .nowhere),
        ("255.255.255.255", .nowhere), ("ff02::1", .nowhere), ("203.0.113.7", .outside), ("172.32.0.1", .outside),
        ("2001:db8:1:2:3:4:5:6", .outside), ("2001:db8::7", .outside),
    ])
    func `is judged by what lies behind it`(text: String, reach: InternetAddress.Reach) throws {
        #expect(try #require(InternetAddress(text)).reach == reach)
    }

    @Test(arguments: [
        "", "1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4.5", "0x7f.0.0.1", "2130706433", "::1::", "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9", "12345::", "g::1", "localhost", "fe80::1%eth0",
    ])
    func `is no address in another spelling`(text: String) { #expect(InternetAddress(text) == nil) }

    @Test func `is https, or http on this machine`() throws {
        let strict = PushSettings()
        var open = PushSettings()
        open.allowPlain = true
        var closed = PushSettings()
        closed.privateNetworks = false
        for url in ["https://a.example/x", "http://127.0.0.1:9/x", "http://localhost/x", "http://[::1]/x"] {
            _ = try WebhookAddress(url, strict)
        }
        let bad = [
            "http://a.example/", "http://10.0.0.1/", "https://169.254.169.254/latest", "https://[fe80::1]/", "ftp://a/",
            "https://u:p@a.example/", "https://a.example/#x", "https://", "//a.example", "https://a b/",
        ]
        for url in bad {
            #expect(throws: WebhookAddress.Objection.self, "\(url)") { try WebhookAddress(url, strict) }
        }
        _ = try WebhookAddress("http://10.0.0.1/", open)
        #expect(throws: WebhookAddress.Objection.self) { try WebhookAddress("https://10.0.0.1/", closed) }
        #expect(try WebhookAddress("https://[2001:db8::7]:8443/x", strict).port == 8443)
    }

    @Test func `is judged again as the name resolves, and that very address is called`() async throws {
        let address = try WebhookAddress("http://localhost:9/x", PushSettings())
        let found = try await address.resolved(PushSettings())
        #expect(InternetAddress(found)?.reach == .loopback)
    }

    @Test func `signs as the specification's own example`() {
        // Standard Webhooks, specification, "Signature scheme": the test vector of its libraries.
        let header = WebhookSignature.header(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", seconds: 1_614_265_330, body: Array(#"{"test": 2432232314}"#.utf8),
            secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
        #expect(header == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }
}
