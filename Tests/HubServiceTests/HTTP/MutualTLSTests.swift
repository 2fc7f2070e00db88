import Foundation
import Hummingbird
import Testing

@testable import HubService

@Suite struct MutualTLSTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for (name, subject) in [("server", "/CN=localhost"), ("client", "/CN=H29.01"), ("stranger", "/CN=H29.01")] {
            try run(
                "/usr/bin/openssl",
                ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
                    + ["-subj", subject, "-addext", "subjectAltName=DNS:localhost"]
                    + ["-keyout", file(name + ".key"), "-out", file(name + ".pem")])
        }
    }

    private func file(_ name: String) -> String { folder.path + "/" + name }

    @discardableResult
    private func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }

    /// What curl gets when it shows the certificate `name`, or none.
    private func curl(_ port: Int, as name: String?) throws -> String {
        let identity = name.map { ["--cert", file($0 + ".pem"), "--key", file($0 + ".key")] } ?? []
        return try run(
            "/usr/bin/curl",
            ["-sS", "-m", "10", "--cacert", file("server.pem"), "--resolve", "localhost:\(port):127.0.0.1"] + identity
                + ["https://localhost:\(port)/who"])
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

    @Test func `required: only a certificate from our authorities gets an answer, and the route sees it`() async throws {
        try await withListener(.required) { port in
            #expect(try curl(port, as: "client") == der("client"))
            #expect(try curl(port, as: nil).isEmpty)
            #expect(try curl(port, as: "stranger").isEmpty)
        }
    }

    @Test func `optional: none is let in as nobody, a wrong one is not let in`() async throws {
        try await withListener(.optional) { port in
            #expect(try curl(port, as: nil) == "nobody")
            #expect(try curl(port, as: "client") == der("client"))
            #expect(try curl(port, as: "stranger").isEmpty)
        }
    }

    @Test func `off: nobody is asked`() async throws {
        try await withListener(.off) { port in
            #expect(try curl(port, as: "client") == "nobody")
        }
    }
}
