import COpenSSL

extension Certificate {
    /// `IssuerSerial` in DER: `SEQUENCE { SEQUENCE { [4] issuer }, serialNumber }` (RFC 5035 §5.4).
    var issuerSerial: [UInt8] {
        withExtendedLifetime(owned) {
            let name = Self.encoded { i2d_X509_NAME(X509_get_issuer_name(owned.pointer), $0) }
            let serial = Self.encoded { i2d_ASN1_INTEGER(X509_get0_serialNumber(owned.pointer), $0) }
            return Self.wrapped(0x30, Self.wrapped(0x30, Self.wrapped(0xA4, name)) + serial)
        }
    }

    private static func encoded(_ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32) -> [UInt8] {
        let length = write(nil)
        guard length > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: Int(length))
        return bytes.withUnsafeMutableBufferPointer { buffer in
            var next = buffer.baseAddress
            return write(&next) == length
        } ? bytes : []
    }

    /// Tag and definite length (X.690 §8.1.3) before contents.
    private static func wrapped(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
        guard contents.count >= 128 else { return [tag, UInt8(contents.count)] + contents }
        var length: [UInt8] = []
        var rest = contents.count
        while rest > 0 {
            length.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        }
        return [tag, 0x80 | UInt8(length.count)] + length + contents
    }
}
