import COpenSSL

/// A private key with its certificate, for signing what we emit.
///
/// `@unchecked Sendable`: the key is only read after `init`, which OpenSSL allows from any thread.
package final class SigningIdentity: @unchecked Sendable {
    /// The signer's certificate, then its intermediates.
    package let certificates: [Certificate]
    let key: OpaquePointer
    let method: SignatureMethod

    /// The signer's certificate.
    package var certificate: Certificate { certificates[0] }

    /// - Parameter certificatesPEM: the signer's certificate first.
    /// - Throws: ``SignedXMLError`` when key and certificate cannot be read or do not belong together.
    package init(keyPEM: String, certificatesPEM: String) throws {
        certificates = try Certificate.all(inPEM: certificatesPEM)
        let key: OpaquePointer? = Array(keyPEM.utf8).withUnsafeBytes { bytes in
            // OpenSSL reads from where the bytes stand, so they must stand still until it has read them.
            guard let input = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count)) else { return nil }
            defer { BIO_free(input) }
            return PEM_read_bio_PrivateKey(input, nil, nil, nil)
        }
        guard let key else {
            ERR_clear_error()
            throw SignedXMLError("the private key cannot be read")
        }
        self.key = key
        switch EVP_PKEY_get_base_id(key) {
        case EVP_PKEY_RSA: method = SignatureMethod(.rsa, .sha256)
        case EVP_PKEY_EC:
            let bits = EVP_PKEY_get_bits(key)
            method = SignatureMethod(.ecdsa, bits > 384 ? .sha512 : bits > 256 ? .sha384 : .sha256)
        default:
            method = SignatureMethod(.rsa, .sha256)
            throw SignedXMLError("the private key is neither RSA nor EC")
        }
        let owned = certificates[0].owned
        guard withExtendedLifetime(owned, { X509_check_private_key(owned.pointer, key) == 1 }) else {
            ERR_clear_error()
            throw SignedXMLError("the private key does not belong to the certificate \(certificates[0].subject)")
        }
    }

    deinit { EVP_PKEY_free(key) }

    /// The signature value, as XMLDSig writes it.
    func sign(_ message: [UInt8]) throws -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { throw SignedXMLError("OpenSSL is out of memory") }
        defer { EVP_MD_CTX_free(context) }
        var length = 0
        guard EVP_DigestSignInit(context, nil, method.hash.openSSL, nil, key) == 1,
            EVP_DigestSign(context, nil, &length, message, message.count) == 1
        else { throw SignedXMLError("OpenSSL could not sign") }
        var value = [UInt8](repeating: 0, count: length)
        guard EVP_DigestSign(context, &value, &length, message, message.count) == 1 else {
            throw SignedXMLError("OpenSSL could not sign")
        }
        value.removeLast(value.count - length)
        return method.scheme == .ecdsa ? try fixedLength(value) : value
    }

    /// DER to r ‖ s.
    private func fixedLength(_ der: [UInt8]) throws -> [UInt8] {
        let length = (Int(EVP_PKEY_get_bits(key)) + 7) / 8
        let signature: OpaquePointer? = der.withUnsafeBufferPointer { bytes in
            var next = bytes.baseAddress
            return d2i_ECDSA_SIG(nil, &next, bytes.count)
        }
        guard let signature else { throw SignedXMLError("OpenSSL's signature cannot be read") }
        defer { ECDSA_SIG_free(signature) }
        var value = [UInt8](repeating: 0, count: 2 * length)
        value.withUnsafeMutableBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            BN_bn2binpad(ECDSA_SIG_get0_r(signature), base, Int32(length))
            BN_bn2binpad(ECDSA_SIG_get0_s(signature), base + length, Int32(length))
        }
        return value
    }
}

/// Signs documents: exclusive C14N, one enveloped `""` reference, SHA-256, RSA or ECDSA by the key's kind.
///
/// Fed the unsigned document in pieces, it gives the `Signature` element and where to put it; so a document of any size
/// can be signed with flat memory.
package final class DocumentSigner {
    /// The `Signature` element, and the offset in the unsigned document at which it is to be inserted.
    package struct Insertion: Sendable {
        package let element: [UInt8]
        package let offset: Int
    }

    private final class Deaf: DocumentHandler {
        func open(_ element: OpenedElement) {}
        func close(_ element: ClosedElement) {}
        func contentIdentifier(ofBinary index: Int) -> String? { nil }
    }

    private let reader: DocumentReader
    private let envelope: EnvelopedSignature
    /// The last bytes fed, in which the parent's end tag is found.
    private var header: [UInt8] = []

    package init(profile: ReadingProfile) throws {
        envelope = EnvelopedSignature(profile, digestForSigner: try Digest(.sha256))
        reader = try DocumentReader(profile: profile, handler: Deaf(), envelope: envelope)
    }

    package func feed(_ bytes: RawSpan) {
        if envelope.parentEnd == nil { bytes.withUnsafeBytes { header.append(contentsOf: $0) } }
        reader.feed(bytes)
    }

    /// - Returns: the insertion, or what is wrong with the document.
    /// - Throws: ``SignedXMLError`` when the key fails.
    package func finish(
        by identity: SigningIdentity, as form: SignatureForm = .plain
    ) throws -> Result<Insertion, DocumentRefusal> {
        let reading = reader.finish()
        guard !reading.findings.refuses else { return .failure(DocumentRefusal(findings: reading.findings)) }
        switch reading.signature {
        case .refused(let findings): return .failure(DocumentRefusal(findings: findings))
        case .present: return .failure(DocumentRefusal(findings: [Finding(SignatureRules.multiple)]))
        case .absent: break
        }
        if let hindrance = envelope.hindrance { return .failure(DocumentRefusal(findings: [hindrance])) }
        let mark = header.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard let (digest, end) = envelope.finishForSigner(),
            let tag = header[..<(mark + LineEnds.original(end, in: header[mark...]))].lastIndex(of: UInt8(ascii: "<"))
        else {
            return .failure(DocumentRefusal(findings: [Finding(SignatureRules.place)]))
        }
        return .success(Insertion(element: try Self.element(digest: digest, identity, form), offset: tag))
    }

    /// Signs a document held in memory.
    package static func sign(
        _ document: [UInt8], by identity: SigningIdentity, profile: ReadingProfile, as form: SignatureForm = .plain
    ) throws -> Result<[UInt8], DocumentRefusal> {
        let signer = try DocumentSigner(profile: profile)
        signer.feed(document.span.bytes)
        return try signer.finish(by: identity, as: form).map { insertion in
            document[..<insertion.offset] + insertion.element + document[insertion.offset...]
        }.map { Array($0) }
    }

    /// `SignedInfo` is written in its canonical form, so that what is signed is what stands there.
    private static func element(
        digest: [UInt8], _ identity: SigningIdentity, _ form: SignatureForm
    ) throws -> [UInt8] {
        var properties: PropertiesText?
        var timestamp: TimestampSource?
        if case .advanced(let time, let source) = form {
            properties = try PropertiesText(
                documentDigest: digest, certificate: identity.certificate, timeMilliseconds: time)
            timestamp = source
        }
        let namespace = "xmlns:ds=\"\(XMLNamespace.signature)\""
        let body =
            "<ds:CanonicalizationMethod Algorithm=\"\(SignatureAlgorithms.exclusive)\"></ds:CanonicalizationMethod>"
            + "<ds:SignatureMethod Algorithm=\"\(SignatureAlgorithms.uri(of: identity.method))\"></ds:SignatureMethod>"
            + "<ds:Reference URI=\"\"><ds:Transforms>"
            + "<ds:Transform Algorithm=\"\(SignatureAlgorithms.enveloped)\"></ds:Transform>"
            + "<ds:Transform Algorithm=\"\(SignatureAlgorithms.exclusive)\"></ds:Transform>"
            + "</ds:Transforms><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod>"
            + "<ds:DigestValue>\(base64(digest))</ds:DigestValue></ds:Reference>\(properties?.reference ?? "")</ds:SignedInfo>"
        let value = base64(try identity.sign(Array("<ds:SignedInfo \(namespace)>\(body)".utf8)))
        let certificates = identity.certificates.map { "<ds:X509Certificate>\(base64($0.der))</ds:X509Certificate>" }
        let id = properties.map { " Id=\"\($0.id)\"" } ?? ""
        let element =
            "<ds:Signature \(namespace)\(id)><ds:SignedInfo>\(body)<ds:SignatureValue>\(value)</ds:SignatureValue>"
            + "<ds:KeyInfo><ds:X509Data>\(certificates.joined())</ds:X509Data></ds:KeyInfo>"
            + (try properties?.object(value: value, timestamp: timestamp) ?? "") + "</ds:Signature>"
        return Array(element.utf8)
    }
}

/// Why a document cannot be signed.
package struct DocumentRefusal: Error, Sendable {
    package let findings: [Finding]
}
