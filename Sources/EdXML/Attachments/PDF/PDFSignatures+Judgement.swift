import SignedXML

/// When a time-stamp token covers these bytes and is to be trusted: the time it proves, seconds since 1970.
package typealias TimestampJudge = @Sendable (_ token: [UInt8], _ covered: [UInt8]) -> Int64?

extension PDFSignatures {
    /// Judges every signature of the file named `file`.
    /// - Parameters:
    ///   - trust: `nil` when no anchors are known; then nothing becomes valid.
    ///   - time: of receipt, seconds since 1970; a verified time stamp of a signature counts instead.
    ///   - timestamps: `nil` when no time-stamping authority is trusted.
    package func judged(
        in file: String, by trust: TrustStore?, at time: Int64, timestamps: TimestampJudge? = nil
    ) -> [PDFSignature] {
        let bench = PDFBench(trust: trust, time: time, timestamps: timestamps)
        let single = evidence.map { bench.judge($0) }
        var signatures = zip(evidence, single).map { evidence, judgement in
            settle(judgement, at: evidence.end, among: single)
        }
        if areMore || (isUnclear && signatures.isEmpty) {
            var rest = PDFSignature(number: signatures.count + 1, form: "")
            rest.reasons = [Finding(areMore ? PDFRules.limit : PDFRules.unclear)]
            signatures.append(rest)
        }
        return signatures.map { $0.named(in: file) }
    }

    /// Adds to one signature's judgement what became of the file after it.
    private func settle(_ judgement: PDFBench.Judgement, at end: Int, among all: [PDFBench.Judgement]) -> PDFSignature {
        var signature = judgement.signature
        guard judgement.isIntact else { return signature }
        let bytesAfter = ["bytes": String(size - end)]
        signature.coverage = end == size ? .wholeFile : .revision(bytesAfter: size - end)
        let later = all.filter { $0.end > end && $0.end >= inkEnd }
        if end >= inkEnd {
            signature.aftermath = .unchanged
        } else if later.contains(where: { $0.signature.verdict == .valid }) {
            signature.aftermath = .signedAgain
        } else if validationDataEnd > end || later.contains(where: { $0.isIntact || $0.signature.isTimestamp }) {
            signature.aftermath = .extended
            signature.add(PDFRules.extended, bytesAfter)
        } else {
            signature.aftermath = .changed
            signature.add(PDFRules.changed, bytesAfter)
        }
        return signature
    }
}

extension PDFSignature {
    /// Adds a reason, and draws its consequence.
    mutating func add(_ rule: Rule, _ arguments: [String: String] = [:]) {
        reasons.append(Finding(rule, arguments))
        if PDFRules.broken.contains(rule) {
            verdict = .invalid
        } else if verdict == .valid, rule != PDFRules.timestamp {
            verdict = .unknown
        }
    }

    /// With its number and the file's name in every reason that speaks of them.
    fileprivate func named(in file: String) -> PDFSignature {
        var named = self
        named.reasons = reasons.map { finding in
            let given = ["value": file.excerpt, "number": String(number)]
            return Finding(finding.rule, at: finding.place, finding.arguments.merging(given) { $1 })
        }
        return named
    }
}
