import Foundation

/// `Content-Disposition` of a file that is to be saved.
package enum ContentDisposition {
    /// The name in ASCII (RFC 6266 §4.3) and, where that loses anything, as it is (RFC 8187).
    package static func attachment(_ name: String) -> String {
        let name = safe(name)
        let plain = ascii(name)
        guard plain != name else { return "attachment; filename=\"\(plain)\"" }
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(name.percentEncoded)"
    }

    /// Without anything that a file system or a shell could take for more than a name.
    private static func safe(_ name: String) -> String {
        let scalars = name.precomposedStringWithCanonicalMapping.unicodeScalars.map { scalar in
            isPlain(scalar) || scalar.value >= 0x80 && scalar.properties.isAlphabetic ? Character(scalar) : "-"
        }
        return String(String(scalars).drop { $0 == "." }.prefix(120))
    }

    private static func ascii(_ name: String) -> String {
        let bare = name.replacing("Đ", with: "D").replacing("đ", with: "d").decomposedStringWithCanonicalMapping
        return String(
            String.UnicodeScalarView(
                bare.unicodeScalars.filter { $0.properties.canonicalCombiningClass == .notReordered })
        ).map { $0.unicodeScalars.allSatisfy(isPlain) ? String($0) : "-" }.joined()
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_": true
        default: false
        }
    }
}
