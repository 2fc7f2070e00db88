import EdXML
import Foundation
import NIOHTTP1
import Testing

@testable import HubService

@Suite struct `The article on the interface` {
    private static let article =
        Province.root + "/Sources/HubService/HubService.docc/Interface.md"

    /// The text between a fence of this language and its end.
    private func blocks(_ language: String) throws -> [String] {
        let text = try String(contentsOfFile: Self.article, encoding: .utf8)
        return text.components(separatedBy: "\n```\(language)\n").dropFirst().compactMap {
            $0.components(separatedBy: "\n```").first
        }
    }

    @Test func `has examples that run, from the first to the last`() async throws {
        let province = try await Province()
        let folder = try TemporaryFolder()
        _ = try await province.accepted(1, from: "H24.02", to: ["H24.01"])
        let packet = try Province.signed(Province.document(number: 2), by: "H24.01")
        try Data(packet).write(to: URL(filePath: folder.path + "/van-ban.edxml"))
        let token = try await province.token("H24.01").secret
        let examples = try blocks("sh")
        let script = (["cd '\(folder.path)'"] + examples).joined(separator: "\n")
        let ended = try await Subprocess.run(
            "/usr/bin/env",
            ["HUB=http://127.0.0.1:\(province.port)", "TOKEN=\(token)", "bash", "-euo", "pipefail", "-c", script])
        #expect(ended.status == 0, "\(ended.output)\n\(ended.errors)")
        #expect(examples.count == 8 && ended.output.contains("✓") && ended.output.contains("\"keyId\""))
        let fetched = try Data(contentsOf: URL(filePath: folder.path + "/den.edxml"))
        #expect(try await province.api(.GET, "mailbox?kind=document", as: token).items.isEmpty && !fetched.isEmpty)
        await province.stop()
    }

    @Test func `shows how a signature is verified`() async throws {
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
        let now = Int64(Date().timeIntervalSince1970)
        let body = #"{"type": "ping"}"#
        let header = WebhookSignature.header(
            id: "msg_1", seconds: now, body: Array(body.utf8), secrets: [secret, secret])
        let fields = #"{"webhook-id": "msg_1", "webhook-timestamp": "\#(now)", "webhook-signature": "\#(header)"}"#
        let program =
            try blocks("python").joined() + """

                headers = \(fields)
                print(is_genuine("\(secret)", headers, b'\(body)'), is_genuine("\(secret)", headers, b'{}'))
                """
        let ended = try await Subprocess.run("/usr/bin/python3", ["-c", program])
        #expect(ended.output == "True False\n", "\(ended.errors)")
    }
}
