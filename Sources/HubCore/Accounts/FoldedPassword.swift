import Foundation

/// A password without what people put round a word to make it look like none: case, diacritics, `@` for `a`, digits and signs
/// at its ends.
struct FoldedPassword {
    /// Letters `a`–`z`, digits and signs.
    private let scalars: [Unicode.Scalar]

    init(_ password: String) { scalars = Self.fold(password) }

    /// Whether it is nothing but one or two of these words, with digits and signs round them. Whoever strings more together has a
    /// passphrase.
    func isMade(of words: Set<String>) -> Bool {
        [scalars, Self.spelt(scalars)].contains { scalars in
            // A letter alone is no word: it may be of `H24.01`.
            let runs = scalars.split { !Self.isLetter($0) }.filter { $0.count > 1 }
            return isMade(runs.map(Self.text), of: words)
        }
    }

    private func isMade(_ runs: [String], of words: Set<String>) -> Bool {
        guard !runs.isEmpty else { return false }
        // `Nguyen-Van-An` is one name, whatever stands between its parts.
        if words.contains(runs.joined()) { return true }
        var count = 0
        for run in Set(runs) {
            guard let parts = Self.parts(of: run, words) else { return false }
            count += parts
        }
        return count <= 2
    }

    /// Of how many different words a run of letters is made, two at most; `nil` when it is not.
    private static func parts(of run: String, _ words: Set<String>) -> Int? {
        if words.contains(run) { return 1 }
        for cut in run.indices.dropFirst() {
            let (head, tail) = (String(run[..<cut]), String(run[cut...]))
            if words.contains(head), words.contains(tail) { return head == tail ? 1 : 2 }
            // `matkhaumatkhaumatkhau`
            if words.contains(head), tail.replacing(head, with: "").isEmpty { return 1 }
        }
        return nil
    }

    /// Whether it goes on as it began: `aaaa…`, `1212…`, `123456789012`, `qwertyuiop[]`.
    var isMonotonous: Bool {
        let isRepeated = (1...max(4, scalars.count / 3)).contains { period in
            zip(scalars, scalars.dropFirst(period)).allSatisfy { $0 == $1 }
        }
        return isRepeated
            || Self.runs.contains { run in
                // Nothing but pieces of one row, each of three keys or more.
                var rest = scalars[...]
                while !rest.isEmpty {
                    guard let piece = Self.longestPrefix(of: rest, in: run), piece >= min(3, rest.count) else {
                        return false
                    }
                    rest = rest.dropFirst(piece)
                }
                return true
            }
    }

    private static let runs: [[Unicode.Scalar]] = [
        "01234567890123", "qwertyuiop[]asdfghjkl;'zxcvbnm,./", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
        "abcdefghijklmnopqrstuvwxyz",
    ].flatMap { [Array($0.unicodeScalars), $0.unicodeScalars.reversed()] }

    private static func longestPrefix(of text: ArraySlice<Unicode.Scalar>, in run: [Unicode.Scalar]) -> Int? {
        run.indices.map { start in
            zip(text, run[start...]).prefix { $0 == $1 }.count
        }.max()
    }

    // MARK: Folding

    /// Words as they stand in the set: the whole without spaces, and each part of three letters or more.
    static func words(of texts: [String]) -> Set<String> {
        var words: Set<String> = []
        for text in texts {
            let parts = fold(text).split { !isLetter($0) }.map(Self.text)
            words.formUnion(parts.filter { $0.utf8.count >= 3 })
            let whole = parts.joined()
            if whole.utf8.count >= 3 { words.insert(whole) }
        }
        return words
    }

    private static func fold(_ text: String) -> [Unicode.Scalar] {
        text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
            .filter { $0.properties.generalCategory != .nonspacingMark }.map { $0 == "đ" ? "d" : $0 }
    }

    /// With the signs that stand for letters, where letters stand on both sides: `p@$$w0rd`.
    private static func spelt(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var spelt = scalars
        var begin: Int?
        for place in scalars.indices {
            guard isLetter(scalars[place]) else { continue }
            if let begin {
                let between = scalars[(begin + 1)..<place].compactMap { signs[$0] }
                if between.count == place - begin - 1 { spelt.replaceSubrange((begin + 1)..<place, with: between) }
            }
            begin = place
        }
        return spelt
    }

    private static let signs: [Unicode.Scalar: Unicode.Scalar] = [
        "@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "0": "o", "$": "s", "5": "s", "7": "t",
    ]

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic }

    private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
