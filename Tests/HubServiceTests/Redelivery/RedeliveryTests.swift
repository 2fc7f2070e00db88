import Crypto
import EdXML
import Foundation
import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import NIOHTTP1
import Synchronization
import Testing
import VXP

@testable import HubService

/// A new system that takes packets again, and answers as it is told.
private final class NewSystem: Sendable {
    struct Packet: Sendable {
        let headers: [String: String]
        let body: [UInt8]

        /// What a packet must say to be believed.
        var isWhole: Bool {
            headers["repr-digest"] == "sha-256=:\(Data(SHA256.hash(data: body)).base64EncodedString()):"
                && headers["idempotency-key"] == headers["x-lienthong-delivery"]
                && headers["x-lienthong-redelivery"] != nil && headers["authorization"] == "Bearer chìa"
        }
    }

    private let state = Mutex<(packets: [Packet], answers: [HTTPResponse.Status])>(([], []))

    var packets: [Packet] { state.withLock { $0.packets } }

    /// What is answered next; 204 when nothing is said.
    func answer(_ statuses: [HTTPResponse.Status]) { state.withLock { $0.answers = statuses } }

    var routes: Router<HubRequestContext> {
        let router = HubRouter.make()
        router.post("/nhan-lai") { request, _ in
            let body = try await CappedBody(request, cap: 1 << 20).collected()
            let fields = request.headers.map { ($0.name.canonicalName, $0.value) }
            let packet = Packet(
                headers: Dictionary(fields) { first, _ in first }, body: Array(body.readableBytesView))
            let status = self.state.withLock { state in
                state.packets.append(packet)
                return state.answers.isEmpty ? .noContent : state.answers.removeFirst()
            }
            return Response(status: status)
        }
        return router
    }
}

@Suite struct `What was delivered, sent again` {
    /// A hub that stands still after a day on which `H24.02` fetched so many documents, and left one.
    private func province(fetched count: Int) async throws -> Province {
        let province = try await Province()
        for number in 1...(count + 1) { _ = try await province.accepted(number) }
        let token = try await province.token("H24.02").secret
        for item in try await province.api(.GET, "mailbox", as: token).items.prefix(count) {
            let delivery = try #require(item["delivery"]?.scalar)
            #expect(try await province.api(.GET, "mailbox/\(delivery)/content", as: token).status == 200)
        }
        await province.stop()
        try await province.store.close()
        return province
    }

    private func desk(of province: Province) throws -> RedeliveryDesk {
        let configuration = try Province.configuration(province.folder.path, axis: nil)
        return RedeliveryDesk(configuration, progress: ProgressLine(isSilent: true))
    }

    private func play(
        _ scene: @Sendable @escaping (Province, RedeliveryDesk, NewSystem, RedeliveryOrder) async throws -> Void
    ) async throws {
        let system = NewSystem()
        try await TestListener.with(router: system.routes) { port, _ in
            let province = try await self.province(fetched: 3)
            let order = try RedeliveryOrder(
                from: nil, to: nil, agencies: ["000.00.02.H24"], target: "http://127.0.0.1:\(port)/nhan-lai")
            try await scene(province, try self.desk(of: province), system, order)
        }
    }

    private let token = Secret("chìa")

    @Test func `is what the recipient had, untouched, in its order, marked, and journalled`() async throws {
        try await play { province, desk, system, order in
            let path = province.folder.path + "/redelivery.json"
            #expect(try await desk.count(order) == 3)
            let outcome = try await desk.run(order, statePath: path, token: token, pace: 1000)
            #expect(outcome.stopped == nil && outcome.state.isDone && outcome.state.taken == 3 && outcome.all == 3)
            let packets = system.packets
            #expect(packets.count == 3 && packets.allSatisfy(\.isWhole))
            #expect(Set(packets.map { $0.headers["x-lienthong-redelivery"] }) == [outcome.state.run])
            for (number, packet) in zip(1..., packets) {
                #expect(String(decoding: packet.body, as: UTF8.self).contains("<edXML:CodeNumber>\(number)<"))
                #expect(packet.headers["x-lienthong-recipient"] == "H24.02")
            }
            let store = try HubStorage.open(try Province.configuration(province.folder.path, axis: nil))
            let acts = try await store.journal(from: 0, limit: 1000).filter { $0.entry.contains("redeliver") }
            #expect(acts.count == 2 && acts.last?.entry.contains("đã nhận 3") == true)
            try await store.close()
        }
    }

    @Test func `goes on where the target stopped taking it, and names what it refused`() async throws {
        try await play { province, desk, system, order in
            let path = province.folder.path + "/redelivery.json"
            system.answer([.conflict, .unprocessableContent, .unauthorized])
            let first = try await desk.run(order, statePath: path, token: token, pace: 1000)
            #expect(first.stopped == "HTTP 401" && first.state.dealtWith == 2 && !first.state.isDone)
            #expect(first.state.repeated == 1 && first.state.problems.map(\.reason) == ["HTTP 422: "])
            #expect(first.text(in: .en, statePath: path).contains("Run the same command to go on"))
            let rest = try await desk.run(order, statePath: path, token: token, pace: 1000)
            #expect(rest.state.run == first.state.run && rest.state.isDone && !rest.state.isWell)
            #expect(rest.state.taken == 2 && rest.state.refused == 1)
            let keys = system.packets.compactMap { $0.headers["idempotency-key"] }
            #expect(keys.count == 4 && Set(keys).count == 3 && keys[2] == keys[3])
        }
    }

    @Test func `is not begun anew by mistake, nor to another target with the same state`() async throws {
        try await play { province, desk, system, order in
            let path = province.folder.path + "/redelivery.json"
            _ = try await desk.run(order, statePath: path, token: token, pace: 1000)
            await #expect(throws: OperatorRefusal.self) {
                try await desk.run(order, statePath: path, token: token, pace: 1000)
            }
            let other = try RedeliveryOrder(from: nil, to: nil, agencies: [], target: "https://khac.example.vn/nhan")
            await #expect(throws: OperatorRefusal.self) {
                try await desk.run(other, statePath: path, token: token, pace: 1000)
            }
            #expect(system.packets.count == 3)
        }
    }

    @Test(arguments: ["ftp://a.vn", "a.vn/nhan", "https://ai:mat@a.vn/", "https://a.vn/?khoa=1"])
    func `goes to no address that holds a secret or is none`(target: String) {
        #expect(throws: OperatorRefusal.self) {
            try RedeliveryOrder(from: nil, to: nil, agencies: [], target: target)
        }
    }
}
