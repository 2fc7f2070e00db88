import AsyncHTTPClient
import Crypto
import EdXML
import Foundation
import HubCore
import Hummingbird
import Logging
import NIOCore
import SignedXML
import Testing
import VXP

@testable import HubService
@testable import HubStore

@Suite struct `A large packet` {
    /// A file of so many MiB, as a stored payload.
    private func payload(_ folder: TemporaryFolder, mebibytes: Int) throws -> StoredPayload {
        let path = folder.path + "/payload"
        try Data().write(to: URL(filePath: path))
        let file = try #require(FileHandle(forWritingAtPath: path))
        let piece = Data((0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        var digest = SHA256()
        for _ in 0..<mebibytes {
            try file.write(contentsOf: piece)
            digest.update(data: piece)
        }
        try file.close()
        return StoredPayload(
            sha256: Array(digest.finalize()).hexadecimal, size: Int64(mebibytes << 20), content: .file(path: path))
    }

    @Test func `is read no further than its caller takes it`() async throws {
        let folder = try TemporaryFolder()
        let payload = try payload(folder, mebibytes: 48)
        let store = try SQLiteStore(
            .init(
                folder: folder.path + "/data", signer: HubSigner(origin: "hub", key: .init()),
                sealing: SymmetricKey(size: .bits256)))
        let desk = CentreDesk(
            intake: Intake(
                store: store, inspector: try Inspector(schemaFolder: Province.root + "/Schemas"),
                trust: TrustKeeper(try TrustStore(anchors: []), at: 0), policy: HubPolicy(), clock: .system,
                logger: Logger(label: "intake") { _ in SwiftLogNoOpLogHandler() }), maxDocumentBytes: 1 << 30)
        let router = HubRouter.make()
        router.get("/encoded") { _, _ in Response(json: desk.encoded(payload)) }
        router.get("/plain") { _, _ in Response(file: desk.plain(payload), named: "a.edxml") }
        try await TestListener.with(router: router) { port, _ in
            for (path, length) in [("encoded", StreamedReply.length(document: 48 << 20)), ("plain", 48 << 20)] {
                let response = try await HTTPClient.shared.execute(
                    HTTPClientRequest(url: "http://127.0.0.1:\(port)/\(path)"), timeout: .seconds(300))
                var pieces = response.body.makeAsyncIterator()
                var count = try await pieces.next()?.readableBytes ?? 0
                // A caller that takes no more: the file is read as far as the two sockets' buffers hold, and no further.
                let read = try await Self.restingPosition(inFile: folder.path + "/payload")
                #expect(read.map { $0 > 0 && $0 < 24 << 20 } == true, "\(path): \(read ?? -1) bytes were read ahead")
                while let piece = try await pieces.next() { count += piece.readableBytes }
                #expect(count == length)
            }
        }
        try await store.close()
    }

    /// Where reading the file stands still; `nil` when it was read to its end.
    private static func restingPosition(inFile path: String) async throws -> Int? {
        var last = -1
        while let position = try position(inFile: path) {
            if position == last { return position }
            last = position
            try await Task.sleep(for: .milliseconds(500))
        }
        return nil
    }

    /// How far this process has read a file that it holds open (proc(5), `fdinfo`).
    private static func position(inFile path: String) throws -> Int? {
        for descriptor in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            guard
                let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)"),
                target == path, let info = FileManager.default.contents(atPath: "/proc/self/fdinfo/\(descriptor)")
            else { continue }
            let line = String(decoding: info, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("pos:") }
            if let line, let position = Int(line.dropFirst(4).filter(\.isNumber)) { return position }
        }
        return nil
    }
}
