import SignedXML
import Testing

@testable import EdXML

@Suite struct `A PDF file` {
    @Test func `without a signature has none, whatever its annotations say`() throws {
        var paper = PaperPDF()
        paper.add("<< /Type /Annot /Subtype /Text /Contents <FEFF00C1> >>")
        paper.add("<< /Type /Annot /Subtype /Text /Contents <3003020101> /T (\\(a\\\\) >>")
        paper.endRevision()
        #expect(PDFDesk.read(paper.bytes, pieces: 3).isSigned == false)
    }

    @Test func `within another is not mistaken for it`() throws {
        let inner = try PDFDesk.signed.get().bytes
        var paper = PaperPDF()
        paper.append("9 0 obj\n<< /Type /EmbeddedFile /Length \(inner.count) >>\nstream\n")
        let outer = paper.bytes + inner + Array("\nendstream\nendobj\nstartxref\n0\n%%EOF\n".utf8)
        for pieces in [1, 64, 65_536] { #expect(!PDFDesk.read(outer, pieces: pieces).isSigned) }
    }

    @Test func `of which a signature field is filled and no signature can be read is unclear`() throws {
        var paper = PaperPDF()
        paper.add("<< /FT /Sig /T (S1) /V 77 0 R >>")
        paper.endRevision()
        let found = PDFDesk.read(paper.bytes)
        #expect(found.isSigned)
        let signatures = found.judged(in: "a.pdf", by: nil, at: 0)
        #expect(signatures.map(\.verdict) == [.detected] && signatures[0].codes == ["PDF-UNCLEAR"])
    }

    @Test func `with more signatures than anybody reads is not judged to the end`() throws {
        var paper = PaperPDF()
        for _ in 0..<40 { paper.add("<< /Type /Sig /ByteRange [0 1 2 3] /Contents <3000> >>") }
        paper.endRevision()
        let signatures = try PDFDesk.judge(paper.bytes)
        #expect(signatures.count == PDFSignatures.limit + 1 && signatures.last?.codes == ["PDF-LIMIT"])
        #expect(signatures.allSatisfy { $0.verdict != .valid })
    }

    @Test func `with a signature larger than is read is not judged`() throws {
        let bytes = try PDFDesk.signed.get().bytes.replacing("/Contents <3082", with: "/Contents <3084")
        let signature = try #require(try PDFDesk.judge(bytes).first)
        #expect(signature.verdict == .detected && signature.codes == ["PDF-LIMIT"])
    }

    @Test(arguments: [0, 1, 9_999, 100_000])
    func `of nonsense is read to its end in a bounded state`(depth: Int) {
        let bomb = String(repeating: "<< /Contents [ (", count: depth) + String(repeating: "/Contents<30", count: depth)
        #expect(!PDFDesk.read(Array("%PDF-1.4\n\(bomb)".utf8)).evidence.contains { !$0.message.isEmpty })
    }

    @Test func `has a date that says its distance from UTC`() {
        func read(_ text: String) -> Int64? { PDFDate.milliseconds(Array(text.utf8)) }
        #expect(read("D:20261115080000+07'00'") == 1_794_704_400_000)
        #expect(read("D:20261115080000+07'00") == read("D:20261115010000Z"))
        #expect(read("20261114200000-05'00'") == read("D:20261115010000Z00'00'"))
        for odd in ["", "D:2026", "D:20261315080000Z", "D:20261115080000", "D:20261115250000Z", "hôm nay"] {
            #expect(read(odd) == nil, "\(odd)")
        }
    }
}
