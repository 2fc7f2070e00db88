import Crypto
import Foundation
import HubCore
import HubStore
import NIOHTTP1
import QRCode
import SignedXML
import Testing

@testable import HubService

@Suite struct `A printed receipt` {
    private static let reader = "/usr/bin/zbarimg"

    /// A document's acceptance, verified.
    private func verification(_ province: Province, subject: String = "Về việc thử") async throws
        -> ReceiptVerification
    {
        let document = try await province.accepted(1)
        let file = "\(province.folder.path)/receipt.json"
        try Data(try await province.api(.GET, "receipts/\(document)").bytes).write(to: URL(fileURLWithPath: file))
        return try await ReceiptVerification(file: file, key: province.store.publicKey.text, document: nil)
    }

    @Test func `tells what is proven, and nothing is fetched from elsewhere`() async throws {
        let province = try await Province()
        let verification = try await verification(province)
        let printed = try #require(PrintedReceipt(verification))
        let facts = try #require(verification.judgement.acceptance).content.facts
        #expect(printed.isWhole && printed.html.contains("Biên nhận tiếp nhận văn bản"))
        for said in [facts.code, facts.sha256, "(H24.01)", "(H24.02)", province.store.publicKey.text] {
            #expect(printed.html.contains(said), "\(said)")
        }
        for word in ["<script", "href=", "src=", "url("] { #expect(!printed.html.contains(word)) }
        await province.stop()
    }

    @Test func `is not to be had of a receipt that proves nothing`() async throws {
        let province = try await Province()
        let verification = try await verification(province)
        let stranger = HubSigner(origin: "hub.example.vn", key: .init()).publicKey
        let file = "\(province.folder.path)/receipt.json"
        let judged = try await ReceiptVerification(file: file, key: stranger.text, document: nil)
        #expect(PrintedReceipt(judged) == nil && PrintedReceipt(verification) != nil)
        await province.stop()
    }

    @Test func `is verified from its code's line alone, and not when a letter of that is another`() async throws {
        let province = try await Province()
        let verification = try await verification(province)
        let line = try #require(verification.receipt.line)
        let file = "\(province.folder.path)/line.txt"
        try Data("\(line)\n".utf8).write(to: URL(fileURLWithPath: file))
        let key = province.store.publicKey.text
        let scanned = try await ReceiptVerification(file: file, key: key, document: nil)
        #expect(scanned.judgement.isProven && scanned.receipt == verification.receipt)
        for place in stride(from: 5, to: line.count, by: 97) {
            var letters = Array(line)
            letters[place] = letters[place] == "A" ? "B" : "A"
            let altered = ProvenReceipt(line: String(letters))
            #expect(altered.map { ReceiptJudgement(of: $0, key: verification.key).isProven } != true, "\(place)")
        }
        #expect(ProvenReceipt(line: "LTR1:") == nil && ProvenReceipt(line: "LTR2" + line.dropFirst(4)) == nil)
        await province.stop()
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: reader), "needs Debian's zbar-tools"))
    func `has a code that another's program reads`() async throws {
        let province = try await Province()
        let line = try #require(try await verification(province).receipt.line)
        let code = try #require(QRCode(line, correction: .low))
        let picture = "\(province.folder.path)/code.pbm"
        try Data(bitmap(of: code).utf8).write(to: URL(fileURLWithPath: picture))
        let read = try await Subprocess.run(Self.reader, ["--raw", "-q", picture])
        #expect(read.output.trimmingCharacters(in: .newlines) == line)
        await province.stop()
    }

    /// Portable bitmap, four dots for a module.
    private func bitmap(of code: QRCode) -> String {
        let (scale, quiet) = (4, QRCode.quietZone)
        let side = (code.width + 2 * quiet) * scale
        var dots = "P1\n\(side) \(side)\n"
        for y in 0..<side {
            for x in 0..<side {
                let (row, column) = (y / scale - quiet, x / scale - quiet)
                let isInside = (0..<code.width).contains(row) && (0..<code.width).contains(column)
                dots += isInside && code.isDark[row * code.width + column] ? "1" : "0"
            }
            dots += "\n"
        }
        return dots
    }
}

@Suite struct `A QR code` {
    @Test func `holds no more than one can`() throws {
        #expect(QRCode(String(repeating: "A", count: 4_296), correction: .low)?.width == 177)
        #expect(QRCode(String(repeating: "A", count: 4_297), correction: .low) == nil)
        #expect(QRCode("", correction: .low) == nil && QRCode("a\0b", correction: .low) == nil)
        #expect(try #require(QRCode("A", correction: .medium)).width == 21)
    }

    @Test func `is drawn with its quiet zone`() throws {
        let code = try #require(QRCode("LIEN THONG", correction: .medium))
        let picture = code.svg(millimetres: 50, label: "Mã")
        #expect(picture.contains(#"viewBox="0 0 29 29""#) && picture.contains(#"width="50mm""#))
        #expect(picture.contains(#"d="M4 4h7v1h-7z"#), "the finder pattern's upper edge")
    }
}
