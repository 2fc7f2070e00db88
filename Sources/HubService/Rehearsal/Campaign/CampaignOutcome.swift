import HubCore
import SignedXML

/// What came of a campaign: the counts, and everything on which the two sides do not agree.
package struct CampaignOutcome: Sendable {
    private let evidence: CampaignEvidence
    private let discrepancies: [Discrepancy]
    private let elapsed: Duration
    private let folder: String

    init(_ evidence: CampaignEvidence, elapsed: Duration, folder: String) {
        self.evidence = evidence
        self.elapsed = elapsed
        self.folder = folder
        discrepancies = CampaignAudit(evidence).discrepancies
    }

    /// Whether both sides agree on every document and every status.
    package var isWell: Bool { discrepancies.isEmpty }

    /// For a person, in Vietnamese and English.
    package var text: String {
        let rule = String(repeating: "─", count: 78)
        let lines = rows.map { "  \($0.filled(to: 60))\($1)" }
        return ([rule, "TỔNG KẾT · SUMMARY"] + lines + [rule, verdict]).joined(separator: "\n")
    }

    /// Packets of our agencies with a receipt.
    var acknowledged: Int {
        evidence.submissions.count { if case .accepted = $0.outcome { true } else { false } }
    }

    private var rows: [(String, String)] {
        let (hub, history) = (evidence.hub, evidence.history)
        let documents = hub.documents.filter { $0.kind == .document }
        let statuses = hub.documents.filter { $0.kind == .status }
        let recorded = documents.flatMap(\.deliveries).reduce(0) { $0 + $1.statuses.count }
        let refused = evidence.submissions.count { if case .refused = $0.outcome { true } else { false } }
        let repeats = history.received.count { $0.outcome == "repeated" }
        let head = [
            ("Văn bản gửi lên · documents up", "\(documents.count { !$0.isFromAxis })"),
            ("Văn bản nhận về · documents down", "\(documents.count(where: \.isFromAxis))"),
            ("Trạng thái gửi lên · statuses up", "\(statuses.count { !$0.isFromAxis })"),
            ("Trạng thái nhận về · statuses down", "\(statuses.count(where: \.isFromAxis))"),
            ("Trạng thái đã ghi · statuses recorded", "\(recorded)"),
            ("Chờ ghép văn bản · waiting for their document", "\(hub.parked.count)"),
            ("Từ chối gói sai · spoiled documents refused", "\(refused)"),
            ("Gửi lại trục nhận ra · repeats that the hub recognised", "\(hub.repeats)"),
            ("Gửi lên lặp lại · repeats at the axis", "\(repeats)"),
            ("Lấy về · fetched from the axis", "\(history.handedOver.count { $0.event == "fetched" })"),
            ("Nhật ký · journal entries", "\(hub.size)"),
            ("Thời gian · time", "\(elapsed.secondsShown) s"),
            ("Sự cố đã xảy ra · faults that struck", "\(evidence.struck.values.reduce(0, +))"),
        ]
        return head + evidence.struck.sorted { $0.key < $1.key }.map { ("    \($0.key)", "\($0.value)") }
    }

    private var verdict: String {
        guard !discrepancies.isEmpty else {
            return "Hai phía khớp nhau ở mọi văn bản và mọi trạng thái.\n"
                + "Both sides agree on every document and every status."
        }
        let counts = Dictionary(grouping: discrepancies, by: \.kind).sorted { $0.value.count > $1.value.count }
            .map { "\($0.key.rawValue) \($0.value.count)" }.joined(separator: ", ")
        let list = discrepancies.prefix(60).map { "  ✗ \($0.says.vi) / \($0.says.en)" }.joined(separator: "\n")
        return """
            KHÔNG KHỚP, \(discrepancies.count) điều (\(counts)). THEY DO NOT AGREE:
            \(list)
            Thư mục · folder: \(folder)
            """
    }
}
