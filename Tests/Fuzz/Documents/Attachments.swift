import EdXML
import Foundation
import FuzzProperty
import SignedXML

/// What attachments hold: base64, archives, PDF files with their signatures.
enum Attachments {
    // MARK: Base64

    /// Foundation and ourselves agree on what is base64 and what it says; and it is written back as it was.
    static func decodeBase64(_ input: inout Pieces) throws {
        let whole = Base64Decoder.decode([input.whole])
        try require(whole == Base64Decoder.decode(input.cut()), "base64 differs with the pieces")
        let text = input.whole.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        if let theirs = Data(base64Encoded: Data(text)) {
            // Foundation lets the bits that padding cuts off be anything, and padding stand where none is needed.
            let isCanonical = Array(theirs.base64EncodedData()) == text
            try require(whole == (isCanonical ? Array(theirs) : nil), "Foundation decodes it otherwise")
        } else {
            try require(whole == nil, "Foundation does not take it for base64")
        }
        let written = Array(Data(input.whole).base64EncodedData())
        try require(Base64Decoder.decode([written]) == input.whole, "base64 does not survive the round trip")
    }

    // MARK: Archives

    /// An archive is the same in any pieces, and never inflates beyond its allowance (and one window).
    static func unpack(_ input: inout Pieces) throws {
        var limits = ZipLimits()
        limits.inflatedSize = 1 << 18
        limits.unaskedSize = 1 << 16
        let whole = look([input.whole], limits)
        try require(whole == look(input.cut(), limits), "the archive differs with the pieces")
        guard let archive = whole.archive else { return }
        try require(archive.inflatedSize <= limits.inflatedSize + 1 << 17, "inflated beyond the limit")
        try require(!archive.isComplete || archive.entries <= limits.entries, "more entries than the limit")
    }

    private static func look(_ pieces: [[UInt8]], _ limits: ZipLimits) -> AttachmentContents {
        let allowance = InflationAllowance(limits)
        var reading = AttachmentReading(allowance: allowance, pdfAlgorithms: [.sha256])
        allowance.receive(pieces.reduce(0) { $0 + $1.count })
        for piece in pieces { reading.take(piece.span.bytes) }
        return reading.finish()
    }

    // MARK: PDF signatures

    /// The same signatures in any pieces; none is valid where no anchor is known.
    static func readPDF(_ input: inout Pieces) throws {
        let whole = judge([input.whole])
        try require(whole == judge(input.cut()), "the signatures differ with the pieces")
        try require(!whole.contains { $0.verdict == .valid }, "valid, and nobody is trusted")
    }

    private static func judge(_ pieces: [[UInt8]]) -> [PDFSignature] {
        var reader = PDFSignatureReader()
        for piece in pieces { reader.take(piece.span.bytes) }
        return reader.finish().judged(in: "a.pdf", by: nil, at: 1_794_704_400)
    }

    // MARK: CMS

    private static let trust = Result { try TrustStore(anchors: []) }

    /// What has been read is what it was read from; no token is believed where no anchor is known.
    static func readCMS(_ input: [UInt8]) throws {
        if case .success(let signature) = CMSSignature.read(input) {
            try require(signature.der == input, "read from other bytes")
            _ = signature.verify(contentDigest: [UInt8](repeating: 0, count: signature.digestAlgorithm.length))
        }
        let verdict = try trust.get().timestamps.judge(input, over: [], at: 1_794_704_400_000)
        try require(!verdict.isVerified, "a token is believed, and nobody is trusted")
    }
}
