import Foundation
import HubCore
import HubStore
import NIOHTTP1
import SignedXML
import Testing
import VXP

@testable import HubService

/// The journal says by which call something came, and by what it was judged.
@Suite struct `An entry about a packet` {
    private func facts(_ province: Province, _ kind: String) async throws -> [Fact] {
        try await province.store.journal(from: 0, limit: 1000).filter { $0.kind == kind }
            .map { try JournalEntry(canonical: $0.entry.utf8).fact }
    }

    private func requests(_ facts: [Fact]) -> [String?] {
        facts.map { fact in
            switch fact {
            case .accepted(let fact): fact.request
            case .duplicate(let fact), .conflict(let fact): fact.request
            case .refused(let fact): fact.request
            default: nil
            }
        }
    }

    @Test func `names the call that brought it, whichever way it went`() async throws {
        let province = try await Province()
        let packet = try Province.signed(Province.document(number: 1), by: "H24.01")
        let other = try Province.signed(Province.document(number: 1, subject: "Khác"), by: "H24.01")
        _ = try await province.post(packet)
        _ = try await province.send(packet)
        let conflict = try await province.api(.POST, "documents", packet: other)
        let refused = try await province.api(.POST, "documents", packet: Province.document(number: 2))
        let kinds = ["accepted", "duplicate", "conflict", "refused"]
        var named: [String?] = []
        for kind in kinds { named += requests(try await facts(province, kind)) }
        #expect(named.count == 4 && Set(named.compactMap(\.self)).count == 4)
        #expect(named[2] == conflict.json["instance"]?.scalar && named[3] == refused.json["instance"]?.scalar)
        await province.stop()
    }

    @Test func `names no call where the hub fetched it from the axis`() async throws {
        let province = try await Province(withAxis: true)
        let down = try Province.signed(Province.document(from: "G22", to: ["H24.01"], number: 4), by: "G22")
        try Data(down).write(to: URL(filePath: province.folderDown + "/4.edxml"))
        var acknowledged: [Fact] = []
        for _ in 0..<400 where acknowledged.isEmpty {
            try await Task.sleep(for: .milliseconds(50))
            acknowledged = try await facts(province, "axisAcknowledged")
        }
        #expect(requests(try await facts(province, "accepted")) == [nil])
        guard case .axisAcknowledged(let told) = acknowledged.first else {
            Issue.record("nothing was acknowledged")
            return
        }
        #expect(told.word == .done)
        await province.stop()
    }

    @Test func `that was refused names its certificate, and by what it was judged`() async throws {
        let province = try await Province()
        let strangers = try Province.signed(Province.document(number: 5), by: "H24.02")
        _ = try await province.post(strangers)
        _ = try await province.post(Array("<edXML".utf8))
        let told = try await facts(province, "refused").compactMap {
            if case .refused(let fact) = $0 { fact } else { nil }
        }
        let certificate = try await province.store.certificates(of: "H24.02").first?.fingerprint
        #expect(told.count == 2 && certificate != nil && told[0].certificate == certificate)
        #expect(told[1].certificate == nil)
        guard case .trustChanged(let trust)? = try await facts(province, "trustChanged").last else {
            Issue.record("no trust was told")
            return
        }
        for refusal in told {
            #expect(refusal.grounds?.policy == trust.policyVersion)
            #expect(
                refusal.grounds?.anchors == trust.versions.anchors && refusal.grounds?.lists == trust.versions.lists)
        }
        await province.stop()
    }
}
