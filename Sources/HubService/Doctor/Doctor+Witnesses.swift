import HubCore
import SignedXML

/// Those who stand behind the journal.
extension Doctor {
    /// A witness whose last word is older has been silent: one that sees nothing new signs every hour.
    private static let silence: Int64 = 2 * 3_600_000

    func witnesses(of configuration: HubConfiguration) async -> [Diagnosis] {
        guard !configuration.witnesses.witnesses.isEmpty else { return [] }
        let report: WitnessReport
        do {
            report = try await OperatorLine(configuration).witnesses()
        } catch {
            // That the hub cannot be asked has been told.
            return []
        }
        return [whole(report)] + report.witnesses.map { one($0, report) }
    }

    private func whole(_ report: WitnessReport) -> Diagnosis {
        guard report.witnessed != nil else {
            return .warn(
                "log.witnesses", vi: report.summary.vi, en: report.summary.en,
                advice: Bilingual(
                    vi: "Xem từng bên ở dưới; trục vẫn chạy, biên nhận ghi rõ là chưa có bên chứng kiến.",
                    en: "See each of them below; the hub goes on, and receipts say that they are unwitnessed."))
        }
        return .ok("log.witnesses", vi: report.summary.vi, en: report.summary.en)
    }

    private func one(_ witness: WitnessReport.Witness, _ report: WitnessReport) -> Diagnosis {
        let (what, cosigned) = ("log.witness.\(witness.name)", witness.cosigned(at: report.at))
        let trouble = witness.trouble ?? Bilingual(vi: "không có tin mới", en: "has not been heard of since")
        let (vi, en) = (
            "\(witness.name): \(cosigned.vi); \(trouble.vi)", "\(witness.name): \(cosigned.en); \(trouble.en)"
        )
        if witness.contradicts {
            return .fail(
                what, vi: vi, en: en,
                advice: Bilingual(
                    vi: "Dừng trục, giữ nguyên dữ liệu, và so với bằng chứng ở bên chứng kiến (thư mục evidence).",
                    en: "Stop the hub, keep its data, and compare with the witness' evidence folder."))
        }
        let isSilent = witness.cosignedAt.map { report.at.milliseconds(since: $0) > Self.silence } ?? true
        guard witness.failures > 0 || isSilent else {
            return .ok(what, vi: "\(witness.name): \(cosigned.vi)", en: "\(witness.name): \(cosigned.en)")
        }
        return .warn(
            what, vi: vi, en: en,
            advice: Bilingual(
                vi: "Kiểm tra log.witnesses, đường mạng, và hỏi đơn vị vận hành bên chứng kiến.",
                en: "See to log.witnesses and the network, and ask the witness' operator."))
    }
}
