import Foundation
import Hummingbird
import Synchronization
import Testing

@testable import HubService

@Suite struct MutualTLSTests {
    private let folder: TemporaryFolder

    init() async throws {
        folder = try TemporaryFolder()
        for (name, subject) in [("server", "/CN=localhost"), ("client", "/CN=H29.01"), ("stranger", "/CN=H29.01")] {
            let made = try await Subprocess.run(
                "/usr/bin/openssl",
                ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
                    + ["-subj", subject, "-addext", "subjectAltName=DNS:localhost"]
                    + ["-keyout", file(name + ".key"), "-out", file(name + ".pem")])
            try #require(made.status == 0, "\(made.errors)")
        }
    }

    private func file(_ name: String) -> String { folder.path + "/" + name }

    /// What curl gets when it shows the certificate `name`, or none.
    private func curl(_ port: Int, as name: String?) async throws -> String {
        let identity = name.map { ["--cert", file($0 + ".pem"), "--key", file($0 + ".key")] } ?? []
        return try await Subprocess.run(
            "/usr/bin/curl",
            ["-sS", "-m", "10", "--cacert", file("server.pem"), "--resolve", "localhost:\(port):127.0.0.1"] + identity
                + ["https://localhost:\(port)/who"]
        ).output
    }

    private func withListener(
        _ asked: ListenAddress.ClientCertificate, _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        let tls = ListenAddress.TLS(
            certificate: file("server.pem"), key: file("server.key"), clientCertificate: asked,
            clientAuthorities: [file("client.pem")])
        let router = HubRouter.make()
        router.get("/who") { _, context in
            let der = try await context.peerCertificateDER()
            return der.map { Data($0).base64EncodedString() } ?? "nobody"
        }
        try await TestListener.with(tls: tls, router: router) { port, _ in try await body(port) }
    }

    private func der(_ name: String) throws -> String {
        try String(contentsOfFile: file(name + ".pem"), encoding: .utf8)
            .split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
    }

    /// What curl gets as one of our own, as nobody, and as a stranger.
    private func answers(_ asked: ListenAddress.ClientCertificate) async throws -> [String] {
        let heard = Mutex<[String]>([])
        try await withListener(asked) { port in
            for name in ["client", nil, "stranger"] {
                let answer = try await curl(port, as: name)
                heard.withLock { $0.append(answer) }
            }
        }
        return heard.withLock { $0 }
    }

    @Test func `required: only a certificate from our authorities gets an answer, and the route sees it`() async throws
    {
        let heard = try await answers(.required)
        #expect(heard == [try der("client"), "", ""])
    }

    @Test func `optional: none is let in as nobody, a wrong one is not let in`() async throws {
        let heard = try await answers(.optional)
        #expect(heard == [try der("client"), "nobody", ""])
    }

    @Test func `off: nobody is asked`() async throws {
        let heard = try await answers(.off)
        #expect(heard == ["nobody", "nobody", "nobody"])
    }
}
