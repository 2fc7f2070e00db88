import EdXML
import Foundation
import HubCore
import SignedXML
import Testing

@testable import HubService

@Suite struct `The configuration of deadlines` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let head = "data: {folder: var}\nhub: {name: hub.example}\nschemas: {folder: Schemas}\n"

    private func load(_ text: String) throws -> HubConfiguration {
        try HubConfiguration.load(folder.write("hub.yaml", Self.head + text), environment: [:])
    }

    private func problems(_ read: () throws -> Void) throws -> [ConfigurationProblem] {
        do {
            try read()
            return []
        } catch let error as ConfigurationError {
            return error.problems
        }
    }

    private func calendar(_ text: String) throws -> WorkingCalendar {
        try CalendarFile(folder.write("holidays.yaml", text)).read()
    }

    @Test func `of the example is the standard ladder, without mail`() throws {
        let example = try HubConfiguration.load(Province.root + "/config/hub.example.yaml", environment: [:])
        let settings = try #require(example.deadlines)
        #expect(settings.terms == DutyTerms() && settings.mail == nil && settings.interval == .seconds(5))
        #expect(settings.ladder.steps.map(\.name) == Ladder.standard.steps.map(\.name))
        #expect(settings.ladder.steps.map(\.tells) == Ladder.standard.steps.map(\.tells))
        #expect(settings.ladder.steps.allSatisfy { !$0.by.contains(.mail) })
        #expect(try load("").deadlines == nil)
    }

    @Test func `with mail has the ladder's mails`() throws {
        let mail = "deadlines: {calendar: c, mail: {host: m, from: a@b.vn, operators: [c@d.vn]}}"
        let settings = try #require(try load(mail).deadlines)
        #expect(settings.ladder == .standard && settings.mail?.port == 587 && settings.mail?.security == .starttls)
        let found = try problems {
            _ = try load(
                "deadlines: {calendar: c, mail: {host: m, from: a, security: none, user: u, passwordFile: p}}")
        }
        #expect(found.map(\.key) == ["deadlines.mail.from", "deadlines.mail.security"])
    }

    @Test func `says what is wrong with a step`() throws {
        let found = try problems {
            _ = try load(
                """
                deadlines:
                  calendar: c
                  ladder:
                    - {at: 4h, tell: [recipient], by: [page]}
                    - {at: +1d, tell: [boss], by: [page]}
                    - {at: +1d, tell: [parent], by: []}
                """)
        }
        #expect(found.contains { $0.key == "deadlines.ladder[1].at" && $0.says.en.contains("-4h") })
        #expect(found.contains { $0.key == "deadlines.ladder[2].tell" && $0.says.en.contains("boss") })
        #expect(found.contains { $0.key == "deadlines.ladder[3].by" })
        #expect(found.contains { $0.key == "deadlines.ladder" && $0.says.en.contains("twice") })
    }

    @Test func `the calendar that is given along has Tết where the moon has it`() throws {
        let calendar = try CalendarFile(Province.root + "/config/holidays.yaml").read()
        #expect(
            calendar.years.map(\.number) == [2025, 2026, 2027]
                && calendar.years.map(\.isProvisional) == [false, false, true])
        func day(_ text: String) -> Int { LocalDay.number(text) }
        // The first day of the first moon, and the tenth of the third.
        for tet in ["2025-01-29", "2026-02-17", "2027-02-06"] {
            #expect(calendar.name(ofHoliday: day(tet))?.hasPrefix("Tết Nguyên đán") == true, "\(tet)")
        }
        for free in ["2025-04-07", "2026-04-27", "2027-04-16", "2025-09-01", "2026-01-02"] {
            #expect(!calendar.isWorkingDay(day(free)), "\(free)")
        }
        for worked in ["2025-04-26", "2026-01-10", "2026-08-22", "2026-02-23"] {
            #expect(calendar.isWorkingDay(day(worked)), "\(worked)")
        }
        // Eleven days by the law, and those that are exchanged for Saturdays.
        for year in [2025, 2026] {
            let lost = calendar.holidays.count {
                LocalDay.year($0.day) == year && calendar.weekdays.contains(WorkingCalendar.weekday(of: $0.day))
            }
            let won = calendar.makeUpDays.count { LocalDay.year($0.day) == year }
            #expect(lost - won == 11, "\(year)")
        }
    }

    @Test func `a calendar is read strictly, with lines`() throws {
        let found = try problems {
            _ = try calendar(
                """
                hours: ["07:30-25:00"]
                weekdays: [mon, tuesday]
                years:
                  - year: 2026
                    holiday: []
                    holidays:
                      - {date: 2025-12-31, name: x}
                      - {date: 2026-02-30, name: x}
                      - {date: 2026-05-01, name: x}
                      - {date: 2026-05-01, name: y}
                """)
        }
        #expect(found.contains { $0.line == 5 && $0.says.en.contains("“holidays”") })
        #expect(found.contains { $0.key == "hours" } && found.contains { $0.key == "weekdays" })
        #expect(found.contains { $0.line == 7 && $0.says.en.contains("2026") })
        #expect(found.contains { $0.line == 8 && $0.says.en.contains("2026-02-17") })
        #expect(found.contains { $0.line == 10 && $0.says.en.contains("already") })
    }

    @Test func `a calendar that ends is told of from October on`() throws {
        let calendar = try calendar("years:\n  - {year: 2026}\n")
        func lacks(_ text: String) -> [Int] {
            calendar.lacks(now: CalendarDesk.moment("\(text) 08:00") ?? Timestamp(milliseconds: 0)).map(\.year)
        }
        #expect(lacks("2026-09-30").isEmpty && lacks("2026-10-01") == [2027] && lacks("2027-01-02") == [2027])
        #expect(lacks("2027-10-02") == [2027, 2028])
    }

    @Test func `a calendar that is spoilt while the hub runs leaves the one before in force`() throws {
        let path = try folder.write("holidays.yaml", "years:\n  - {year: 2026}\n")
        let book = try DeadlineBook(DeadlineSettings(calendar: CalendarFile(path)))
        let before = book.edition.digest
        _ = try folder.write("holidays.yaml", "years:\n  - {yeer: 2026}\n")
        #expect(throws: ConfigurationError.self) { try book.refresh() }
        try book.refresh()
        #expect(book.edition.digest == before)
        _ = try folder.write("holidays.yaml", "years:\n  - {year: 2026, holidays: [{date: 2026-11-24, name: x}]}\n")
        try book.refresh()
        #expect(book.edition.digest != before && book.plan.calendar.holidays.count == 1)
    }

    @Test func `an operator learns when a document is due`() throws {
        let hub = try load("deadlines: {calendar: \(Province.root)/config/holidays.yaml}")
        let desk = try CalendarDesk(hub, now: Timestamp(milliseconds: 1_795_256_431_123))
        let friday = try #require(CalendarDesk.moment("2026-11-20 16:50"))
        let told = desk.dues(came: friday, urgency: 0, dueDate: "2026-11-30", in: .vi)
        #expect(told.hasPrefix("tiếp nhận: T2 23/11/2026 11:30:00"))
        #expect(told.contains("giải quyết: T2 30/11/2026 17:00:00"))
        let night = try #require(CalendarDesk.moment("2026-02-16 23:59"))
        #expect(desk.dues(came: night, urgency: 3, dueDate: nil, in: .en).hasPrefix("receipt: Tue 17/02/2026 00:29:00"))
        #expect(desk.year(2026, in: .vi).contains("T2 16/02/2026  Tết Nguyên đán Bính Ngọ"))
        #expect(!desk.isInOrder && desk.check(in: .vi).contains("2027"))
    }
}

/// Days by their dates, for tests.
enum LocalDay {
    static func number(_ text: String) -> Int {
        CalendarDesk.moment("\(text) 12:00").map(WorkingCalendar.day) ?? 0
    }

    static func year(_ day: Int) -> Int { Int(WorkingCalendar.midnight(of: day).localDay.prefix(4)) ?? 0 }
}
