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

    /// - Throws: ``SignedXMLError`` when the bytes are not a certificate.
    package init(der: [UInt8]) throws { throw SignedXMLError("not yet") }
    /// All certificates of a PEM text.
    package static func all(inPEM text: String) throws -> [Certificate] { [] }
}

/// The machine, or what the operator gave it, failed; never the document.
package struct SignedXMLError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
