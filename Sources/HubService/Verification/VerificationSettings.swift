import EdXML
import HubCore
import SignedXML

/// What the signature of one XML file is judged with.
package struct VerificationSettings: Sendable {
    /// PEM or DER files, or folders of them.
    package var anchors: [String] = []
    package var intermediates: [String] = []
    package var revocationLists: [String] = []
    /// Of time-stamping authorities. Without any, time-stamps are reported and not used.
    package var timestampAnchors: [String] = []
    /// The time of judgement: RFC 3339, or a day, which means its first moment in Vietnam; now, when it is not given.
    package var time: String?
    /// Whether the certificate's path is judged, and not the signature alone.
    package var judgesPath = true

    package init() {}

    /// Judges one file.
    /// - Parameters:
    ///   - file: `-` for the standard input.
    ///   - pipeLimit: bytes that the standard input may bring.
    /// - Throws: ``CannotJudge`` with what is missing or cannot be read.
    package func report(
        on file: String, clock: HubClock = .system, pipeLimit: Int? = nil
    ) throws(CannotJudge) -> VerificationReport {
        let now = try moment(or: clock.now())
        let trust = try trustStore()
        let verdict = try CannotJudge.saying(vi: "Không đọc được tệp", en: "The file \(file) cannot be read") {
            let document = try RereadableFile(file, pipeLimit: pipeLimit ?? RereadableFile.pipeLimit)
            let verifier = SignedDocumentVerifier(trust: trust)
            return try verifier.judge(at: now.milliseconds / 1000) { try document.readPieces($0) }
        }
        return VerificationReport(file: file, judgedAt: now, verdict: verdict, trustVersion: trust?.version)
    }

    private func moment(or now: Timestamp) throws(CannotJudge) -> Timestamp {
        guard let time else { return now }
        if let moment = Timestamp(rfc3339: time) ?? Timestamp(rfc3339: time + "T00:00:00+07:00") { return moment }
        throw CannotJudge(
            vi: "Thời điểm “\(time)” không viết dạng 2026-11-21T17:20:00+07:00 hay 2026-11-21.",
            en: "The time “\(time)” is not written as 2026-11-21T17:20:00+07:00 or 2026-11-21.")
    }

    private func trustStore() throws(CannotJudge) -> TrustStore? {
        guard judgesPath else { return nil }
        guard !anchors.isEmpty else {
            throw CannotJudge(
                vi: "Chưa nêu chứng thư gốc nào được tin: dùng --trust-anchor TỆP, hoặc --no-path để chỉ xét chữ ký.",
                en: "No trusted root was named: give --trust-anchor FILE, or --no-path to judge the signature alone.")
        }
        return try CannotJudge.saying(
            vi: "Chứng thư tin cậy hoặc CRL không dùng được", en: "The trusted certificates or lists cannot be used"
        ) {
            try TrustStore(
                anchors: TrustFiles.read(anchors, Certificate.all(in:)),
                intermediates: TrustFiles.read(intermediates, Certificate.all(in:)),
                lists: TrustFiles.read(revocationLists, RevocationList.all(in:)),
                timestampAnchors: TrustFiles.read(timestampAnchors, Certificate.all(in:)))
        }
    }
}
