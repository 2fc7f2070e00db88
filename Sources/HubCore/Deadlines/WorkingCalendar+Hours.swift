/// Moments and spans of work. Spans are milliseconds.
extension WorkingCalendar {
    /// The sessions of a day, as moments: none when it is not worked.
    private func stretches(of day: Int) -> [(from: Timestamp, to: Timestamp)] {
        guard isWorkingDay(day) else { return [] }
        let midnight = Self.midnight(of: day)
        return sessions.map {
            (
                midnight.adding(milliseconds: Int64($0.from) * 60_000),
                midnight.adding(milliseconds: Int64($0.to) * 60_000)
            )
        }
    }

    package func isWorkingTime(_ moment: Timestamp) -> Bool {
        stretches(of: Self.day(of: moment)).contains { $0.from <= moment && moment < $0.to }
    }

    /// When the work of a day ends; of a day that is not worked, of the first that is after it.
    package func endOfWork(onOrAfter day: Int) -> Timestamp {
        stretches(of: workingDay(from: day)).last?.to ?? Self.midnight(of: day + 1)
    }

    /// When the first session ends that begins at or after `moment`.
    package func endOfNextSession(after moment: Timestamp) -> Timestamp {
        let today = Self.day(of: moment)
        let next = stretches(of: today).first { $0.from >= moment }
        return (next ?? stretches(of: day(1, workingDaysAfter: today)).first)?.to ?? moment
    }

    /// Work between two moments; negative when `end` is before `start`.
    package func work(from start: Timestamp, to end: Timestamp) -> Int64 {
        guard start <= end else { return -work(from: end, to: start) }
        let (first, last) = (Self.day(of: start), Self.day(of: end))
        guard first < last else { return work(on: first, from: start, to: end) }
        let whole = sessions.reduce(Int64(0)) { $0 + Int64($1.to - $1.from) * 60_000 }
        return work(on: first, from: start, to: end) + Int64(workingDays(from: first, to: last - 1)) * whole
            + work(on: last, from: start, to: end)
    }

    private func work(on day: Int, from start: Timestamp, to end: Timestamp) -> Int64 {
        stretches(of: day).reduce(0) { $0 + max(0, min($1.to, end).milliseconds(since: max($1.from, start))) }
    }

    /// The first moment by which `span` of work has been done since `moment`; for a negative span, the last from which that
    /// much is done until `moment`.
    package func moment(_ span: Int64, ofWorkAfter moment: Timestamp) -> Timestamp {
        if span == 0 { return moment }
        var (left, day) = (span.magnitude, Self.day(of: moment))
        while true {
            for stretch in span > 0 ? stretches(of: day) : stretches(of: day).reversed() {
                let (from, to) =
                    span > 0 ? (max(stretch.from, moment), stretch.to) : (stretch.from, min(stretch.to, moment))
                let there = UInt64(max(0, to.milliseconds(since: from)))
                if left <= there {
                    return span > 0 ? from.adding(milliseconds: Int64(left)) : to.adding(milliseconds: -Int64(left))
                }
                left -= there
            }
            let next = self.day(span > 0 ? 1 : -1, workingDaysAfter: day)
            if next == day { return moment }
            day = next
        }
    }

    /// The same time of day, `count` working days later.
    package func moment(_ count: Int, workingDaysAfter moment: Timestamp) -> Timestamp {
        let day = Self.day(of: moment)
        let passed = moment.milliseconds(since: Self.midnight(of: day))
        return Self.midnight(of: self.day(count, workingDaysAfter: day)).adding(milliseconds: passed)
    }
}
