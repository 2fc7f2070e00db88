import Foundation
import HubCore
import HubStore
import SignedXML
import Testing

@testable import HubService

/// The `xmlsec1` program as the signer.
private func signedByXMLSec(_ document: [UInt8], _ files: IdentityFiles) throws -> [UInt8] {
    let template = """
        <Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>
        <CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>
        <SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
        <Reference URI=""><Transforms><Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>
        <Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></Transforms>
        <DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue/></Reference></SignedInfo>
        <SignatureValue/><KeyInfo><X509Data><X509Certificate/></X509Data></KeyInfo></Signature></edXML:edXMLHeader>
        """
    let folder = try TemporaryFolder()
    let text = String(decoding: document, as: UTF8.self).replacing("</edXML:edXMLHeader>", with: template)
    let file = try folder.write("template.xml", text)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
        "xmlsec1", "--sign", "--privkey-pem", "\(files.key),\(files.certificates)", "--output",
        folder.path + "/signed.xml", file,
    ]
    try process.run()
    process.waitUntilExit()
    return [UInt8](try Data(contentsOf: URL(filePath: folder.path + "/signed.xml")))
}

@Suite struct `A signature at the hub's door` {
    @Test func `by xmlsec1 is accepted, and refused with one byte changed anywhere`() async throws {
        let province = try await Province()
        let document = try signedByXMLSec(
            Province.document(from: "H24", number: 20), try Province.pki.get().agency("H24"))
        let text = String(decoding: document, as: UTF8.self)
        let value = try #require(text.firstRange(of: "<SignatureValue>")).upperBound
        let letter: Character = text[value] == "A" ? "B" : "A"
        let forged = String(text[..<value]) + String(letter) + String(text[text.index(after: value)...])
        let changes = [
            (text.replacing("Về việc kiểm", with: "Vế việc kiểm"), "SIG-DIGEST"),
            (text.replacing("JVBERi0x", with: "JVBERi0y"), "SIG-DIGEST"), (forged, "SIG-VALUE"),
        ]
        for (changed, code) in changes {
            let answer = try await province.post(Array(changed.utf8))
            #expect(answer.status == 422 && answer.codes == [code], "\(answer)")
        }
        #expect(try await province.store.find("20/SNV-VP", limit: 1).isEmpty)
        #expect(try await province.post(document).status == 201)
        await province.stop()
    }

    @Test func `by another agency's certificate, or none, is refused`() async throws {
        let province = try await Province()
        let document = Province.document(number: 21)
        #expect(try await province.post(Province.signed(document, by: "H24.02")).codes == ["CRT-NOT-SENDERS"])
        #expect(try await province.post(document).codes == ["SIG-REQUIRED"])
        #expect(try await province.store.find("21/SNV-VP", limit: 1).isEmpty)
        await province.stop()
    }

    @Test(arguments: [
        (RehearsalFault.expired, "CRT-EXPIRED"), (.notYetValid, "CRT-NOT-YET-VALID"), (.revoked, "CRT-REVOKED"),
        (.untrusted, "CRT-UNTRUSTED"), (.wrongUsage, "CRT-USAGE"),
    ])
    func `by a certificate with a fault is refused, though it is registered`(fault: RehearsalFault, code: String)
        async throws
    {
        let province = try await Province()
        let files = try Province.pki.get().faulty(fault)
        let certificate = try Certificate.all(inPEM: String(contentsOfFile: files.certificates, encoding: .utf8))[0]
        try await Province.register(certificate: certificate, of: "H24.01", in: province.store)
        let answer = try await province.post(Province.signed(Province.document(number: 22), by: files))
        #expect(answer.codes.contains(code) && answer.status == 422, "\(answer)")
        #expect(try await province.store.find("22/SNV-VP", limit: 1).isEmpty)
        await province.stop()
    }

    @Test func `that was withdrawn by the operator, or never registered, is refused at once`() async throws {
        let province = try await Province()
        let document = try Province.signed(Province.document(number: 23), by: "H24.01")
        let own = try #require(try await province.store.certificates(of: "H24.01").first)
        var withdrawn = own
        withdrawn.revokedAt = HubClock.system.now()
        try await province.store.put(certificate: withdrawn, by: "test", now: HubClock.system.now())
        #expect(try await province.post(document).codes == ["CRT-WITHDRAWN"])
        await province.stop()
    }
}
