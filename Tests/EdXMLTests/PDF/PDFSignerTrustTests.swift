import SignedXML
import Testing

@testable import EdXML

@Suite struct `The signer of a PDF file` {
    @Test(arguments: [
        (RehearsalFault.untrusted, "CRT-UNTRUSTED"), (.expired, "CRT-EXPIRED"), (.wrongUsage, "CRT-USAGE"),
    ])
    func `who cannot be confirmed leaves the signature unknown, and says why`(fault: RehearsalFault, code: String)
        throws
    {
        let signature = try judge(by: PDFDesk.faulty(fault))
        #expect(signature.verdict == .unknown && signature.codes.prefix(2) == ["PDF-SIGNER", code], "\(signature)")
        #expect(signature.reasons.allSatisfy { $0.rule.level == .flag })
    }

    @Test func `whose certificate was revoked makes it invalid`() throws {
        let signature = try judge(by: PDFDesk.faulty(.revoked))
        #expect(signature.verdict == .invalid && signature.codes == ["PDF-REVOKED", "CRT-REVOKED"])
    }

    @Test func `with a weak key or a weak hash assures nothing`() throws {
        let key = try judge(by: PDFDesk.faulty(.weakKey))
        #expect(key.verdict == .unknown && key.codes == ["PDF-WEAK"])
        var signer = PDFSigner(try PDFDesk.leader.get())
        (signer.form, signer.hash, signer.arguments) = ("adbe.pkcs7.detached", "sha1", [])
        let hash = try #require(try PDFDesk.judge(signer.sign(PaperPDF()).bytes).first)
        #expect(hash.verdict == .unknown && hash.codes == ["PDF-WEAK"])
    }

    @Test(arguments: ["adbe.pkcs7.sha1", "adbe.x509.rsa_sha1", "mai.moi", "ETSI.RFC3161"])
    func `in a form that is not judged makes nothing valid`(form: String) throws {
        var signer = PDFSigner(try PDFDesk.leader.get())
        signer.form = form
        let signature = try #require(try PDFDesk.judge(signer.sign(PaperPDF()).bytes).first)
        let isTimestamp = form == "ETSI.RFC3161"
        #expect(signature.verdict == (isTimestamp ? .detected : .unknown) && signature.isTimestamp == isTimestamp)
        #expect(signature.codes == [["mai.moi": "PDF-FORM", "ETSI.RFC3161": "PDF-TIMESTAMP"][form] ?? "PDF-WEAK"])
    }

    @Test func `who signs after somebody else vouches for all of the file, if trusted`() throws {
        let forged = try PDFSigner(PDFDesk.faulty(.untrusted)).sign(PDFDesk.signed.get())
        let signatures = try PDFDesk.judge(forged.bytes)
        #expect(signatures.map(\.verdict) == [.unknown, .unknown])
        #expect(signatures[0].codes == ["PDF-EXTENDED"] && signatures[0].aftermath == .extended)
    }

    private func judge(by identity: RehearsalIdentity) throws -> PDFSignature {
        try #require(try PDFDesk.judge(PDFSigner(identity).sign(PaperPDF()).bytes).first)
    }
}
