import Foundation
import SignedXML
import Testing

@testable import EdXML

/// The three classes of attack on PDF signatures (Mladenov et al., “1 Trillion Dollar Refund”, CCS 2019), and more.
@Suite struct `An attack on a signed PDF file` {
    /// What the forger writes instead of the range, keeping its length: universal signature forgery.
    @Test(arguments: [
        "/NoRange [", "/ByteRange null %[", "/ByteRange [-1 ", "/ByteRange [1 ", "/ByteRange 7 0 R %[",
        "/ByteRange [] %[", "/ByteRange [0 0 0 0] %[", "/ByteRange [0.0 ", "/ByteRange [0 99999999999999999999 ",
        "/ByteRange [0 5 3 9] %[", "/ByteRange [0 9 3 9223372036854775807] %[", "/ByteRange [0 1 2 3 4] %[",
    ])
    func `on its range is seen`(forged: String) throws {
        let signed = try PDFDesk.signed.get().bytes
        let text = try #require(signed.offset(of: "/ByteRange [0 "))
        let bytes = signed[..<text] + Array(forged.utf8) + signed[(text + "/ByteRange [0 ".utf8.count)...]
        try expectInvalid(Array(bytes), "PDF-BYTERANGE")
    }

    @Test(arguments: ["<>", "<00>", "null", "<3080>", "(0\u{01})", "7 0 R", "<zz>"])
    func `on its contents is seen`(forged: String) throws {
        let signed = try PDFDesk.signed.get().bytes
        let key = try #require(signed.offset(of: "/Contents <")) + "/Contents ".utf8.count
        let end = try #require(signed[key...].firstIndex(of: UInt8(ascii: ">")))
        try expectInvalid(Array(signed[..<key] + Array(forged.utf8) + signed[(end + 1)...]), "PDF-CONTENTS")
    }

    @Test func `that hides bytes behind the signature's zeros is seen`() throws {
        try expectInvalid(PDFDesk.signed.get().bytes.replacing("0000>", with: "0666>"), "PDF-CONTENTS")
    }

    @Test func `that adds a second range or a second signature to the dictionary is seen`() throws {
        var signer = PDFSigner(try PDFDesk.leader.get())
        signer.dictionary = { $0.replacing(" >>", with: " /ByteRange [0 1 2 3] >>") }
        try expectInvalid(signer.sign(PaperPDF()).bytes, "PDF-BYTERANGE")
        signer.dictionary = { $0.replacing(" >>", with: " /Contents <30> >>") }
        try expectInvalid(signer.sign(PaperPDF()).bytes, "PDF-CONTENTS")
    }

    @Test func `that changes a byte of the content, or of the signature, is seen`() throws {
        let signed = try PDFDesk.signed.get().bytes
        var changed = signed
        changed[try #require(signed.offset(of: "/Type /Page"))] = UInt8(ascii: "\\")
        try expectInvalid(changed, "PDF-DIGEST")
        // The signature value is what a CMS message ends with; zeros fill the rest of its room.
        let zeros = try #require(signed.offset(of: String(repeating: "0", count: 64)))
        changed = signed
        changed[zeros - 9] = changed[zeros - 9] == UInt8(ascii: "5") ? UInt8(ascii: "6") : UInt8(ascii: "5")
        try expectInvalid(changed, "PDF-SIGNATURE")
    }

    /// RFC 5035 §1: the same key under another certificate must not speak for the one that was meant.
    @Test func `that encloses another certificate of the same key is seen`() throws {
        let leader = try PDFDesk.leader.get()
        let folder = try ScratchFolder()
        let (certificate, key) = (
            try folder.write(leader.certificate.pem(), "certificate.pem"), try folder.write(leader.key.pem(), "key.pem")
        )
        let other = folder.path("other.pem")
        let made = try Program.run(
            "openssl", ["x509", "-in", certificate, "-signkey", key, "-set_serial", "77", "-out", other])
        try #require(made.status == 0)
        var signer = PDFSigner(leader)
        signer.arguments = ["-cades", "-keyid", "-nocerts", "-certfile", other]
        try expectInvalid(signer.sign(PaperPDF()).bytes, "PDF-CERTIFICATE")
    }

    /// Signature wrapping: the signed second part is moved to the end, and the forger's objects stand in the gap.
    @Test func `that wraps the signed bytes around other objects is seen`() throws {
        let signed = try PDFDesk.signed.get().bytes
        let open = try #require(signed.offset(of: "/Contents <")) + "/Contents ".utf8.count
        let close = try #require(signed[open...].firstIndex(of: UInt8(ascii: ">"))) + 1
        let forged = Array(" >>\nendobj\n4 0 obj\n<< /Length 5 >>\nstream\nEvil!\nendstream\nendobj\n%%EOF\n".utf8)
        let old = "\(close) \(signed.count - close)]"
        let moved = "\(close + forged.count) \(signed.count - close)]"
        #expect(moved.utf8.count == old.utf8.count)
        let bytes = Array(signed[..<close] + forged + signed[close...]).replacing(old, with: moved)
        try expectInvalid(bytes, "PDF-HOLE")
    }

    /// Incremental saving: a revision behind the signed one replaces what the page shows.
    @Test(arguments: [true, false])
    func `that saves another revision is seen`(withTable: Bool) throws {
        var paper = try PDFDesk.signed.get()
        paper.add("<< /Length 5 >>\nstream\nEvil!\nendstream", as: 4)
        if withTable { paper.endRevision() }
        let signature = try expectInvalid(paper.bytes, "PDF-CHANGED")
        #expect(signature.aftermath == .changed && signature.signer?.name == "H24")
    }

    @Test func `that saves another revision with an unfilled signature is seen`() throws {
        var paper = try PDFDesk.signed.get()
        paper.add("<< /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <30> >>")
        paper.endRevision()
        #expect(try PDFDesk.judge(paper.bytes).map(\.verdict) == [.invalid, .invalid])
    }

    @Test func `under the name of validation data leaves the signature unknown`() throws {
        var paper = try PDFDesk.signed.get()
        paper.add("<< /Type /DSS /VRI << >> /Certs [] >>")
        paper.add("<< /Length 5 >>\nstream\nEvil!\nendstream", as: 4)
        paper.endRevision()
        let signature = try #require(try PDFDesk.judge(paper.bytes).first)
        #expect(signature.verdict == .unknown && signature.codes == ["PDF-EXTENDED"])
    }

    @Test func `that makes the range end within a revision is seen`() throws {
        var paper = PaperPDF()
        paper.append("% one\n")
        let signed = try PDFSigner(PDFDesk.leader.get()).sign(paper, lineEnd: "").bytes
        // The signature still covers what it did, and the file goes on in the same revision.
        try expectInvalid(signed.dropLast(5) + Array("\n(more) %%EOF\n".utf8), "PDF-COVERAGE")
        try expectInvalid(signed.dropLast(40), "PDF-COVERAGE")
    }

    @discardableResult
    private func expectInvalid(_ bytes: [UInt8], _ code: String) throws -> PDFSignature {
        let signature = try #require(try PDFDesk.judge(bytes, pieces: 333).first)
        #expect(signature.verdict == .invalid && signature.codes.contains(code), "\(signature)")
        return signature
    }
}
