import EdXML
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SignedXML
import Testing
import VXP

@testable import HubService

/// The rehearsal against somebody's system, against our own and against one that does nothing right.
@Suite(.timeLimit(.minutes(3)))
struct ConformanceTests {
    private func settings(port: Int) throws -> ConformanceSettings {
        let (from, to) = (try #require(AgencyID("H24.01")), try #require(AgencyID("H24.02")))
        var settings = ConformanceSettings(
            url: "http://127.0.0.1:\(port)/vxp", systemID: Province.centre, secret: Province.secret, from: from, to: to)
        let files = try Province.pki.get().agency("H24.01")
        settings.signer = try SigningIdentity(
            keyPEM: String(contentsOfFile: files.key, encoding: .utf8),
            certificatesPEM: String(contentsOfFile: files.certificates, encoding: .utf8))
        settings.scratchAgency = AgencyID("H24.77")
        return settings
    }

    @Test func `our own hub passes every case`() async throws {
        let province = try await Province { $0.registration = .accept }
        let report = try await Conformance(settings(port: province.port)).run()
        #expect(report.conforms && report.passed == report.rows.count, "\(report.text(.en))")
        await province.stop()
    }

    @Test func `a system that answers everything with a page passes nothing but what any page does`() async throws {
        let router = HubRouter.make()
        router.post("/vxp/**") { _, _ in
            Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: "<p>")))
        }
        try await TestListener.with(HTTPLimits(), router: router) { port, _ in
            let report = try await Conformance(settings(port: port)).run()
            let passed = report.rows.filter { $0.outcome == .passed }.map(\.name.en)
            #expect(
                passed == [
                    "Expect: 100-continue is answered within a second",
                    "too large a body is refused before it is sent",
                ])
            #expect(!report.conforms && report.json.contains(#""conforms":false"#))
        }
    }

    @Test func `a system that says OK to everything fails where it should refuse`() async throws {
        let router = HubRouter.make()
        router.post("/vxp/**") { _, _ in PlayedAxis.answer(.done) }
        try await TestListener.with(HTTPLimits(), router: router) { port, _ in
            let report = try await Conformance(settings(port: port)).run()
            let failed = Set(
                report.rows.filter { if case .failed = $0.outcome { true } else { false } }.map(\.name.en))
            #expect(
                failed.isSuperset(of: [
                    "another secret is refused", "a replayed call is refused", "broken XML is refused",
                    "a wrong hash-file is refused", "an unknown docId is refused",
                ]))
            #expect(!failed.contains("a call signed well is answered"))
        }
    }

    @Test func `nobody there is no verdict`() async throws {
        await #expect(throws: ConformanceCaller.Unreachable.self) { try await Conformance(settings(port: 1)).run() }
    }
}
