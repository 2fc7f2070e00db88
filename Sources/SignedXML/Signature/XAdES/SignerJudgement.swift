/// What trust says of the certificate under a signature, and at what time it was judged.
package struct SignerJudgement: Sendable {
    /// The path is trusted when none refuses.
    package let findings: [Finding]
    /// The time of judgement, in milliseconds since 1970: of receipt, or the one that a verified time-stamp proves.
    package let timeMilliseconds: Int64
    /// The time-stamp that was used, or else one that could not be; `nil` when there is none.
    package let timestamp: TimestampVerdict?
}

extension TrustStore {
    /// Judges the certificate under a signature at the time at which the signature is known to have existed.
    ///
    /// That is the time of receipt; or, when a time-stamp over the signature value holds, the time it proves, with what is known
    /// about revocation at the receipt. So a certificate that has expired, or was revoked, since then is still good.
    /// A time-stamp that does not hold is reported and not used.
    /// - Parameter now: the time of receipt, milliseconds since 1970.
    package func judge(_ signature: SignatureEvidence, at now: Int64) -> SignerJudgement {
        guard let advanced = signature.advanced else {
            return SignerJudgement(findings: path(signature, at: now, now: now), timeMilliseconds: now, timestamp: nil)
        }
        let verdicts = advanced.timestamps.map { timestamps.judge($0.token, over: $0.stamped, at: now) }
        let proofs = verdicts.filter(\.isVerified).compactMap { verdict in verdict.token.map { (verdict, $0) } }
        let proof = proofs.min { $0.1.latestMilliseconds < $1.1.latestMilliseconds }
        // What has come to us exists by now, however inaccurate the token.
        let time = min(now, proof?.1.latestMilliseconds ?? now)
        var findings = advanced.remarks + verdicts.flatMap(\.findings)
        if let claimed = advanced.signingTimeMilliseconds, claimed > time + TimestampTrust.toleranceMilliseconds {
            findings.append(
                Finding(
                    XAdESRules.timeLater, at: signature.place,
                    ["time": LocalTime.text(claimed), "latest": LocalTime.text(time)]))
        }
        findings += path(signature, at: time, now: now)
        let certificate = signature.certificate
        if certificate.notAfter < Self.seconds(now), certificate.notAfter >= Self.seconds(time) {
            findings.append(
                Finding(
                    TimestampRules.expiredSince, at: signature.place,
                    ["subject": certificate.subject, "time": LocalTime.text(time)]))
        }
        return SignerJudgement(
            findings: findings, timeMilliseconds: time, timestamp: proof?.0 ?? verdicts.first)
    }

    /// Judges time-stamp tokens that stand elsewhere than in a signature of ours, as in a signed PDF file.
    /// - Parameter now: the time of receipt, milliseconds since 1970.
    /// - Returns: for a token, and the octets that it must be over, the time it proves, in seconds since 1970; `nil` when it is
    ///   not to be believed.
    package func timestampJudge(at now: Int64) -> @Sendable (_ token: [UInt8], _ stamped: [UInt8]) -> Int64? {
        { [timestamps] token, stamped in
            let verdict = timestamps.judge(token, over: stamped, at: now)
            guard verdict.isVerified, let latest = verdict.token?.latestMilliseconds else { return nil }
            return Self.seconds(min(now, latest))
        }
    }

    private func path(_ signature: SignatureEvidence, at time: Int64, now: Int64) -> [Finding] {
        judge(
            signature.certificate, intermediates: signature.intermediates, at: Self.seconds(time),
            receivedAt: Self.seconds(now))
    }

    private static func seconds(_ milliseconds: Int64) -> Int64 {
        milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000
    }
}
