import Foundation
import Testing

@testable import EdXML

struct LocalDateTests {
    @Test(arguments: [
        "2026/02/29", "2026/13/01", "2026/00/10", "2026/1/5", "04/11/2026", "2026-11-04", "2026/11/04 ", "20261104", "",
        "２０２６/11/04", "0000/01/01",
    ])
    func `what is not a day written yyyy MM dd is none`(text: String) {
        #expect(LocalDate(text) == nil)
    }

    @Test func `every day of four centuries is the next day of the one before, as Foundation counts them`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 7 * 3_600))
        for day in stride(from: -80_000 as Int64, through: 66_000, by: 1) {
            let milliseconds = day * 86_400_000 - LocalDateTime.offsetMilliseconds
            let date = LocalDate(atMilliseconds: milliseconds)
            guard Int64(date.daysSince1970) == day, LocalDate(date.text) == date else {
                Issue.record("day \(day) is \(date.text)")
                return
            }
            guard day % 97 == 0 else { continue }
            let known = calendar.dateComponents(
                [.year, .month, .day], from: Date(timeIntervalSince1970: Double(milliseconds) / 1_000))
            #expect([known.year, known.month, known.day] == [date.year, date.month, date.day])
        }
    }

    @Test func `the local day begins at 17 hours UTC`() {
        #expect(LocalDate(atMilliseconds: 1_794_675_599_999).text == "2026/11/14")
        #expect(LocalDate(atMilliseconds: 1_794_675_600_000).text == "2026/11/15")
        #expect(LocalDate(atMilliseconds: -1).text == "1970/01/01")
    }

    @Test func `an instant is read as local time and written back the same`() throws {
        let time = try #require(LocalDateTime("2026/11/15 08:00:00"))
        #expect(time.milliseconds == Fixture.receivedAt)
        #expect(time.text == "2026/11/15 08:00:00")
        #expect(LocalDateTime(atMilliseconds: Fixture.receivedAt + 999) == time)
    }

    @Test(arguments: ["2026/11/15 24:00:00", "2026/11/15 08:60:00", "2026/11/15T08:00:00", "2026/11/15"])
    func `what is not an instant is none`(text: String) {
        #expect(LocalDateTime(text) == nil)
    }
}
