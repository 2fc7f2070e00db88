/// What a time-stamping authority is asked (RFC 3161 §2.4.1): to stamp a digest, under a nonce, and to enclose its certificate.
package struct TimestampRequest: Sendable, Hashable {
    package let hash: HashAlgorithm
    /// The digest of what is to be stamped.
    package let imprint: [UInt8]
    /// Eight bytes; an answer without them is to another request.
    package let nonce: [UInt8]
    /// The object identifier of the policy that is wanted; `nil` for the authority's own.
    package let policy: String?

    /// - Parameters:
    ///   - bytes: what is to be stamped.
    ///   - nonce: random.
    ///   - policy: dotted, such as `1.2.3.4`.
    /// - Throws: ``SignedXMLError`` when the policy is no object identifier.
    package init(
        stamping bytes: [UInt8], by hash: HashAlgorithm, nonce: UInt64, policy: String? = nil
    ) throws {
        self.hash = hash
        self.policy = policy
        imprint = try Digest.of(bytes, hash)
        // Positive, and of all its eight bytes, so that it has one form.
        let positive = (nonce & 0x7FFF_FFFF_FFFF_FFFF) | 0x4000_0000_0000_0000
        self.nonce = (0..<8).map { UInt8(truncatingIfNeeded: positive >> (56 - 8 * $0)) }
        if let policy, Self.objectIdentifier(policy) == nil {
            throw SignedXMLError("“\(policy)” is no object identifier")
        }
    }

    /// The nonce as a token states it: upper-case hex.
    package var nonceText: String { nonce.hex.uppercased() }

    /// A `TimeStampReq`.
    package var der: [UInt8] {
        let algorithm = Self.element(0x30, Self.element(0x06, hash.objectIdentifier) + [0x05, 0x00])
        let policy = policy.flatMap(Self.objectIdentifier).map { Self.element(0x06, $0) } ?? []
        return Self.element(
            0x30,
            [0x02, 0x01, 0x01] + Self.element(0x30, algorithm + Self.element(0x04, imprint)) + policy
                + Self.element(0x02, nonce) + [0x01, 0x01, 0xFF])
    }

    private static func element(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
        // Nothing in a request reaches 128 bytes but the whole of one with SHA-512 and a long policy.
        contents.count < 0x80
            ? [tag, UInt8(contents.count)] + contents : [tag, 0x81, UInt8(clamping: contents.count)] + contents
    }

    package static func isObjectIdentifier(_ text: String) -> Bool { objectIdentifier(text) != nil }

    /// The contents of an object identifier (X.690 §8.19); `nil` when it is none, or longer than any in use.
    private static func objectIdentifier(_ text: String) -> [UInt8]? {
        let arcs = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt32($0) }
        guard (3...16).contains(arcs.count), let first = arcs[0], let second = arcs[1], first < 3,
            second < (first == 2 ? 1000 : 40), !arcs.contains(nil)
        else { return nil }
        var bytes: [UInt8] = []
        for arc in [first * 40 + second] + arcs.dropFirst(2).compactMap(\.self) {
            var digits = [UInt8(arc & 0x7F)]
            var rest = arc >> 7
            while rest > 0 {
                digits.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
                rest >>= 7
            }
            bytes += digits
        }
        return bytes.count <= 64 ? bytes : nil
    }
}

extension HashAlgorithm {
    /// Below `joint-iso-itu-t(2) country(16) us(840) organization(1) gov(101) csor(3) nistAlgorithm(4) hashAlgs(2)`.
    fileprivate var objectIdentifier: [UInt8] {
        let last: UInt8 =
            switch self {
            case .sha256: 1
            case .sha384: 2
            case .sha512: 3
            }
        return [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, last]
    }
}

/// What the authority answers (RFC 3161 §2.4.2).
package enum TimestampReply: Sendable, Hashable {
    /// A `TimeStampToken`, of which nothing is believed yet: see ``TimestampTrust``.
    case granted([UInt8])
    /// Its `PKIStatus`, and what it says about it.
    case refused(status: Int, text: String)

    /// Reads a `TimeStampResp`; `nil` for anything else.
    package init?(der: [UInt8]) {
        var rest = der[...]
        guard let whole = DERElement(takingFrom: &rest), whole.tag == DERElement.sequenceTag, rest.isEmpty else {
            return nil
        }
        var parts = whole.contents
        guard let stated = DERElement(takingFrom: &parts), stated.tag == DERElement.sequenceTag,
            let status = stated.children, let code = status.first, code.tag == 0x02, code.contents.count == 1,
            let number = code.contents.first
        else { return nil }
        guard number <= 1 else {
            let text = status.dropFirst().first { $0.tag == DERElement.sequenceTag }?.children ?? []
            self = .refused(
                status: Int(number),
                text: text.map { String(decoding: $0.contents, as: UTF8.self) }.joined(separator: " "))
            return
        }
        let token = Array(parts)
        guard DERElement(takingFrom: &parts) != nil, parts.isEmpty else { return nil }
        self = .granted(token)
    }
}
