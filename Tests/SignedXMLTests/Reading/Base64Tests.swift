import Foundation
import Testing

@testable import SignedXML

struct Base64Tests {
    /// Reads a document whose one binary element holds the text, in pieces.
    private func content(_ text: String, pieces: Int = 65_536) throws -> BinaryContent? {
        let reader = try DocumentReader(profile: ReadingProfile(binaryElements: ["b"]), handler: Nobody())
        var rest = Array("<a><b>\(text)</b></a>".utf8)[...]
        while !rest.isEmpty {
            reader.feed(Array(rest.prefix(pieces)))
            rest = rest.dropFirst(pieces)
        }
        return reader.finish().binaries.first
    }

    private final class Nobody: DocumentHandler {
        func open(_ element: OpenedElement) {}
        func close(_ element: ClosedElement) {}
        func contentIdentifier(ofBinary index: Int) -> String? { nil }
    }

    @Test(arguments: [
        ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"),
        ("Zm9vYmFy", "foobar"), (" Z\n m\t9&#13; v\r\n", "foo"), ("Zg=\n=", "f"), ("Zm9v<![CDATA[YmFy]]>", "foobar"),
        ("&#90;m9v", "foo"),
    ])
    func `standard base64 is decoded, with white space anywhere, however it is cut`(text: String, bytes: String) throws
    {
        for pieces in [1, 2, 3, 5, 65_536] {
            let content = try #require(try content(text, pieces: pieces))
            #expect(content.isBase64 && content.head == Array(bytes.utf8) && content.size == bytes.utf8.count)
        }
    }

    @Test(arguments: [
        // Too short, not padded, padded too much, padded where nothing is missing, padded in the middle.
        "Z", "Zg", "Zg=", "Zm8", "Zg===", "Zm9v=", "Zm9v====", "=", "Zg==Zg==", "Zm=v",
        // Bits left over: one value would have several spellings.
        "Zh==", "Zm9=", "Zm9vYh==",
        // Not of the alphabet: URL-safe, other characters, white space that XML does not know.
        "Zm9-", "Zm9_", "Zm9*", "Zm9v.", "Zm9v\u{A0}", "Zm9v\u{2028}", "Zm9ô",
    ])
    func `anything else is not base64, however it is cut`(text: String) throws {
        for pieces in [1, 2, 3, 5, 65_536] { #expect(try content(text, pieces: pieces)?.isBase64 == false) }
    }

    @Test func `one wrong character is found wherever it stands`() throws {
        let clean = Array(String(repeating: "AbC/", count: 60))
        for index in clean.indices {
            var text = clean
            text[index] = "!"
            #expect(try content(String(text))?.isBase64 == false)
        }
    }

    @Test func `random bytes come back, with lines of any length`() throws {
        var state: UInt64 = 7
        for length in [0, 1, 2, 3, 57, 58, 1_000, 70_000] {
            let bytes = (0..<length).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1
                return UInt8(truncatingIfNeeded: state >> 33)
            }
            let line = Data(bytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithCarriageReturn])
            let content = try #require(try content(line, pieces: 1_000))
            let digest = try Digest.of(bytes, .sha256)
            #expect(content.isBase64 && content.sha256 == digest && content.size == length)
        }
    }
}
