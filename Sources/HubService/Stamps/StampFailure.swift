import SignedXML

/// Why the authority has not stamped.
package enum StampFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// No answer, or none in time.
    case unreachable(String)
    /// It answered with this HTTP status.
    case http(Int)
    /// What it sent is no answer to a time-stamp request.
    case unreadable
    /// It said that it will not.
    case refused(status: Int, String)
    /// The token does not hold; codes and reasons.
    case untrue(String)
    /// The token answers another request.
    case otherRequest
    /// It was issued under another policy than the one asked for.
    case policy(String)
    /// Its time is this far from ours.
    case clock(seconds: Int64)

    package var says: Bilingual {
        switch self {
        case .unreachable(let why): Bilingual(vi: "không liên hệ được: \(why)", en: "cannot be reached: \(why)")
        case .http(let status): Bilingual(vi: "trả lời HTTP \(status)", en: "answered HTTP \(status)")
        case .unreadable:
            Bilingual(vi: "trả lời không phải dấu thời gian RFC 3161", en: "gave no answer of RFC 3161")
        case .refused(let status, let text):
            Bilingual(vi: "từ chối (PKIStatus \(status)) \(text)", en: "refused (PKIStatus \(status)) \(text)")
        case .untrue(let why): Bilingual(vi: "dấu thời gian không đúng: \(why)", en: "the token does not hold: \(why)")
        case .otherRequest:
            Bilingual(vi: "dấu thời gian của yêu cầu khác", en: "the token answers another request")
        case .policy(let policy):
            Bilingual(vi: "cấp theo chính sách khác: \(policy)", en: "issued it under another policy: \(policy)")
        case .clock(let seconds):
            Bilingual(vi: "đồng hồ lệch \(seconds) giây", en: "its clock is \(seconds) seconds from ours")
        }
    }

    package var description: String { "\(says.vi) / \(says.en)" }
}
