import SignedXML
import Testing

@testable import EdXML

@Suite struct `A signature in a PDF file` {
    @Test(arguments: [1, 7, 4_096, 1 << 20])
    func `holds, whatever the pieces in which the file comes`(pieces: Int) throws {
        let signatures = try PDFDesk.judge(PDFDesk.signed.get().bytes, pieces: pieces)
        let signature = try #require(signatures.first)
        #expect(signatures.count == 1 && signature.verdict == .valid && signature.reasons.isEmpty, "\(signatures)")
        #expect(signature.coverage == .wholeFile && signature.aftermath == .unchanged)
        #expect(signature.signer?.name == "H24" && signature.signer?.organization == "UBND thanh pho Hai Phong")
        #expect(signature.claimedTime == 1_794_704_400_000 && signature.provedTime == nil)
    }

    @Test(arguments: [RehearsalKey.Kind.rsa3072, .p256, .p384])
    func `holds with every kind of key`(kind: RehearsalKey.Kind) throws {
        let paper = try PDFSigner(PDFDesk.key(kind)).sign(PaperPDF())
        #expect(try PDFDesk.judge(paper.bytes).map(\.verdict) == [.valid])
    }

    @Test func `holds in the older form, and with PSS`() throws {
        var signer = PDFSigner(try PDFDesk.leader.get())
        signer.form = "adbe.pkcs7.detached"
        signer.arguments = ["-keyopt", "rsa_padding_mode:pss"]
        #expect(try PDFDesk.judge(signer.sign(PaperPDF()).bytes).map(\.verdict) == [.valid])
        signer.form = "ETSI.CAdES.detached"
        let unnamed = try PDFDesk.judge(signer.sign(PaperPDF()).bytes)
        #expect(unnamed.map(\.verdict) == [.invalid] && unnamed[0].codes == ["PDF-CMS"])
    }

    @Test(arguments: ["\n", "\r\n", "\r", ""])
    func `may end the file with any line end`(lineEnd: String) throws {
        let paper = try PDFSigner(PDFDesk.leader.get()).sign(PaperPDF(), lineEnd: lineEnd)
        #expect(try PDFDesk.judge(paper.bytes).map(\.verdict) == [.valid])
        #expect(try PDFDesk.judge(paper.bytes + Array("\r\n\n".utf8)).map(\.verdict) == [.valid])
    }

    @Test func `may stand before its range, among white space, and with names in disguise`() throws {
        var signer = PDFSigner(try PDFDesk.leader.get())
        signer.isContentsFirst = true
        signer.dictionary = {
            $0.replacing("/ByteRange", with: "/Byte#52ange").replacing("<000", with: "< 0\r\n0\t0").replacing(
                "0000>", with: "0 0\n0 >")
        }
        #expect(try PDFDesk.judge(signer.sign(PaperPDF()).bytes, pieces: 5).map(\.verdict) == [.valid])
    }

    @Test func `keeps its verdict when a later one covers the whole file`() throws {
        let signatures = try PDFDesk.judge(PDFDesk.signedTwice.get().bytes, pieces: 1_000)
        #expect(signatures.map(\.verdict) == [.valid, .valid], "\(signatures)")
        #expect(signatures.map(\.aftermath) == [.signedAgain, .unchanged])
        let added = try PDFDesk.signedTwice.get().bytes.count - PDFDesk.signed.get().bytes.count
        #expect(signatures.map(\.coverage) == [.revision(bytesAfter: added), .wholeFile])
        #expect(signatures.map { $0.signer?.name } == ["H24", "H24.VP"])
    }

    @Test func `is judged alike by another program`() throws {
        let folder = try ScratchFolder()
        let file = try folder.write(PDFDesk.signedTwice.get().bytes, "signed.pdf")
        let said = try Program.run("pdfsig", "-nocert", file).output
        #expect(said.split(separator: "\n").count { $0.contains("Signature is Valid.") } == 2, "\(said)")
        #expect(said.contains("Total document signed") && said.contains("Not total document signed"))
        let altered = try PDFDesk.signed.get().bytes.replacing("Cong van so 12", with: "Cong van so 13")
        let refused = try Program.run("pdfsig", "-nocert", folder.write(altered, "altered.pdf")).output
        #expect(refused.contains("Digest Mismatch"), "\(refused)")
    }

    @Test(arguments: ["sha384", "sha512"])
    func `with another hash asks for a second reading`(hash: String) throws {
        var signer = PDFSigner(try PDFDesk.leader.get())
        signer.hash = hash
        let bytes = try signer.sign(PaperPDF()).bytes
        let first = try #require(try PDFDesk.judge(bytes).first)
        #expect(first.verdict == .detected && first.codes == ["PDF-OTHER-DIGEST"])
        let missing = PDFDesk.read(bytes).missingAlgorithms
        #expect(missing.map(\.rawValue) == [hash])
        #expect(try PDFDesk.judge(bytes, missing).map(\.verdict) == [.valid])
    }

    @Test func `is only detected where nobody is trusted`() throws {
        let found = try PDFDesk.read(PDFDesk.signed.get().bytes).judged(in: "a.pdf", by: nil, at: PDFDesk.now)
        #expect(found.map(\.verdict) == [.detected] && found[0].codes == ["PDF-UNJUDGED"])
        #expect(found[0].aftermath == .unchanged)
    }
}
