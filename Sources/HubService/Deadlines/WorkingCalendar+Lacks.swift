import EdXML
import HubCore
import SignedXML

/// What is wrong with a calendar at a time: it ends, or it was never made good.
struct CalendarLack: Sendable, Hashable {
    let year: Int
    /// Whether deadlines are reckoned wrongly already.
    let isNow: Bool
    let says: Bilingual
}

extension WorkingCalendar {
    /// The year at hand must be there and sure; the next one from October on, when its plan is made.
    func lacks(now: Timestamp) -> [CalendarLack] {
        let today = LocalDate(atMilliseconds: now.milliseconds)
        return [today.year, today.year + 1].compactMap { number in
            let isNow = number == today.year
            guard isNow || today.month >= 10 else { return nil }
            guard let year = years.first(where: { $0.number == number }) else {
                return CalendarLack(
                    year: number, isNow: isNow,
                    says: Bilingual(
                        vi:
                            "Lịch làm việc chưa có năm \(number): các ngày nghỉ lễ của năm ấy bị tính là ngày làm việc.",
                        en: "The working calendar has no year \(number): its holidays count as working days."))
            }
            guard year.isProvisional else { return nil }
            return CalendarLack(
                year: number, isNow: false,
                says: Bilingual(
                    vi: "Năm \(number) trong lịch làm việc mới là tạm tính (provisional).",
                    en: "The year \(number) of the working calendar is provisional."))
        }
    }
}
