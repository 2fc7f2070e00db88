import Foundation
import HubCore
import HubStore
import NIOHTTP1
import Testing

@testable import HubService

/// Others' programs read the log over HTTP and come to the same result.
@Suite struct `A verifier that is not ours` {
    private static let clients = "\(Province.root)/Tests/Clients"
    private static let packages = "/usr/share/gocode"
    private static let go: String? = ["/usr/bin/go", "/usr/local/go/bin/go"].first {
        FileManager.default.isExecutableFile(atPath: $0)
            && FileManager.default.fileExists(atPath: "\(packages)/src/golang.org/x/mod/sumdb/tlog")
    }

    /// A hub with so many entries, and the files of some heads it had on the way.
    private func hub(_ sizes: [Int]) async throws -> (province: Province, auditor: String, heads: [String]) {
        let province = try await Province()
        let auditor = try await province.token("H24.01", [.audit]).secret
        var heads: [String] = []
        for count in sizes {
            try await province.note(count)
            let file = "\(province.folder.path)/checkpoint-\(heads.count)"
            try Data(try await province.log("checkpoint").bytes).write(to: URL(fileURLWithPath: file))
            heads.append(file)
        }
        try await province.note(60)
        return (province, auditor, heads)
    }

    private func run(_ province: Province, _ shell: String, _ arguments: [String]) async throws -> Subprocess.Ended {
        let log = "http://127.0.0.1:\(province.port)/log"
        return try await Subprocess.run(
            "/bin/sh", ["-c", shell, "sh", log, province.store.publicKey.text] + arguments)
    }

    @Test(.enabled(if: go != nil, "needs Debian's golang-go and golang-golang-x-mod-dev"))
    func `Go's sumdb finds every entry in the tree, and every earlier tree in the newest`() async throws {
        let (province, auditor, heads) = try await hub([3, 250, 270])
        let program = """
            printf %s \(auditor) | GO111MODULE=off GOPATH=\(Self.packages) GOCACHE=\(NSTemporaryDirectory())lienthong-go \
            \(Self.go ?? "go") run \(Self.clients)/log_verifier.go "$@"
            """
        let whole = try await run(province, program, heads)
        let size = try #require(try await province.head()).size
        #expect(whole.status == 0 && whole.output == "\(size) entries, \(size) proofs, 14 earlier trees\n", "\(whole)")
        // A head that this hub did sign, of a tree it never had: what it would take to rewrite the past.
        let other = TreeHead(size: 100, root: MerkleFrontier.leafHash(of: []))
        let signer = HubSigner(
            origin: "hub.example.vn", key: try KeyFile("\(province.folder.path)/signing.pem").signingKey())
        let forged = "\(province.folder.path)/forged"
        try Data(try Checkpoint.note(other, by: signer).utf8).write(to: URL(fileURLWithPath: forged))
        let caught = try await run(province, program, [forged])
        #expect(caught.status != 0 && caught.errors.contains("invalid transparency proof"), "\(caught)")
        await province.stop()
    }

    @Test func `fifty lines of Python come to the same root`() async throws {
        let (province, auditor, heads) = try await hub([1, 255, 256])
        let program = "printf %s \(auditor) | python3 \(Self.clients)/log_reader.py \"$@\""
        let whole = try await run(province, program, heads)
        let size = try #require(try await province.head()).size
        #expect(whole.status == 0 && whole.output == "\(size) entries, 4 heads\n", "\(whole)")
        await province.stop()
    }
}
