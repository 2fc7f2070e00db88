import COpenSSL

/// An X.509 certificate, as facts and DER.
package struct Certificate: Sendable, Hashable {
    package let der: [UInt8]
    /// SHA-256 of the DER, lower-case hex.
    package let fingerprint: String
    /// RFC 2253.
    package let subject: String
    package let issuer: String
    /// Upper-case hex.
    package let serial: String
    /// Seconds since 1970.
    package let notBefore: Int64
    package let notAfter: Int64
    /// OpenSSL's reading of ``der``: making it costs more than most of what is asked of it.
    let owned: X509Certificate

    /// - Throws: ``SignedXMLError`` when the bytes are not one certificate.
    package init(der: [UInt8]) throws {
        let owned = try X509Certificate(der: der)
        defer { withExtendedLifetime(owned) {} }
        self.owned = owned
        self.der = der
        fingerprint = try Digest.of(der, .sha256).hex
        subject = Self.name(X509_get_subject_name(owned.pointer))
        issuer = Self.name(X509_get_issuer_name(owned.pointer))
        serial = Self.hexInteger(X509_get0_serialNumber(owned.pointer))
        notBefore = try Self.readSeconds(X509_get0_notBefore(owned.pointer))
        notAfter = try Self.readSeconds(X509_get0_notAfter(owned.pointer))
    }

    package static func == (left: Certificate, right: Certificate) -> Bool { left.fingerprint == right.fingerprint }

    package func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

    /// All certificates of a PEM text, in order.
    /// - Throws: ``SignedXMLError`` when one of them cannot be read, or there is none.
    package static func all(inPEM text: String) throws -> [Certificate] {
        let found = try PEM.blocks(in: text).filter { $0.label == "CERTIFICATE" }.map { try Certificate(der: $0.der) }
        guard !found.isEmpty else { throw SignedXMLError("no certificate in the PEM text") }
        return found
    }

    /// The certificates of a file: PEM blocks, or one certificate in DER.
    /// - Throws: ``SignedXMLError`` when one of them cannot be read, or there is none.
    package static func all(in file: [UInt8]) throws -> [Certificate] {
        PEM.isDER(file) ? [try Certificate(der: file)] : try all(inPEM: String(decoding: file, as: UTF8.self))
    }

    static func name(_ name: OpaquePointer?) -> String {
        guard let name, let output = BIO_new(BIO_s_mem()) else { return "" }
        defer { BIO_free(output) }
        // RFC 2253, with UTF-8 written as itself.
        X509_NAME_print_ex(output, name, 0, lt_name_flags())
        return text(output)
    }

    private static func text(_ output: OpaquePointer) -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = BIO_read(output, &buffer, Int32(buffer.count))
        return count > 0 ? String(decoding: buffer[..<Int(count)], as: UTF8.self) : ""
    }

    private static func readSeconds(_ time: UnsafePointer<ASN1_TIME>?) throws -> Int64 {
        var parts = tm()
        guard let time, ASN1_TIME_to_tm(time, &parts) == 1 else {
            throw SignedXMLError("a certificate's validity cannot be read")
        }
        return Int64(timegm(&parts))
    }
}

/// OpenSSL's certificate, owned.
///
/// `@unchecked Sendable`: never changed after `init`; what OpenSSL works out later it keeps under locks of its own.
final class X509Certificate: @unchecked Sendable {
    let pointer: OpaquePointer

    init(der: [UInt8]) throws {
        let parsed: OpaquePointer? = der.withUnsafeBufferPointer { bytes in
            var next = bytes.baseAddress
            guard let certificate = d2i_X509(nil, &next, bytes.count) else { return nil }
            // Bytes behind the certificate would be outside its fingerprint's meaning.
            guard next == bytes.baseAddress.map({ $0 + bytes.count }) else {
                X509_free(certificate)
                return nil
            }
            return certificate
        }
        guard let parsed else {
            ERR_clear_error()
            throw SignedXMLError("the bytes are not an X.509 certificate")
        }
        pointer = parsed
    }

    deinit { X509_free(pointer) }
}

/// PEM texts (RFC 7468).
enum PEM {
    /// DER begins with a SEQUENCE of more than 127 bytes; no text begins so.
    static func isDER(_ file: [UInt8]) -> Bool { file.count > 1 && file[0] == 0x30 && file[1] >= 0x80 }

    static func blocks(in text: String) throws -> [(label: String, der: [UInt8])] {
        var blocks: [(label: String, der: [UInt8])] = []
        var label: String?
        var body = ""
        for line in text.split(whereSeparator: \.isNewline) {
            let line = String(line).trimmed
            if line.hasPrefix("-----BEGIN "), line.hasSuffix("-----") {
                label = String(line.dropFirst(11).dropLast(5))
                body = ""
            } else if line.hasPrefix("-----END "), let open = label {
                guard let der = Base64Decoder.decode(body) else {
                    throw SignedXMLError("the PEM block \(open) is not base64")
                }
                blocks.append((open, der))
                label = nil
            } else if label != nil {
                body += line
            }
        }
        return blocks
    }
}

/// The machine, or what the operator gave it, failed; never the document.
package struct SignedXMLError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
