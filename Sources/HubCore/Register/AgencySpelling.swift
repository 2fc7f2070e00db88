import EdXML
import Foundation

/// What is left of an identifier or a name when the ways in which people miswrite it are taken away: two spellings with
/// one skeleton are probably one agency. Only ever a suggestion; who is meant is decided by the table of identifiers.
package enum AgencySpelling {
    /// An identifier without regard to case, separators, zeros, `O` for zero, `I` or `L` for one, and the order of the
    /// old form, which has its root at the right: `H24.01`, `h24-1`, `H2401`, `H24.O1`, `000.00.01.H24` and `0000001H24`
    /// are all `H241`.
    package static func skeleton(ofIdentifier identifier: String) -> String {
        let scalars = identifier.canonicalIdentifier.unicodeScalars.map { alike[$0] ?? $0 }
        var parts = scalars.split { !isAlphanumeric($0) }.map { Array($0) }
        if parts.count == 1 { parts = separated(parts[0]) }
        if parts.count > 1, isRoot(parts[parts.count - 1]), parts[0].allSatisfy(isDigit) { parts.reverse() }
        var skeleton = String.UnicodeScalarView()
        skeleton.append(contentsOf: parts.joined().filter { $0 != "0" })
        return String(skeleton)
    }

    /// The words of a name without diacritics and in lower case, usual abbreviations written out:
    /// `UBND TP. Hải Phòng` is `uy ban nhan dan thanh pho hai phong`.
    package static func words(ofName name: String) -> String {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        func end() {
            guard !word.isEmpty else { return }
            words.append(abbreviations[String(word)] ?? String(word))
            word = String.UnicodeScalarView()
        }
        for scalar in name.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar {
            case "đ": word.append("d")
            case _ where scalar.properties.generalCategory == .nonspacingMark: continue
            case _ where scalar.properties.isAlphabetic || isDigit(scalar): word.append(scalar)
            default: end()
            }
        }
        end()
        return words.joined(separator: " ")
    }

    /// Whether two identifiers differ in one letter, or by two neighbours having changed places.
    package static func isOneSlip(from one: String, to other: String) -> Bool { Spelling.distance(one, other) <= 1 }

    /// The candidates that are probably meant, the likeliest first, without repeats.
    ///
    /// - Parameters:
    ///   - identifier: as stated.
    ///   - name: as stated beside it; may be empty.
    package static func nearest(
        to identifier: String, named name: String, among candidates: [Agency], limit: Int
    ) -> [Agency] {
        let stated = Stated(identifier: identifier, name: name)
        var seen: Set<String> = []
        let ranked = candidates.filter { seen.insert($0.id).inserted }
            .compactMap { agency in stated.distance(to: agency).map { (agency, $0) } }
        return ranked.sorted { ($0.1, $0.0.id) < ($1.1, $1.0.id) }.prefix(limit).map(\.0)
    }

    private struct Stated {
        let identifier: String
        let skeleton: String
        let root: String?
        let words: Set<Substring>

        init(identifier: String, name: String) {
            self.identifier = identifier.canonicalIdentifier
            skeleton = AgencySpelling.skeleton(ofIdentifier: identifier)
            root = AgencySpelling.root(of: identifier)
            words = Set(AgencySpelling.words(ofName: name).split(separator: " "))
        }

        /// How far an agency is from what was stated; `nil` when it is not meant. The spelling of the identifier counts
        /// most, then the name, then the ministry or province.
        func distance(to agency: Agency) -> Int? {
            let identifiers = [agency.id] + agency.formerIdentifiers.map(\.id)
            let sameSpelling = identifiers.contains { AgencySpelling.skeleton(ofIdentifier: $0) == skeleton }
            let letters = identifiers.map { Spelling.distance($0, identifier) }.min() ?? .max
            let name = Set(AgencySpelling.words(ofName: agency.name).split(separator: " "))
            let sameName = !words.isEmpty && words.isSubset(of: name)
            guard sameSpelling || sameName || letters <= 1 else { return nil }
            let sameRoot = root == nil || identifiers.contains { AgencySpelling.root(of: $0) == root }
            return (sameSpelling ? 0 : 32) + (sameName ? 0 : 16) + (sameRoot ? 0 : 8) + (letters <= 1 ? 0 : 4)
                + (sameName ? min(name.count - words.count, 3) : 0)
        }
    }

    /// The ministry's or province's part of an identifier: `H24` of `H24.01` and of `000.00.01.H24`.
    package static func root(of identifier: String) -> String? {
        let parts = identifier.canonicalIdentifier.unicodeScalars.split { !isAlphanumeric($0) }
        return [parts.first, parts.last].compactMap(\.self).first { isRoot(Array($0)) }.map {
            String(String.UnicodeScalarView($0))
        }
    }

    /// An old identifier written without dots; anything else stays one part.
    private static func separated(_ part: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        guard part.count == 10, isRoot(Array(part[7...])), part[..<7].allSatisfy(isDigit) else { return [part] }
        return [Array(part[..<3]), Array(part[3..<5]), Array(part[5..<7]), Array(part[7...])]
    }

    private static let alike: [Unicode.Scalar: Unicode.Scalar] = ["O": "0", "I": "1", "L": "1"]

    private static let abbreviations = [
        "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "tp": "thanh pho", "vp": "van phong",
        "mttq": "mat tran to quoc",
    ]

    /// A letter and two digits.
    private static func isRoot(_ part: [Unicode.Scalar]) -> Bool {
        part.count == 3 && !isDigit(part[0]) && isDigit(part[1]) && isDigit(part[2])
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { "0"..."9" ~= scalar }

    private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool { isDigit(scalar) || "A"..."Z" ~= scalar }
}
