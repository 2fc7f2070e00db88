/// The configured anchors, intermediates and revocation lists, and the verdicts they give.
///
/// Verdicts are cached per certificate until the earliest expiry of what they rest on.
package final class TrustStore: Sendable {
    /// What is to happen when no current revocation list covers a certificate.
    package enum RevocationUnknown: String, Sendable { case refuse, acceptAndFlag = "accept-and-flag" }

    package init(
        anchors: [Certificate], intermediates: [Certificate] = [], revocationListsPEM: [String] = [],
        revocationUnknown: RevocationUnknown = .acceptAndFlag
    ) throws {}

    /// SHA-256 over anchors, intermediates and lists: names what a verdict rests on. Hex.
    package var version: String { "" }

    /// Judges the certificate's path, use, validity and revocation.
    /// - Parameter time: seconds since 1970.
    /// - Returns: findings; the path is trusted when none refuses.
    package func judge(_ certificate: Certificate, intermediates: [Certificate], at time: Int64) -> [Finding] { [] }
}
