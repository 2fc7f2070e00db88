import COpenSSL

/// What an RFC 3161 time-stamp token says. It has been read, and nothing of it is believed yet: see ``TimestampTrust``.
package struct TimestampToken: Sendable {
    /// `genTime`, in milliseconds since 1970.
    package let timeMilliseconds: Int64
    /// How far from `genTime` the true time may be, in milliseconds; 0 when the token does not say.
    package let accuracyMilliseconds: Int64
    /// The authority's serial number of the token, upper-case hex.
    package let serial: String
    /// The object identifier of the policy under which the token was issued.
    package let policy: String
    /// The certificate that the token says it is signed with.
    package let authority: Certificate
    /// The other certificates in the token: untrusted helpers for building the path.
    let helpers: [Certificate]
    /// What its asker put into the request, upper-case hex; empty when there is none.
    package let nonce: String
    /// With what was stamped digested.
    package let hash: HashAlgorithm
    /// The digest of what was time-stamped.
    let imprint: [UInt8]

    /// The latest moment at which what was time-stamped can have come into being.
    package var latestMilliseconds: Int64 { timeMilliseconds + accuracyMilliseconds }

    /// When the first of the certificates that it rests on ends, in milliseconds since 1970: from then on it proves something
    /// only by a later token over it.
    package var expiresMilliseconds: Int64 { ([authority] + helpers).map(\.notAfter).min().map { $0 * 1000 } ?? 0 }
}

extension TimestampToken {
    /// More certificates than a path has are there for mischief only.
    private static let certificateLimit = 16
    /// An accuracy beyond a day says nothing; it also keeps sums from overflowing.
    private static let accuracyLimit: Int64 = 86_400_000

    /// Reads what the message says (RFC 3161 §2.4.2, RFC 5816).
    init(_ message: CMSMessage) throws(TimestampFault) {
        let info = try TimestampInformation(message)
        guard TS_TST_INFO_get_version(info.pointer) == 1 else { throw .unreadable("version") }
        guard TS_TST_INFO_get_ext_by_critical(info.pointer, 1, -1) < 0 else { throw .unreadable("critical extension") }
        let imprint = try info.imprint()
        hash = imprint.hash
        self.imprint = imprint.value
        timeMilliseconds = try info.milliseconds()
        accuracyMilliseconds = min(max(info.accuracyMilliseconds, 0), Self.accuracyLimit)
        serial = Certificate.hexInteger(TS_TST_INFO_get_serial(info.pointer))
        nonce = Certificate.hexInteger(TS_TST_INFO_get_nonce(info.pointer))
        policy = objectText(TS_TST_INFO_get_policy_id(info.pointer))
        authority = try message.signerCertificate()
        helpers = Array(message.certificates.filter { [authority] in $0 != authority }.prefix(Self.certificateLimit))
        guard HashAlgorithm(nid: message.digestNID) != nil else { throw .hash(objectName(message.digestNID)) }
    }
}

/// Why a token is not one that can be used; a value on its way to a ``Finding``.
enum TimestampFault: Error {
    case unreadable(String)
    case hash(String)

    var finding: Finding {
        switch self {
        case .unreadable(let detail): Finding(TimestampRules.unreadable, ["detail": detail])
        case .hash(let name): Finding(TimestampRules.hash, ["algorithm": name])
        }
    }
}

/// OpenSSL's `TSTInfo`, owned.
private final class TimestampInformation {
    let pointer: OpaquePointer

    init(_ message: CMSMessage) throws(TimestampFault) {
        guard message.contentNID == NID_id_smime_ct_TSTInfo else { throw .unreadable("eContentType") }
        let content = message.content
        let parsed: OpaquePointer? = content.withUnsafeBufferPointer { bytes in
            var next = bytes.baseAddress
            guard let parsed = d2i_TS_TST_INFO(nil, &next, bytes.count) else { return nil }
            guard next == bytes.baseAddress.map({ $0 + bytes.count }) else {
                TS_TST_INFO_free(parsed)
                return nil
            }
            return parsed
        }
        guard let parsed else {
            ERR_clear_error()
            throw .unreadable("TSTInfo")
        }
        pointer = parsed
    }

    deinit { TS_TST_INFO_free(pointer) }

    func imprint() throws(TimestampFault) -> (hash: HashAlgorithm, value: [UInt8]) {
        guard let imprint = TS_TST_INFO_get_msg_imprint(pointer), let algorithm = TS_MSG_IMPRINT_get_algo(imprint),
            let value = TS_MSG_IMPRINT_get_msg(imprint)
        else { throw .unreadable("messageImprint") }
        let nid = OBJ_obj2nid(algorithm.pointee.algorithm)
        guard let hash = HashAlgorithm(nid: nid) else { throw .hash(objectText(algorithm.pointee.algorithm)) }
        let bytes = octets(of: value)
        guard bytes.count == hash.length else { throw .unreadable("hashedMessage") }
        return (hash, bytes)
    }

    /// `genTime`, whose fraction of a second OpenSSL's own conversion leaves out.
    func milliseconds() throws(TimestampFault) -> Int64 {
        guard let time = TS_TST_INFO_get_time(pointer), let seconds = X509Store.seconds(time) else {
            throw .unreadable("genTime")
        }
        let text = octets(of: time)
        guard let dot = text.firstIndex(of: UInt8(ascii: ".")) else { return seconds * 1000 }
        let digits = text[(dot + 1)...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let thousandths = (digits + [48, 48, 48]).prefix(3).reduce(Int64(0)) { $0 * 10 + Int64($1 - 48) }
        return seconds * 1000 + thousandths
    }

    /// In milliseconds, rounded up.
    var accuracyMilliseconds: Int64 {
        guard let accuracy = TS_TST_INFO_get_accuracy(pointer) else { return 0 }
        let seconds = number(TS_ACCURACY_get_seconds(accuracy))
        let millis = number(TS_ACCURACY_get_millis(accuracy))
        let micros = number(TS_ACCURACY_get_micros(accuracy))
        // What does not fit is capped by the caller in any case.
        return min(seconds, 1 << 40) * 1000 + min(millis, 1 << 40) + (min(micros, 1 << 40) + 999) / 1000
    }

    private func number(_ integer: UnsafePointer<ASN1_INTEGER>?) -> Int64 {
        var value = Int64(0)
        guard let integer, ASN1_INTEGER_get_int64(&value, integer) == 1 else { return 0 }
        return max(0, value)
    }
}
