import Foundation
import HubCore
import SignedXML
import Testing

/// What a verdict rested on must be told from the journal alone, years later.
struct GroundsTests {
    private let now = Timestamp(milliseconds: 1_795_256_431_123)

    private func trust() throws -> TrustReport {
        let pki = try RehearsalPKI(at: now.milliseconds / 1000)
        let lists = try pki.revocationLists(number: 26)
        let store = try TrustStore(
            anchors: Certificate.all(inPEM: pki.root.certificate.pem()),
            intermediates: Certificate.all(inPEM: pki.intermediate.certificate.pem()),
            lists: try [lists.root, lists.intermediate].flatMap { try RevocationList.all(in: Array($0.utf8)) })
        return TrustReport(store, loadedAt: now.milliseconds / 1000, at: now.milliseconds / 1000)
    }

    @Test func `the digests in an acceptance are those of the entry that names what was trusted`() throws {
        let policy = PolicyInForce(HubPolicy(), RevocationPolicy(whenUnknown: .refuse, graceSeconds: 3600))
        let changed = TrustChanged(try trust(), policy: policy)
        let entry = JournalEntry(at: now, fact: .trustChanged(changed))
        #expect(try JournalEntry(canonical: entry.canonical()) == entry)
        let grounds = Grounds(at: now, trust: changed.versions, policy: policy.version)
        #expect(grounds.policy == changed.policyVersion && grounds.lists == changed.versions.lists)
        #expect(changed.lists.map(\.number) == ["1A", "1A"] && changed.anchors.count == 1)
        #expect(changed.lists.allSatisfy { $0.fingerprint.count == 64 && $0.nextUpdate != nil })
        let other = PolicyInForce(HubPolicy(statuses: .off), RevocationPolicy(whenUnknown: .refuse, graceSeconds: 3600))
        #expect(other.version != policy.version)
    }

    @Test func `entries from before grounds were noted are still read`() throws {
        let old = #"""
            {"at":"2026-11-21T17:20:31.123+07:00","fact":{"codes":["XML-DOCTYPE"],"origin":{"hub":"a"},"sha256":"ab","size":1},"kind":"refused","v":1}
            """#
        guard case .refused(let refusal) = try JournalEntry(canonical: old.utf8).fact else {
            throw SignedXMLError("another kind")
        }
        #expect(refusal.grounds == nil && refusal.codes == ["XML-DOCTYPE"])
        let certificate = #"""
            {"agency":"H24","der":"AA==","fingerprint":"ab","issuer":"i","notAfter":"2026-11-21T17:20:31.123+07:00","notBefore":"2026-11-21T17:20:31.123+07:00","serial":"1","subject":"s"}
            """#
        let read = try JSONDecoder().decode(RegisteredCertificate.self, from: Data(certificate.utf8))
        #expect(read.validFrom == nil && read.validUntil == nil && read.revokedAt == nil)
    }

    @Test func `many trusted certificates with long names still fit into one entry`() throws {
        let name = String(repeating: "\"", count: 500)
        let report = try JSONDecoder().decode(TrustReport.self, from: Self.report(name, count: 200))
        let changed = TrustChanged(report, policy: PolicyInForce(HubPolicy(), RevocationPolicy()))
        #expect(changed.anchors.count == TrustChanged.named)
        _ = try JournalEntry(at: now, fact: .trustChanged(changed)).canonical()
    }

    private static func report(_ name: String, count: Int) throws -> Data {
        let digest = String(repeating: "a", count: 64)
        let authority: [String: Any] = ["fingerprint": digest, "subject": name, "notAfter": 1]
        let list: [String: Any] = [
            "issuer": name, "number": digest, "fingerprint": digest, "thisUpdate": 1, "nextUpdate": 2, "count": 0,
            "age": 0, "freshness": "current",
        ]
        return try JSONSerialization.data(withJSONObject: [
            "versions": ["anchors": digest, "lists": digest], "loadedAt": 1,
            "anchors": Array(repeating: authority, count: count),
            "intermediates": Array(repeating: authority, count: count),
            "timestampAnchors": Array(repeating: authority, count: count),
            "lists": Array(repeating: list, count: count),
            "problems": [String](),
        ])
    }
}
