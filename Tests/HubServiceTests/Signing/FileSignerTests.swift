import EdXML
import Foundation
import HubCore
import SignedXML
import Testing

@testable import HubService

@Suite final class `Signing a file` {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "sign-\(UUID().uuidString)").path
    private let signer: FileSigner

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let authority = try RehearsalAuthority.root(
            subject: DistinguishedName(organization: "A", commonName: "CA"), key: .p256,
            validity: ValidityPeriod(from: 0, until: 4_000_000_000))
        let identity = try authority.issue(
            to: DistinguishedName(organization: "A", commonName: "H24.01"), key: .p256,
            validity: ValidityPeriod(from: 0, until: 4_000_000_000))
        try identity.key.pem().write(toFile: "\(folder)/key.pem", atomically: false, encoding: .utf8)
        try identity.certificatesPEM().write(toFile: "\(folder)/cert.pem", atomically: false, encoding: .utf8)
        signer = try FileSigner(keyFile: "\(folder)/key.pem", certificateFile: "\(folder)/cert.pem")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func packet(places: Int) -> String {
        let place = "<edXML:Place>Lưu: VT, Sở Nội vụ</edXML:Place>"
        return "<edXML xmlns=\"\(EdXMLNamespace.uri)\"><edXML:edXMLEnvelope xmlns:edXML=\"\(EdXMLNamespace.uri)\">"
            + "<edXML:edXMLHeader>\(String(repeating: place, count: places))</edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>"
    }

    private func sign(_ text: String) throws -> (findings: [Finding], output: String) {
        try text.write(toFile: "\(folder)/unsigned.edxml", atomically: false, encoding: .utf8)
        let findings = try signer.sign("\(folder)/unsigned.edxml", into: "\(folder)/signed.edxml")
        return (findings, try String(contentsOfFile: "\(folder)/signed.edxml", encoding: .utf8))
    }

    /// One document is smaller than the pieces in which files are read, one much larger.
    @Test(arguments: [1, 3000]) func `gives a signature that holds, and changes nothing else`(places: Int) throws {
        let (findings, signed) = try sign(packet(places: places))
        #expect(findings.isEmpty)
        final class Deaf: DocumentHandler {
            func open(_ element: OpenedElement) {}
            func close(_ element: ClosedElement) {}
            func contentIdentifier(ofBinary index: Int) -> String? { nil }
        }
        let reader = try DocumentReader(profile: .edXML(), handler: Deaf())
        reader.feed(Array(signed.utf8).span.bytes)
        guard case .present(let evidence) = reader.finish().signature else {
            Issue.record("there is no signature")
            return
        }
        #expect(evidence.verify().isEmpty)
        #expect(evidence.certificate.subject.contains("CN=H24.01"))
        let signature = try #require(signed.firstRange(of: /<ds:Signature .*<\/ds:Signature>/))
        #expect(signed.replacingCharacters(in: signature, with: "") == packet(places: places))
    }

    @Test func `says when it was signed, if it is asked to`() throws {
        try packet(places: 1).write(toFile: "\(folder)/unsigned.edxml", atomically: false, encoding: .utf8)
        let clock = HubClock { Timestamp(milliseconds: 1_795_248_245_000) }
        let output = "\(folder)/advanced.edxml"
        #expect(try signer.sign("\(folder)/unsigned.edxml", isAdvanced: true, clock: clock, into: output).isEmpty)
        let signed = try String(contentsOfFile: output, encoding: .utf8)
        let signature = String(signed[try #require(signed.firstRange(of: /<ds:Signature .*<\/ds:Signature>/))])
        #expect(signature.contains("<xades:SigningTime>2026-11-21T15:04:05+07:00</xades:SigningTime>"))
    }

    @Test func `leaves the output alone when the document cannot be signed`() throws {
        let once = try sign(packet(places: 2)).output
        let twice = try sign(once)
        #expect(twice.findings.refuses)
        #expect(twice.output == once)
        #expect(try sign("<edXML>").output == once)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).allSatisfy { !$0.contains("partial") })
    }

    @Test func `may replace the document itself`() throws {
        let file = "\(folder)/in-place.edxml"
        try packet(places: 2).write(toFile: file, atomically: false, encoding: .utf8)
        #expect(try signer.sign(file, into: file).isEmpty)
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("</ds:Signature></edXML:edXMLHeader>"))
    }

    @Test func `asks for a key that belongs to the certificate`() throws {
        try RehearsalKey(.p256).pem().write(toFile: "\(folder)/other.pem", atomically: false, encoding: .utf8)
        #expect(throws: SignedXMLError.self) {
            try FileSigner(keyFile: "\(folder)/other.pem", certificateFile: "\(folder)/cert.pem")
        }
    }
}
