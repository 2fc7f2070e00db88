import HubCore
import SignedXML

/// The journal's time-stamps.
extension Doctor {
    func stamps(of configuration: HubConfiguration) async -> [Diagnosis] {
        guard let settings = configuration.stamps else { return [] }
        let report: StampReport
        do {
            report = try await StampDesk(configuration, clock: clock).report()
        } catch {
            return [
                .fail(
                    "log.stamps", vi: "Không xem được dấu thời gian: \(plain(error))",
                    en: "The time-stamps cannot be looked at: \(plain(error))",
                    advice: Bilingual(vi: "Xem nhóm log.timestamp.", en: "See the group log.timestamp."))
            ]
        }
        return [diagnosis(of: report, settings)]
    }

    private func diagnosis(of report: StampReport, _ settings: StampSettings) -> Diagnosis {
        let now = clock.now()
        if let bad = report.lines.last(where: { !$0.verified }) {
            return .fail(
                "log.stamps", vi: "Dấu thời gian \(bad.number) không đúng: \(bad.findings.first?.vi ?? "")",
                en: "Time-stamp \(bad.number) does not hold: \(bad.findings.first?.en ?? "")",
                advice: Bilingual(
                    vi:
                        "Chạy lienthong log stamps; kiểm tra log.timestamp.anchors, và khôi phục từ bản sao lưu nếu dấu đã hỏng.",
                    en:
                        "Run lienthong log stamps; see to log.timestamp.anchors, and restore a backup if the stamp was spoilt."
                ))
        }
        let late = Bilingual(
            vi: "Kiểm tra log.timestamp.url và đường mạng; trục tự xin lại, không việc gì khác phải chờ.",
            en: "See to log.timestamp.url and the network; the hub asks again by itself, and nothing else waits.")
        guard let last = report.lines.last(where: { $0.kind == .head }) else {
            return .warn(
                "log.stamps", vi: "Nhật ký chưa có dấu thời gian.", en: "The journal has no time-stamp yet.",
                advice: late)
        }
        let (vi, en) = (
            "\(report.lines.count) dấu thời gian, dấu mới nhất \(last.at.shown).",
            "\(report.lines.count) time-stamps, the newest of \(last.at.shown)."
        )
        guard now.milliseconds(since: last.at) <= 2 * settings.plan.every else {
            return .warn("log.stamps", vi: vi, en: en, advice: late)
        }
        guard now.milliseconds(since: last.endsAt) < -settings.plan.renewBefore / 2 else {
            return .warn(
                "log.stamps", vi: "\(vi) Dấu ấy chỉ tự đứng vững đến \(last.endsAt.shown).",
                en: "\(en) It stands by itself until \(last.endsAt.shown) only.",
                advice: Bilingual(
                    vi: "Hỏi tổ chức cấp dấu thời gian về chứng thư mới, hoặc đổi log.timestamp.digest.",
                    en: "Ask the authority for its new certificate, or change log.timestamp.digest."))
        }
        return .ok("log.stamps", vi: vi, en: en)
    }
}
