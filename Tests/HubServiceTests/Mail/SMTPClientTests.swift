import Foundation
import HubCore
import NIOCore
import Testing

@testable import HubService

@Suite struct `A mail` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func message(_ body: String = "Quá hạn\n.một dấu chấm\n", to: [String] = ["h24.01@example.vn"]) throws
        -> MailMessage
    {
        MailMessage(
            id: "abc", from: try #require(MailAddress("lienthong@example.vn")), fromName: "Trục liên thông",
            to: to.compactMap(MailAddress.init), subject: "Văn bản liên thông: 2 việc quá hạn – H24.01", body: body,
            at: Timestamp(milliseconds: 1_795_256_431_123))
    }

    private func sent(_ mode: String, _ adjust: (inout MailSettings) -> Void = { _ in }) async throws -> (
        Carriage, [MailServer.Mail]
    ) {
        let server = try await MailServer(mode, in: folder)
        var settings = server.settings()
        adjust(&settings)
        let carriage = await SMTPClient(settings).send(try message())
        let mails = try server.mails
        await server.stop()
        return (carriage, mails)
    }

    @Test(arguments: [("plain", MailSettings.Security.none), ("starttls", .starttls), ("tls", .tls)])
    func `arrives, encrypted as configured`(_ mode: String, _ security: MailSettings.Security) async throws {
        let (carriage, mails) = try await sent(mode) { $0.security = security }
        guard case .delivered = carriage else { throw SMTPFailure.broken("\(carriage)") }
        #expect(mails.map(\.to) == [["h24.01@example.vn"]] && mails[0].isEncrypted == (security != .none))
        #expect(mails[0].body == "Quá hạn\r\n.một dấu chấm\r\n")
        #expect(mails[0].content.hasPrefix("From: =?UTF-8?B?"))
    }

    @Test func `is sent with name and password where the server asks for them`() async throws {
        let secret = SecretSource.value(Secret("mật khẩu"))
        let (carriage, mails) = try await sent("login") {
            ($0.security, $0.user, $0.password) = (.starttls, "hub", secret)
        }
        guard case .delivered = carriage else { throw SMTPFailure.broken("\(carriage)") }
        #expect(mails.map(\.user) == ["hub"])
        let (wrong, none) = try await sent("login") {
            ($0.security, $0.user, $0.password) = (.starttls, "hub", .value(Secret("sai")))
        }
        guard case .deferred(let reason, _, _) = wrong else { throw SMTPFailure.broken("\(wrong)") }
        #expect(reason.contains("535") && !reason.contains("sai") && none.isEmpty)
    }

    @Test func `does not go to a server that cannot encrypt, or is another`() async throws {
        let (plain, none) = try await sent("plain") { $0.security = .starttls }
        guard case .deferred(let reason, _, _) = plain else { throw SMTPFailure.broken("\(plain)") }
        #expect(reason.contains("STARTTLS") && none.isEmpty, "\(reason)")
        let (stranger, nothing) = try await sent("tls") {
            $0.security = .tls
            $0.authorities = []
        }
        guard case .deferred = stranger else { throw SMTPFailure.broken("\(stranger)") }
        #expect(nothing.isEmpty)
    }

    @Test func `is refused for good, or put off, as the server says`() async throws {
        let (refused, _) = try await sent("refusing")
        guard case .refused(let reason) = refused else { throw SMTPFailure.broken("\(refused)") }
        #expect(reason == "RCPT TO: 550 5.1.1 no such mailbox")
        let (later, _) = try await sent("later")
        guard case .deferred(let why, _, asked: true) = later else { throw SMTPFailure.broken("\(later)") }
        #expect(why.contains("450"))
    }

    @Test(arguments: ["slow", "dropping", "injecting"])
    func `is put off when the server says nothing, hangs up, or somebody speaks in its place`(_ mode: String)
        async throws
    {
        let (carriage, _) = try await sent(mode) {
            $0.security = mode == "injecting" ? .starttls : .none
            if mode == "slow" { $0.timeout = .milliseconds(300) }
        }
        guard case .deferred(let reason, _, _) = carriage else { throw SMTPFailure.broken("\(carriage)") }
        if mode == "slow" { #expect(reason == "the server takes too long") }
    }

    @Test func `has headers in ASCII alone, whatever a document is called`() throws {
        let long = String(repeating: "Quyết định 🇻🇳 ", count: 20)
        let encoded = MailMessage.encoded("\(long)\r\nBcc: thief@example.com")
        #expect(encoded.utf8.allSatisfy { $0 < 0x80 })
        let words = encoded.components(separatedBy: "\r\n ")
        #expect(words.allSatisfy { $0.utf8.count <= 75 && $0.hasPrefix("=?UTF-8?B?") && $0.hasSuffix("?=") })
        let decoded = words.map { word in
            Data(base64Encoded: String(word.dropFirst(10).dropLast(2))).map { String(decoding: $0, as: UTF8.self) }
                ?? "–"
        }.joined()
        #expect(decoded == "\(long)  Bcc: thief@example.com")
        let lines = String(decoding: try message().bytes, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(
            lines.contains("Date: Sat, 21 Nov 2026 17:20:31 +0700") && lines.contains("Message-ID: <abc@example.vn>"))
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
    }

    @Test func `has its dots doubled at the beginning of lines`() {
        #expect(MailMessage.stuffed(Array(".a\r\n..\r\nb.\r\n".utf8)) == Array("..a\r\n...\r\nb.\r\n".utf8))
    }

    @Test func `goes to addresses, and to nothing that could be a command`() {
        for wrong in [
            "", "a", "@b.vn", "a@", "a@b", "a b@c.vn", "a@c.vn\r\nRCPT TO:<x@y.vn>", "a>@c.vn", "á@c.vn", "a@c..vn",
            "a..b@c.vn",
        ] { #expect(MailAddress(wrong) == nil, "\(wrong)") }
        #expect(MailAddress.all(in: "a@b.vn; c+d@e.gov.vn, x").map(\.text) == ["a@b.vn", "c+d@e.gov.vn"])
    }

    @Test func `is not sent for a server that speaks no SMTP, or never ends`() throws {
        func replies(_ pieces: [String]) throws -> [SMTPReply] {
            var (reader, found) = (SMTPReplyReader(), [SMTPReply]())
            for piece in pieces {
                reader.take(ByteBuffer(string: piece))
                while let reply = try reader.next() { found.append(reply) }
            }
            return found
        }
        let hello = try replies(["250-mail.test\r\n250-AUTH=LOGIN PLA", "IN\r\n250 STARTTLS\r", "\n220 x\r\n"])
        #expect(hello.map(\.code) == [250, 220] && hello[0].offers("STARTTLS") == [])
        #expect(hello[0].offers("AUTH") == ["LOGIN", "PLAIN"] && hello[0].offers("SIZE") == nil)
        for broken in [
            "HTTP/1.1 400\r\n", "25\r\n", String(repeating: "2", count: 5000),
            String(repeating: "250-x\r\n", count: 200),
        ] {
            #expect(throws: SMTPFailure.self) { try replies([broken]) }
        }
    }
}
