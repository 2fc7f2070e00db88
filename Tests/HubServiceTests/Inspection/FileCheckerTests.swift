import EdXML
import Foundation
import HubCore
import SignedXML
import Testing

@testable import HubService

@Suite struct `Checking a file` {
    private let folder: TemporaryFolder
    private let schemas = Province.root + "/Schemas"

    init() throws { folder = try TemporaryFolder() }

    /// A register with certificates, as an operator would hand it out.
    private func register() throws -> String {
        let pki = try Province.pki.get()
        let rows = ["H24.01", "H24.02"].map { "\($0),Sở,\(Province.centre),true,\(pki.agency($0).certificates)\n" }
        return try folder.write("agencies.csv", "organId,name,centre,local,certificate\n" + rows.joined())
    }

    private func check(
        _ document: [UInt8], trusting: Bool = true, register: String? = nil, at clock: HubClock = .system
    ) async throws -> CheckReport {
        let file = folder.path + "/checked.edxml"
        try Data(document).write(to: URL(filePath: file))
        var settings = CheckSettings()
        settings.schemasFolder = schemas
        settings.agenciesFile = register
        let pki = try Province.pki.get()
        if trusting { (settings.anchors, settings.revocationLists) = ([pki.anchor], pki.revocationLists) }
        return try await settings.report(on: file, clock: clock)
    }

    private func codes(_ report: CheckReport) -> [String] { report.refusals.map(\.rule.code) }

    @Test func `accepts what the hub accepts, and leaves nothing open when it has all the hub has`() async throws {
        let document = try Province.signed(Province.document(number: 1), by: "H24.01")
        let report = try await check(document, register: register())
        #expect(report.isAcceptable && report.findings.isEmpty && report.notJudged.isEmpty, "\(report)")
        #expect(report.content?.facts.code == "1/SNV-VP" && report.content?.signer?.contains("CN=H24.01") == true)
        #expect(report.size == document.count)
    }

    @Test func `says what it did not judge for want of anchors and of a register`() async throws {
        let document = try Province.signed(Province.document(to: ["H99.99"], number: 2), by: "H24.01")
        let report = try await check(document, trusting: false)
        #expect(report.isAcceptable && report.notJudged == [.register, .certificatePath, .certificateOwner])
        let plain = try await check(document, register: Province.root + "/Fixtures/agencies.csv")
        #expect(!plain.isAcceptable && codes(plain) == ["HUB-RECIPIENT-UNKNOWN"])
        #expect(plain.notJudged == [.certificateOwner])
    }

    @Test func `asks a document for its signature in any case, and a status not`() async throws {
        #expect(codes(try await check(Province.document(number: 3), trusting: false)) == ["SIG-REQUIRED"])
        let status = try await check(
            Province.status("03", from: "H24.02", about: 3, of: "H24.01"), register: register())
        #expect(status.isAcceptable && status.flags.map(\.rule.code) == ["SIG-ABSENT"])
        #expect(status.content?.facts.status?.code == "03")
    }

    @Test func `finds another agency's certificate, and a changed word`() async throws {
        let byOther = try Province.signed(Province.document(number: 4), by: "H24.02")
        #expect(codes(try await check(byOther, register: register())) == ["CRT-NOT-SENDERS"])
        let signed = String(decoding: try Province.signed(Province.document(number: 5), by: "H24.01"), as: UTF8.self)
        let changed = signed.replacing("kiểm tra cải cách", with: "kiểm tra cải chánh")
        #expect(codes(try await check(Array(changed.utf8), register: register())) == ["SIG-DIGEST"])
    }

    @Test(arguments: [
        (RehearsalFault.expired, "CRT-EXPIRED"), (.notYetValid, "CRT-NOT-YET-VALID"), (.revoked, "CRT-REVOKED"),
        (.untrusted, "CRT-UNTRUSTED"), (.wrongUsage, "CRT-USAGE"),
    ]) func `does not trust a certificate with a fault`(fault: RehearsalFault, code: String) async throws {
        let identity = try Province.pki.get().faulty(fault)
        let document = try Province.signed(Province.document(from: "H24", number: 6), by: identity)
        #expect(codes(try await check(document)).contains(code))
    }

    @Test func `tells of the one recipient that cannot be served, and accepts`() async throws {
        let document = try Province.signed(Province.document(to: ["H24.02", "H99.99"], number: 8), by: "H24.01")
        let report = try await check(document, register: register())
        #expect(report.isAcceptable && report.recipientFindings.map(\.rule.code) == ["HUB-RECIPIENT-UNKNOWN"])
    }

    @Test func `leaves open to whom a request goes that names nobody`() async throws {
        let request = Province.status("13", from: "H24.01", about: 9, of: "H24.01")
        let report = try await check(request, register: register())
        #expect(report.isAcceptable && report.notJudged == [.holders])
    }

    @Test func `refuses every invalid fixture for its one fault`() async throws {
        let path = Province.root + "/Fixtures/invalid/"
        let expected = try JSONDecoder().decode(
            [String: String].self, from: Data(contentsOf: URL(filePath: path + "expected.json")))
        #expect(expected.count > 30)
        var settings = CheckSettings()
        settings.schemasFolder = schemas
        let checker = try settings.checker(clock: HubClock { Timestamp(milliseconds: 1_794_704_400_000) })
        for (name, code) in expected {
            let report = try await checker.check(path + name)
            #expect(!report.isAcceptable && codes(report).contains(code), "\(name): \(codes(report))")
        }
    }
}
