import HubCore
import SignedXML

/// The working calendar, and the server by which people are reminded.
extension Doctor {
    func deadlines(of configuration: HubConfiguration) async -> [Diagnosis] {
        guard let settings = configuration.deadlines else { return [] }
        var diagnoses = calendar(settings.calendar)
        if let mail = settings.mail { diagnoses.append(await server(mail)) }
        return diagnoses
    }

    private func calendar(_ file: CalendarFile) -> [Diagnosis] {
        let calendar: WorkingCalendar
        do {
            calendar = try file.read()
        } catch {
            return [
                .fail(
                    "deadlines.calendar", vi: "Lịch làm việc có lỗi:\n\(error)",
                    en: "The working calendar cannot be used:\n\(error)",
                    advice: Bilingual(vi: "Sửa theo config/holidays.yaml.", en: "Mend it by config/holidays.yaml."))
            ]
        }
        let lacks = calendar.lacks(now: clock.now())
        let advice = Bilingual(
            vi: "Ghi ngày nghỉ, ngày làm bù của năm theo thông báo chính thức vào \(file.path).",
            en: "Enter the year's holidays and days worked instead, by the official notice, into \(file.path).")
        guard lacks.isEmpty else {
            return lacks.map { lack in
                lack.isNow
                    ? .fail("deadlines.calendar", vi: lack.says.vi, en: lack.says.en, advice: advice)
                    : .warn("deadlines.calendar", vi: lack.says.vi, en: lack.says.en, advice: advice)
            }
        }
        let years = calendar.years.map { "\($0.number)" }.joined(separator: ", ")
        return [
            .ok(
                "deadlines.calendar", vi: "Lịch làm việc có các năm \(years).",
                en: "The working calendar has the years \(years).")
        ]
    }

    /// Greets it, with encryption and password as a mail would be sent, and sends none.
    private func server(_ settings: MailSettings) async -> Diagnosis {
        do {
            try await SMTPClient(settings).probe()
            return .ok(
                "deadlines.mail", vi: "Máy chủ thư \(settings.host):\(settings.port) nhận kết nối.",
                en: "The mail server \(settings.host):\(settings.port) lets the hub in.")
        } catch {
            return .warn(
                "deadlines.mail", vi: "Máy chủ thư không dùng được: \(plain(error))",
                en: "The mail server cannot be used: \(plain(error))",
                advice: Bilingual(
                    vi: "Xem nhóm deadlines.mail; thư nhắc được giữ lại và gửi sau.",
                    en: "See the group deadlines.mail; what is to be told by mail waits."))
        }
    }
}
