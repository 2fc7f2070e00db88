import SignedXML

/// Judges single signatures: their form first, then the certificate, and only then is its key used.
struct PDFBench {
    struct Judgement {
        var signature: PDFSignature
        let end: Int
        /// Whether the bytes it covers are those that were signed, with the key of the certificate that it names.
        var isIntact = false
    }

    let trust: TrustStore?
    /// Seconds since 1970.
    let time: Int64
    let timestamps: TimestampJudge?

    func judge(_ evidence: PDFSignatureEvidence) -> Judgement {
        var judgement = Judgement(
            signature: PDFSignature(number: evidence.number, form: evidence.form), end: evidence.end)
        judgement.signature.claimedTime = evidence.statedTime
        if !evidence.faults.isEmpty {
            for fault in evidence.faults { judgement.signature.add(fault.rule, fault.arguments) }
            return judgement
        }
        judge(evidence, &judgement)
        return judgement
    }

    private func judge(_ evidence: PDFSignatureEvidence, _ judgement: inout Judgement) {
        switch PDFSignatureForm(rawValue: evidence.form) {
        case .detached, .cades: break
        case .documentTimestamp: return judgement.signature.add(PDFRules.timestamp)
        case .digested, .bare:
            judgement.signature.verdict = .unknown
            return judgement.signature.add(PDFRules.weak, ["detail": evidence.form])
        case nil:
            judgement.signature.verdict = .unknown
            return judgement.signature.add(PDFRules.form, ["found": evidence.form.excerpt])
        }
        switch CMSSignature.read(evidence.message) {
        case .failure(let fault): judgement.signature.add(fault)
        case .success(let message):
            let isNamed = message.namesItsCertificate || evidence.form == PDFSignatureForm.detached.rawValue
            guard isNamed else {
                return judgement.signature.add(.form("ETSI EN 319 142-1 §6.3: signing-certificate-v2"))
            }
            judge(message, evidence, &judgement)
        }
    }

    private func judge(_ message: CMSSignature, _ evidence: PDFSignatureEvidence, _ judgement: inout Judgement) {
        judgement.signature.signer = PDFSignature.Signer(message.signer)
        judgement.signature.claimedTime = evidence.statedTime ?? message.claimedTime.map { $0 * 1_000 }
        guard let digest = evidence.digests[message.digestAlgorithm] else {
            return judgement.signature.add(PDFRules.otherDigest, ["detail": message.digestAlgorithm.rawValue])
        }
        let proved = message.timestampToken.flatMap { timestamps?($0, message.value) }
        let path = trust?.judge(message.signer, intermediates: message.intermediates, at: proved ?? time)
        if let fault = message.verify(contentDigest: digest) { return judgement.signature.add(fault) }
        judgement.isIntact = true
        judgement.signature.provedTime = proved.map { $0 * 1_000 }
        if message.timestampToken != nil, proved == nil { judgement.signature.add(PDFRules.timestamp) }
        guard let path else {
            return judgement.signature.add(PDFRules.unjudged, ["detail": "không có · no trust anchor"])
        }
        judgement.signature.verdict = .valid
        judgement.signature.add(path: path, of: message.signer)
    }
}

extension PDFSignature {
    fileprivate mutating func add(_ fault: CMSFault) {
        switch fault {
        case .form(let clause): add(PDFRules.message, ["detail": clause])
        case .weak(let detail):
            verdict = .unknown
            add(PDFRules.weak, ["detail": detail])
        case .content:
            add(PDFRules.content)
            aftermath = .changed
        case .value: add(PDFRules.value)
        case .certificate: add(PDFRules.certificate)
        }
    }

    /// What refuses the certificate leaves the signature unknown, since it may have been good when it signed; a revoked one
    /// makes it invalid. The reasons follow, as flags: they do not refuse the packet.
    fileprivate mutating func add(path: [Finding], of certificate: Certificate) {
        if path.refuses {
            let codes = path.filter { $0.rule.level == .refuse }.map(\.rule.code)
            let isRevoked = codes.contains(CertificateRules.revoked.code)
            add(
                isRevoked ? PDFRules.revoked : PDFRules.signer,
                ["subject": certificate.subject.excerpt, "detail": codes.joined(separator: ", ")])
        }
        reasons += path.map { Finding($0.rule.asFlag, at: $0.place, $0.arguments) }
    }
}

extension Rule {
    fileprivate var asFlag: Rule { Rule(code, level: .flag, says: says, mend: mend, source: source) }
}
