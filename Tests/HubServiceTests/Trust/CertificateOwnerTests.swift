import Foundation
import HubCore
import HubStore
import SignedXML
import Testing

@testable import HubService

/// Whose certificate is whose, at the door of a running hub.
@Suite struct `A signer's certificate` {
    private func perform(_ act: OperatorAct, on province: Province) async throws {
        let reply = try await OperatorDesk(store: province.store, clock: .system).perform(act, by: "văn thư")
        guard case .changed = reply else { throw SignedXMLError("\(reply)") }
    }

    private func fingerprint(of agency: String, in province: Province) async throws -> String {
        try #require(try await province.store.certificates(of: agency).first).fingerprint
    }

    @Test func `withdrawn by the operator is refused at once; what it signed before stays accepted`() async throws {
        let province = try await Province()
        let document = try Province.signed(Province.document(number: 60), by: "H24.01")
        let first = try await province.post(document)
        #expect(first.status == 201)
        try await perform(.withdraw(fingerprint(of: "H24.01", in: province)), on: province)
        let later = try Province.signed(Province.document(number: 61), by: "H24.01")
        #expect(try await province.post(later).codes == ["CRT-WITHDRAWN"])
        #expect(try await province.post(document).receipt == first.receipt)
        try await perform(.restore(fingerprint(of: "H24.01", in: province)), on: province)
        #expect(try await province.post(later).status == 201)
        let words = try await province.store.journal(from: 0, limit: 100).map {
            try JournalEntry(canonical: $0.entry.utf8).fact.vietnamese
        }
        #expect(words.contains { $0.hasPrefix("văn thư thu hồi đăng ký chứng thư của H24.01") })
        await province.stop()
    }

    @Test func `is rotated without a gap: old and new stand together`() async throws {
        let province = try await Province()
        // Any other certificate of the same authorities can be the new one.
        let files = try Province.pki.get().agency("G22")
        let certificate = try Certificate.all(inPEM: String(contentsOfFile: files.certificates, encoding: .utf8))[0]
        var new = RegisteredCertificate(certificate, of: "H24.01")
        new.validFrom = HubClock.system.now().adding(milliseconds: 3_600_000)
        try await perform(.putCertificate(new), on: province)
        let signed = try Province.signed(Province.document(number: 62), by: files)
        #expect(try await province.post(signed).codes == ["CRT-REGISTRATION-NOT-YET"])
        new.validFrom = HubClock.system.now()
        try await perform(.putCertificate(new), on: province)
        #expect(try await province.post(signed).status == 201)
        #expect(try await province.post(Province.signed(Province.document(number: 63), by: "H24.01")).status == 201)
        await province.stop()
    }

    /// The rehearsal's subjects bear the agency's identifier as common name.
    @Test func `belongs to an agency by a rule about its subject, and by no other agency's`() async throws {
        let province = try await Province()
        let files = try Province.pki.get().faulty(.wrongUsage)
        let certificate = try Certificate.all(inPEM: String(contentsOfFile: files.certificates, encoding: .utf8))[0]
        let rule = try SubjectRule(
            named: "cn", of: "H24.02", issuerFile: Province.pki.get().intermediate, attributes: ["CN=h24*"])
        #expect(rule.issuer == certificate.issuer)
        try await perform(.putSubjectRule(rule), on: province)
        let registration = try await province.store.registration(of: certificate)
        #expect(registration.owner(at: HubClock.system.now()) == "H24.02")
        // The document says H24.01, whose own certificate is registered; this one fits a rule of H24.02.
        let signed = try Province.signed(Province.document(number: 64), by: files)
        #expect(try await province.post(signed).codes.contains("CRT-NOT-SENDERS"))
        try await perform(.withdraw("cn"), on: province)
        #expect(try await province.post(signed).codes.contains("CRT-WITHDRAWN"))
        await province.stop()
    }

    @Test func `that only a rule names signs documents that are accepted`() async throws {
        let province = try await Province()
        let agency = Agency(id: "H24.77", name: "Sở mới", centre: Province.centre, isLocal: true)
        _ = try await province.store.put(agencies: [agency], by: "test", now: HubClock.system.now())
        let folder = try TemporaryFolder()
        let own = try OwnRoot(in: folder, commonName: "H24.77")
        // Under another root than the hub trusts, the rule's name helps nobody.
        let rule = try SubjectRule(named: "r", of: "H24.77", issuerFile: own.root, attributes: ["CN=H24.77"])
        try await perform(.putSubjectRule(rule), on: province)
        let signed = try Province.signed(Province.document(from: "H24.77", number: 65), by: own.files)
        let refusal = try await province.post(signed)
        #expect(refusal.codes == ["CRT-UNTRUSTED"], "\(refusal)")
        await province.stop()
        let trusting = try await Province {
            $0.trust.anchors.append(own.root)
            $0.trust.revocationLists.append(own.list)
        }
        _ = try await trusting.store.put(agencies: [agency], by: "test", now: HubClock.system.now())
        #expect(try await trusting.post(signed).codes.contains("CRT-UNREGISTERED"))
        try await perform(.putSubjectRule(rule), on: trusting)
        #expect(try await trusting.post(signed).status == 201)
        await trusting.stop()
    }

    @Test func `leaves in the journal what its judgement rested on, accepted or refused`() async throws {
        let province = try await Province()
        _ = try await province.post(Province.signed(Province.document(number: 66), by: "H24.01"))
        _ = try await province.post(Province.signed(Province.document(number: 67), by: "H24.02"))
        _ = try await province.post(Array("<a/>".utf8))
        let facts = try await province.store.journal(from: 0, limit: 100).map {
            try JournalEntry(canonical: $0.entry.utf8).fact
        }
        var (grounds, trust) = ([Grounds?](), [TrustChanged]())
        for fact in facts {
            switch fact {
            case .accepted(let accepted): grounds.append(accepted.grounds)
            case .refused(let refused): grounds.append(refused.grounds)
            case .trustChanged(let changed): trust.append(changed)
            default: break
            }
        }
        let changed = try #require(trust.first)
        #expect(trust.count == 1 && changed.lists.count == 2 && changed.policy.revocationUnknown == "refuse")
        // Also of what could not be read: it says by what it would have been judged.
        #expect(grounds.map { $0?.lists } == Array(repeating: changed.versions.lists, count: 3))
        #expect(grounds.first??.policy == changed.policyVersion && grounds.first??.anchors == changed.versions.anchors)
        await province.stop()
    }
}

/// A root of its own, its list, and one signer.
private struct OwnRoot {
    let root: String
    let list: String
    let files: IdentityFiles

    init(in folder: TemporaryFolder, commonName: String) throws {
        let now = HubClock.system.now().milliseconds / 1000
        let period = ValidityPeriod(from: now - 3600, until: now + 86_400)
        let authority = try RehearsalAuthority.root(
            subject: DistinguishedName(organization: "Rieng", commonName: "Goc rieng"), validity: period)
        let signer = try authority.issue(
            to: DistinguishedName(organization: "Rieng", commonName: commonName), key: .p256, validity: period)
        root = try folder.write("root.pem", authority.certificate.pem())
        list = try folder.write("list.pem", authority.revocationList(number: 1, validity: period))
        try FileManager.default.createDirectory(
            atPath: folder.path + "/agencies", withIntermediateDirectories: true)
        files = PKIFolder(path: folder.path).agency(commonName)
        try signer.certificatesPEM().write(toFile: files.certificates, atomically: false, encoding: .utf8)
        try signer.key.pem().write(toFile: files.key, atomically: false, encoding: .utf8)
    }
}
