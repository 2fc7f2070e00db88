import AsyncHTTPClient
import Foundation
import HubCore
import HubStore
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

@testable import HubService

/// A real witness on loopback, that watches the hub whose folder is given.
final class WitnessStand: Sendable {
    let key: WitnessKey
    let port: Int
    private let task: Task<Void, Never>

    /// - Parameters:
    ///   - place: of its folder and key; one that was used before is gone on with.
    ///   - hub: the folder of a hub, whose key is made when it is not there yet.
    init(
        _ place: String, watching hub: TemporaryFolder, clock: HubClock = .system, port: Int = 0,
        _ adjust: (inout WitnessConfiguration) -> Void = { _ in }
    ) async throws {
        var configuration = try WitnessConfiguration.load(Self.file(place, watching: hub), environment: [:])
        configuration.listen.port = port
        adjust(&configuration)
        let witness = try Witness(
            configuration, clock: clock, logger: Logger(label: "witness") { _ in SwiftLogNoOpLogHandler() })
        key = witness.key
        (self.port, task) = try await Self.running { try await witness.run(onListening: $0) }
    }

    /// Its configuration's file.
    static func file(_ place: String, watching hub: TemporaryFolder, port: Int = 0) throws -> String {
        let signer = HubSigner(
            origin: "hub.example.vn", key: try KeyFile(hub.path + "/signing.pem").signingKey())
        return try hub.write(
            "\(place).yaml",
            """
            listen: {host: 127.0.0.1, port: \(port)}
            data: {folder: \(hub.path)/\(place)}
            witness: {name: \(place).example.vn/w}
            logs: [{origin: hub.example.vn, keys: ["\(signer.publicKey.text)"]}]
            """)
    }

    /// Runs a server until it is stopped.
    static func running(
        _ run: @escaping @Sendable (@escaping @Sendable (Int) async -> Void) async throws -> Void
    ) async throws -> (Int, Task<Void, Never>) {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let task = Task {
            do { try await run { continuation.yield($0) } } catch is CancellationError {} catch { print("\(error)") }
            continuation.finish()
        }
        guard let port = await ports.first(where: { _ in true }) else { throw CancellationError() }
        return (port, task)
    }

    /// Serves one address, and answers every POST to it.
    static func serving(
        _ path: String, _ answer: @escaping @Sendable ([UInt8]) async throws -> Response
    ) async throws -> (Int, Task<Void, Never>) {
        try await running { onListening in
            let router = HubRouter.make()
            router.post(RouterPath(path)) { request, _ in
                try await answer(Array(try await CappedBody(request, cap: 1 << 20).collected().readableBytesView))
            }
            try await HTTPService(
                listen: ListenAddress(host: "127.0.0.1", port: 0, tls: nil), limits: HTTPLimits(), router: router,
                logger: Logger(label: path) { _ in SwiftLogNoOpLogHandler() }, onListening: onListening
            ).run()
        }
    }

    var url: String { "http://127.0.0.1:\(port)" }

    var asked: WitnessSettings.Witness {
        WitnessSettings.Witness(name: String(key.name.prefix { $0 != "." }), url: url, key: key)
    }

    func stop() async {
        task.cancel()
        await task.value
    }

    func post(_ body: [UInt8]) async throws -> APIAnswer {
        var request = HTTPClientRequest(url: url + "/add-checkpoint")
        request.method = .POST
        request.body = .bytes(ByteBuffer(bytes: body))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let answer = try await response.body.collect(upTo: 1 << 20)
        return APIAnswer(
            status: Int(response.status.code), headers: response.headers, bytes: Array(answer.readableBytesView))
    }
}

/// A journal's heads without a hub: a tree in memory, signed with the hub's key.
struct LoneLog {
    let signer: HubSigner
    private let leaves: [[UInt8]]

    init(of hub: TemporaryFolder, _ size: Int, otherFrom: Int = .max) throws {
        signer = HubSigner(origin: "hub.example.vn", key: try KeyFile(hub.path + "/signing.pem").signingKey())
        leaves = (0..<size).map { MerkleFrontier.leafHash(of: Array("\($0)\($0 >= otherFrom ? "'" : "")".utf8)) }
    }

    /// What a log asks that does what it should.
    func request(_ size: Int, after old: Int) throws -> AddCheckpoint {
        var tiles: [Tile: [UInt8]] = [:]
        TileGrowth.append(Array(leaves.prefix(size).joined()), toTreeOf: 0) { _ in
            []
        } put: {
            tiles[$0] = $1
        }
        var tree = TileTree(size: Int64(size)) { [tiles] in tiles[$0] ?? [] }
        return AddCheckpoint(
            old: Int64(old), proof: old <= size ? try tree.consistencyProof(from: Int64(old)) : [],
            note: try Checkpoint.note(try tree.frontier().head, by: signer))
    }
}

extension WitnessStand {
    func add(_ request: AddCheckpoint) async throws -> APIAnswer { try await post(Array(request.body.utf8)) }

    /// The witness' signature in an answer about a request.
    func cosignature(_ answer: APIAnswer, on request: AddCheckpoint) -> Cosignature? {
        NoteParts(request.note).flatMap {
            Cosignature(by: key, among: answer.text.split(separator: "\n").map(String.init), of: $0.text)
        }
    }
}
