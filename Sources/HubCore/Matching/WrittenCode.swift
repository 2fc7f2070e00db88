import Foundation

extension String {
    /// A full code as anybody would write it: without spaces, diacritics (`Đ` is `D`), letter case and leading zeros, all
    /// dashes alike. `012 / QĐ–UBND` and `12/qd-ubnd` are one.
    package var tolerantCode: String {
        // In capital letters, digits and signs there is nothing to fold.
        let isPlain = utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !(0x61...0x7A).contains($0) }
        return (isPlain ? self : folded).withoutLeadingZeros
    }

    private var folded: String {
        let plain = uppercased().decomposedStringWithCompatibilityMapping.unicodeScalars
        var text = ""
        for scalar in plain where !scalar.properties.isWhitespace {
            switch scalar {
            case "Đ", "Ð": text.append("D")
            case _ where scalar.properties.generalCategory == .dashPunctuation || scalar == "\u{2212}": text.append("-")
            case _ where scalar.properties.generalCategory == .nonspacingMark: break
            case _ where scalar.properties.generalCategory == .format: break
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private var withoutLeadingZeros: String {
        guard first == "0" else { return self }
        let significant = drop { $0 == "0" }
        return significant.first?.isNumber == true ? String(significant) : self
    }
}

extension MessageFacts.Reference {
    /// The issuer, date and code of which a conventional DocumentId is made: `H24,2026/11/02,12/QĐ-UBND`. Its date may be a
    /// mere year, which tells no day: then it is left out.
    package var conventional: MessageFacts.Reference? {
        let parts = (documentID ?? "").split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        guard parts.count == 3, !parts[0].isEmpty, parts[2].contains("/") else { return nil }
        let digits = parts[1].filter { $0.isASCII && $0.isNumber }
        guard digits.count == 8 || digits.count == 4, parts[1].allSatisfy({ $0.isNumber || "/-".contains($0) }) else {
            return nil
        }
        return MessageFacts.Reference(
            organID: parts[0], code: parts[2], promulgationDate: digits.count == 8 ? parts[1] : nil)
    }
}
