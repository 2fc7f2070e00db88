import Foundation
import VXP

@testable import HubService

/// A real mail server, which behaves as it is told: `Tests/Clients/mail_server.py`.
final class MailServer: Sendable {
    let port: Int
    let certificate: String
    private let process: ChildProcess
    private let log: String

    struct Mail: Sendable {
        let json: JSON
        var to: [String] { (json["to"]?.elements ?? []).compactMap(\.scalar) }
        var content: String { json["content"]?.scalar ?? "" }
        var isEncrypted: Bool { json["encrypted"]?.scalar == "true" }
        var user: String? { json["user"]?.scalar }

        /// The text for people.
        var body: String {
            let base64 = content.split(separator: "\r\n\r\n", maxSplits: 1).last ?? ""
            let data = Data(base64Encoded: String(base64.replacing("\r\n", with: ""))) ?? Data()
            return String(decoding: data, as: UTF8.self)
        }
    }

    init(_ mode: String, in folder: TemporaryFolder) async throws {
        certificate = folder.path + "/mail.pem"
        let key = folder.path + "/mail.key"
        log = folder.path + "/mail-\(UUID().uuidString).log"
        if !FileManager.default.fileExists(atPath: certificate) {
            let made = try await Subprocess.run(
                "/usr/bin/openssl",
                [
                    "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                    "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate,
                ])
            guard made.status == 0 else { throw SMTPFailure.broken(made.errors) }
        }
        let script = Province.root + "/Tests/Clients/mail_server.py"
        process = try ChildProcess(
            "mail", program: "/usr/bin/python3", arguments: ["-B", script, mode, certificate, key], folder: folder.path,
            log: log)
        var port: Int?
        for _ in 0..<1200 where port == nil {
            try await Task.sleep(for: .milliseconds(50))
            port = try Self.lines(of: log).lazy.compactMap { Int($0) }.first
        }
        guard let port else { throw SMTPFailure.broken(try String(contentsOfFile: log, encoding: .utf8)) }
        self.port = port
    }

    func stop() async { await process.kill() }

    var mails: [Mail] {
        get throws { try Self.lines(of: log).filter { $0.hasPrefix("{") }.map { Mail(json: try JSON(Array($0.utf8))) } }
    }

    func settings(_ security: MailSettings.Security = .none, user: String? = nil) -> MailSettings {
        var settings = MailSettings(
            host: "localhost", port: port, security: security, user: user,
            password: user == nil ? nil : .value(Secret("mật khẩu")), from: "lienthong@example.vn",
            operators: ["vanhanh@example.vn"], authorities: [certificate])
        settings.gather = .zero
        settings.timeout = .seconds(300)
        return settings
    }

    private static func lines(of log: String) throws -> [String] {
        let text = try String(contentsOfFile: log, encoding: .utf8)
        // The last may not be whole yet.
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
}
