import EdXML
import HubCore
import SignedXML

/// When a signature was made: as it says itself, as a time-stamp proves, and as its certificate was judged. For reports.
package struct SignatureTimes: Sendable, Hashable, Codable {
    /// An RFC 3161 time-stamp over the signature value.
    package struct Stamp: Sendable, Hashable, Codable {
        package let time: Timestamp
        /// How far from `time` the true time may be, in milliseconds.
        package let accuracy: Int64
        /// The subject of the authority's certificate, RFC 2253.
        package let authority: String
        /// The token's serial number, upper-case hex.
        package let serial: String
        /// Whether it is by a trusted authority and over this signature.
        package let isVerified: Bool
    }

    /// `XAdES-BES`, `XAdES-EPES` or `XAdES-T`; `nil` for a signature without XAdES properties.
    package let level: AdvancedSignature.Level?
    /// What the signer claims.
    package let signingTime: Timestamp?
    /// The identifier of the signature policy.
    package let policy: String?
    package let timestamp: Stamp?
    /// When the certificate was judged to be good or not; `nil` when it was not judged.
    package let judgedAt: Timestamp?

    /// - Parameter judgement: `nil` when the certificate's path was not judged: nor is a time-stamp then.
    package init(_ advanced: AdvancedSignature?, _ judgement: SignerJudgement?) {
        level = advanced?.level
        signingTime = advanced?.signingTimeMilliseconds.map { Timestamp(milliseconds: $0) }
        policy = advanced?.policy
        judgedAt = judgement.map { Timestamp(milliseconds: $0.timeMilliseconds) }
        timestamp = judgement?.timestamp.flatMap { verdict in
            verdict.token.map { Stamp($0, isVerified: verdict.isVerified) }
        }
    }

    /// What there is to say of it, a label and a text each.
    package func lines(in language: Language) -> [(label: Bilingual, text: String)] {
        var lines: [(Bilingual, String)] = []
        if let level { lines.append((Bilingual(vi: "Dạng chữ ký", en: "Form"), level.rawValue)) }
        if let signingTime {
            let claimed = Bilingual(
                vi: "\(signingTime.rfc3339) (người ký tự khai)", en: "\(signingTime.rfc3339) (the signer's claim)")
            lines.append((Bilingual(vi: "Giờ ký", en: "Signed at"), claimed[language]))
        }
        if let policy { lines.append((Bilingual(vi: "Chính sách ký", en: "Policy"), policy)) }
        if let timestamp {
            let trust =
                timestamp.isVerified
                ? Bilingual(vi: "đã kiểm tra", en: "verified") : Bilingual(vi: "CHƯA tin được", en: "NOT verified")
            let text = "\(timestamp.time.rfc3339), \(timestamp.authority) (\(trust[language]))"
            lines.append((Bilingual(vi: "Dấu thời gian", en: "Time-stamp"), text))
        }
        return lines
    }
}

extension SignatureTimes.Stamp {
    fileprivate init(_ token: TimestampToken, isVerified: Bool) {
        time = Timestamp(milliseconds: token.timeMilliseconds)
        accuracy = token.accuracyMilliseconds
        authority = token.authority.subject
        serial = token.serial
        self.isVerified = isVerified
    }
}
