import Testing

@testable import SignedXML

/// Signature values as they come from others: `openssl` signs, so that nothing of ours is in them.
@Suite struct `A signature value` {
    private static let document = "<r><a>Về việc</a></r>"
    private static let more = "http://www.w3.org/2001/04/xmldsig-more#"
    private static let ecdsa = more + "ecdsa-sha256"
    /// The order of P-256.
    private static let order: [UInt8] = [
        0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xBC, 0xE6,
        0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
    ]

    private func code(_ document: String) throws -> String {
        try SignedDocumentVerifier(trust: nil).judge(Array(document.utf8), at: 0).reason?.rule.code ?? "valid"
    }

    @Test(arguments: ["sha256", "sha384", "sha512"]) func `by RSA-PSS is valid with the digest's own salt`(hash: String)
        throws
    {
        let method = "http://www.w3.org/2007/05/xmldsig-more#\(hash)-rsa-MGF1"
        func signed(_ options: [String]) throws -> String {
            try OutsideSigner.sign(
                Self.document, method: method, hash: hash, .rsa,
                options: ["-sigopt", "rsa_padding_mode:pss"] + options.flatMap { ["-sigopt", $0] })
        }
        #expect(try code(signed(["rsa_pss_saltlen:digest"])) == "valid")
        #expect(try code(signed(["rsa_pss_saltlen:20"])) == "SIG-VALUE")
        #expect(try code(signed(["rsa_pss_saltlen:digest", "rsa_mgf1_md:sha1"])) == "SIG-VALUE")
    }

    @Test func `by RSA is valid with a key of 2048 bits, and not of 1024`() throws {
        let method = Self.more + "rsa-sha256"
        #expect(try code(OutsideSigner.sign(Self.document, method: method, .rsa)) == "valid")
        #expect(try code(OutsideSigner.sign(Self.document, method: method, .weak)) == "SIG-WEAK-KEY")
        let padded = try OutsideSigner.sign(Self.document, method: method, .rsa) { [0] + $0 }
        #expect(try code(padded) == "SIG-VALUE")
    }

    @Test func `by a curve of the profile is r and s, each of the curve's length`() throws {
        func code(_ key: OutsideSigner.Key, _ change: @escaping ([UInt8], [UInt8]) -> [UInt8]) throws -> String {
            try self.code(
                OutsideSigner.sign(Self.document, method: Self.ecdsa, key) { der in
                    let length = key == .p521 ? 66 : key == .p384 ? 48 : 32
                    let (r, s) = Self.scalars(der, length)
                    return change(r, s)
                })
        }
        for key in [OutsideSigner.Key.p256, .p384, .p521] { #expect(try code(key) { $0 + $1 } == "valid") }
        #expect(try code(.bitcoin) { $0 + $1 } == "SIG-WEAK-KEY")
        let zeros = [UInt8](repeating: 0, count: 32)
        #expect(try code(.p256) { zeros + $1 } == "SIG-VALUE")
        #expect(try code(.p256) { r, _ in r + zeros } == "SIG-VALUE")
        #expect(try code(.p256) { [0] + $0 + [0] + $1 } == "SIG-VALUE")
        #expect(try code(.p256) { r, s in Array((r + s).dropLast()) } == "SIG-VALUE")
        #expect(try code(.p256) { $1 + $0 } == "SIG-VALUE")
    }

    @Test func `in DER is not one`() throws {
        #expect(try code(OutsideSigner.sign(Self.document, method: Self.ecdsa, .p256)) == "SIG-VALUE")
    }

    /// Anyone can make the second form from the first; so its bytes never tell documents apart.
    @Test func `with n minus s is as valid as with s`() throws {
        let mirrored = try OutsideSigner.sign(Self.document, method: Self.ecdsa, .p256) { der in
            let (r, s) = Self.scalars(der, 32)
            return r + Self.difference(Self.order, s)
        }
        #expect(try code(mirrored) == "valid")
    }

    /// `SEQUENCE { INTEGER r, INTEGER s }`, each cut or filled to a length.
    private static func scalars(_ der: [UInt8], _ length: Int) -> ([UInt8], [UInt8]) {
        var rest = der.dropFirst(der[1] & 0x80 == 0 ? 2 : 3)
        func next() -> [UInt8] {
            let count = Int(rest[rest.startIndex + 1])
            let value = rest.dropFirst(2).prefix(count).drop { $0 == 0 }
            rest = rest.dropFirst(2 + count)
            return [UInt8](repeating: 0, count: length - value.count) + value
        }
        let r = next()
        return (r, next())
    }

    private static func difference(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var borrow = 0
        var result = left
        for index in left.indices.reversed() {
            let value = Int(left[index]) - Int(right[index]) - borrow
            borrow = value < 0 ? 1 : 0
            result[index] = UInt8(value & 0xFF)
        }
        return result
    }
}
