import EdXML

/// What the recipient of a document owes its sender.
package enum Duty: String, Sendable, Hashable, Codable, CaseIterable {
    /// To say that it has taken it in: 03, or any further status; 02 sends it back, and ends it too. (NĐ 30/2020/NĐ-CP,
    /// Điều 21 khoản 2: notified within the day.)
    case receipt
    /// To have dealt with it: 06. (Điều 24 khoản 2; the document's own DueDate.)
    case processing
}

/// What the hub knows of one delivery, as far as its recipient's duties go.
package struct Charge: Sendable, Hashable {
    /// Since when the recipient can have it; `nil` while it cannot, and when it need not: the packet has not arrived, or was
    /// refused, given up, cancelled or taken back, or is none that anything is owed for.
    package let since: Timestamp?
    /// 0 thường … 4 hỏa tốc hẹn giờ.
    package let priority: Int
    /// As the document states it.
    package let dueDate: String?
    /// When its recipient says that it took it in (03 or further).
    package let receivedAt: Timestamp?
    /// When its recipient says that it is done (06).
    package let completedAt: Timestamp?
    /// It came back (02), its sender wants it back and the recipient has not declined, or another takes its place.
    package let isLifted: Bool

    package init(
        since: Timestamp?, priority: Int, dueDate: String? = nil, receivedAt: Timestamp? = nil,
        completedAt: Timestamp? = nil, isLifted: Bool = false
    ) {
        self.since = since
        self.priority = priority
        self.dueDate = dueDate
        self.receivedAt = receivedAt
        self.completedAt = completedAt
        self.isLifted = isLifted
    }
}

/// One duty of one recipient, with its time.
package struct DutyClock: Sendable, Hashable {
    package let duty: Duty
    package let since: Timestamp
    package let dueAt: Timestamp
    /// Whether nights and holidays count: of urgent documents.
    package let runsAlways: Bool
    /// When it was done, by the recipient's word; `nil` while it is owed.
    package let metAt: Timestamp?

    package init(duty: Duty, since: Timestamp, dueAt: Timestamp, runsAlways: Bool, metAt: Timestamp? = nil) {
        self.duty = duty
        self.since = since
        self.dueAt = dueAt
        self.runsAlways = runsAlways
        self.metAt = metAt
    }

    /// Whether it was, or is, not done in time.
    package func isLate(now: Timestamp) -> Bool { (metAt ?? now) > dueAt }
}

/// By when what is owed is due.
package struct DutyTerms: Sendable, Hashable, Codable {
    /// For the receipt of 1 khẩn, 2 thượng khẩn, 3 hỏa tốc and 4 hỏa tốc hẹn giờ: milliseconds by the clock.
    package var urgent: [Int64]
    /// A document that comes with less work than this left of the day is due in the next session: milliseconds.
    package var lateMargin: Int64
    /// For processing where the document states no day: working days after the one on which it came. `nil`: then none is owed.
    package var processingDays: Int?

    package init(
        urgent: [Int64] = [7_200_000, 3_600_000, 1_800_000, 1_800_000], lateMargin: Int64 = 3_600_000,
        processingDays: Int? = nil
    ) {
        self.urgent = urgent
        self.lateMargin = lateMargin
        self.processingDays = processingDays
    }
}

extension DutyTerms {
    /// What is and was owed for a delivery. Nothing is owed for one that is not there, or whose duties are lifted and unmet.
    package func clocks(of charge: Charge, by calendar: WorkingCalendar) -> [DutyClock] {
        guard let since = charge.since else { return [] }
        let receipt = receipt(since, charge.priority, calendar)
        var clocks = [
            DutyClock(
                duty: .receipt, since: since, dueAt: receipt.dueAt, runsAlways: receipt.runsAlways,
                metAt: (charge.receivedAt ?? charge.completedAt).map { max($0, since) })
        ]
        if let due = processing(since, charge.dueDate, calendar) {
            clocks.append(
                DutyClock(
                    duty: .processing, since: since, dueAt: max(due, receipt.dueAt), runsAlways: false,
                    metAt: charge.completedAt.map { max($0, since) }))
        }
        return charge.isLifted ? clocks.filter { $0.metAt != nil } : clocks
    }

    /// Within the day; what comes outside of office hours, or when they are nearly over, in the next session; what is urgent,
    /// by the clock.
    private func receipt(
        _ since: Timestamp, _ priority: Int, _ calendar: WorkingCalendar
    ) -> (dueAt: Timestamp, runsAlways: Bool) {
        if priority > 0, let span = urgent.prefix(priority).last {
            return (since.adding(milliseconds: span), true)
        }
        let today = WorkingCalendar.day(of: since)
        let end = calendar.endOfWork(onOrAfter: today)
        let isToday = calendar.isWorkingDay(today) && since < end
        let left = isToday ? calendar.work(from: since, to: end) : 0
        return (isToday && left >= lateMargin ? end : calendar.endOfNextSession(after: since), false)
    }

    /// The end of the stated day; where that is not worked, of the next that is (Bộ luật Dân sự 2015, Điều 148 khoản 5).
    private func processing(_ since: Timestamp, _ dueDate: String?, _ calendar: WorkingCalendar) -> Timestamp? {
        if let stated = dueDate.flatMap(LocalDate.init(stated:)) {
            return calendar.endOfWork(onOrAfter: stated.daysSince1970)
        }
        return processingDays.map { days in
            calendar.endOfWork(onOrAfter: calendar.day(days, workingDaysAfter: WorkingCalendar.day(of: since)))
        }
    }
}

extension LocalDate {
    /// `yyyy/MM/dd`, or with dashes.
    package init?(stated text: String) { self.init(text.replacing("-", with: "/")) }
}
