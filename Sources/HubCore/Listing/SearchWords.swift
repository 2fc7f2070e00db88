import Foundation

/// The words by which a text is found: without letter case and diacritics (`đ` is `d`), split where neither a letter nor a
/// digit stands, numbers without leading zeros.
///
/// A code is found whole and in parts: `7816/VPCP-KSTT` has the words `7816`, `vpcp`, `kstt`, and the chain `7816_vpcp_kstt`, whose
/// beginnings are what somebody types who copies a code. Dates written with slashes, and identifiers of agencies (`H24.01`),
/// are such chains, too.
package enum SearchWords {
    /// Words and chains of a text that is to be found.
    package static func of(_ text: String) -> Set<String> {
        var all: Set<String> = []
        for chunk in chunks(of: text) {
            all.formUnion(chunk.words)
            if let chain = chunk.chain { all.insert(chain) }
        }
        return all
    }

    /// What a searched text asks for.
    package struct Asked: Sendable, Hashable {
        /// A word, or a chain.
        package let word: String
        /// Whether its beginning is enough.
        package let isPrefix: Bool
    }

    /// All of these must be found. The last word may be unfinished, and so may every chain.
    /// - Returns: at most ``most``, none of a text without letters and digits.
    package static func asked(by text: String) -> [Asked] {
        var asked: [Asked] = []
        let chunks = chunks(of: text)
        for (index, chunk) in chunks.enumerated() {
            if let chain = chunk.chain {
                asked.append(Asked(word: chain, isPrefix: true))
            } else {
                let isLast = index == chunks.count - 1
                for (place, word) in chunk.words.enumerated() {
                    asked.append(Asked(word: word, isPrefix: isLast && place == chunk.words.count - 1))
                }
            }
        }
        return Array(asked.prefix(most))
    }

    package static let most = 24

    /// What stands between two spaces.
    private struct Chunk {
        var words: [String] = []
        /// A slash follows the first word, and that is a number.
        var isCode = false
        /// Nothing but points stands between the words.
        var isDotted = true

        var chain: String? {
            guard words.count > 1 else { return nil }
            let isIdentifier = isDotted && words.contains { $0.utf8.contains { (0x30...0x39).contains($0) } }
            return isCode || isIdentifier ? words.joined(separator: "_") : nil
        }

        mutating func end(_ word: inout String.UnicodeScalarView) {
            guard !word.isEmpty else { return }
            words.append(SearchWords.withoutLeadingZeros(String(word)))
            word = String.UnicodeScalarView()
        }
    }

    private static func chunks(of text: String) -> [Chunk] {
        var chunks: [Chunk] = []
        var (chunk, word) = (Chunk(), String.UnicodeScalarView())
        func endChunk() {
            chunk.end(&word)
            if !chunk.words.isEmpty { chunks.append(chunk) }
            chunk = Chunk()
        }
        for scalar in text.lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars {
            switch scalar {
            case "đ", "ð": word.append("d")
            case "a"..."z", "0"..."9": word.append(scalar)
            case "/":
                chunk.end(&word)
                chunk.isDotted = false
                if chunk.words.count == 1, chunk.words[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
                    chunk.isCode = true
                }
            case ".": chunk.end(&word)
            case _ where scalar.properties.isWhitespace: endChunk()
            case _ where scalar.properties.generalCategory == .nonspacingMark: continue
            case _ where scalar.properties.isAlphabetic: word.append(scalar)
            default:
                chunk.end(&word)
                chunk.isDotted = false
            }
        }
        endChunk()
        return chunks
    }

    private static func withoutLeadingZeros(_ word: String) -> String {
        guard word.utf8.first == UInt8(ascii: "0"), word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return word
        }
        let significant = word.drop { $0 == "0" }
        return significant.isEmpty ? "0" : String(significant)
    }
}
