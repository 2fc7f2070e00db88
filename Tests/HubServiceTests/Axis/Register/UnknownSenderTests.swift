import Foundation
import HubCore
import HubStore
import Synchronization
import Testing
import VXP

@testable import HubService

@Suite struct `A packet from the axis whose sender the register does not know` {
    /// A hub whose register knows nothing of H27, and an axis that has a document of it.
    private func with(
        patience: Duration, document: [UInt8] = Province.document(from: "H27", to: ["H24.01"], number: 90),
        bringing rows: [AgencyRow] = [],
        _ body: @escaping @Sendable (Province, ListedAxis) async throws -> Void
    ) async throws {
        let axis = try ListedAxis()
        axis.set {
            $0.document = document
            $0.rowsOnceFetched = rows
        }
        try await axis.serve { port in
            let province = try await Province { configuration in
                var settings = AxisLink.Synchronise()
                settings.senderPatience = patience
                configuration.policies.axis.documents = .off
                configuration.axis = AxisLink(
                    url: "http://127.0.0.1:\(port)/vxp", systemID: Province.centre,
                    secret: .value(HubService.Secret(PlayedAxis.secret)), pollInterval: .milliseconds(50),
                    synchronise: settings)
            }
            do { try await body(province, axis) } catch { Issue.record(error) }
            await province.stop()
        }
        try await axis.store.close()
    }

    private func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
        for _ in 0..<1200 {
            if try await condition() { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    @Test func `waits there until the list has brought the sender, for which the list is asked at once`() async throws {
        try await with(patience: .seconds(300), bringing: [ListedAxis.unit(7, "H27")]) {
            (province: Province, axis: ListedAxis) async throws in
            #expect(try await eventually { axis.play.withLock { $0.acknowledgement } != nil })
            #expect(axis.play.withLock { $0.acknowledgement } == "done")
            #expect(try await province.store.axisItem("d1")?.outcome == .accepted)
            #expect(try await !province.store.journal(from: 0, limit: 100).contains { $0.kind == "refused" })
            #expect(try await province.store.agency("H27")?.isLocal == false)
        }
    }

    @Test func `is refused with its code when nobody brings the sender`() async throws {
        try await with(patience: .milliseconds(400)) { (province: Province, axis: ListedAxis) async throws in
            #expect(try await eventually { axis.play.withLock { $0.acknowledgement } != nil })
            #expect(axis.play.withLock { $0.acknowledgement } == "fail")
            let item = try #require(try await province.store.axisItem("d1"))
            #expect(item.outcome == .refused && item.codes == ["HUB-SENDER-UNKNOWN"])
            #expect(axis.asked.withLock { $0.count } >= 2)
        }
    }

    @Test func `that is wrong in itself does not wait`() async throws {
        try await with(patience: .seconds(3600), document: Array("<edXML/>".utf8)) {
            (province: Province, axis: ListedAxis) async throws in
            #expect(try await eventually { axis.play.withLock { $0.acknowledgement } == "fail" })
        }
    }
}
