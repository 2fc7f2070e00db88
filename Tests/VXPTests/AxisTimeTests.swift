import Testing
import VXP

/// Seconds computed with `TZ=Asia/Ho_Chi_Minh date`.
struct AxisTimeTests {
    @Test(
        arguments: [
            (1_795_231_231_457, "21112026T102031+0457"), (1_709_225_999_000, "29022024T235959+0000"),
            (4_107_517_200_000, "01032100T000000+0000"), (946_659_599_999, "31121999T235959+0999"),
            (0, "01011970T070000+0000"),
        ] as [(Int64, String)]) func `a timestamp is local time with milliseconds`(milliseconds: Int64, text: String)
    {
        #expect(AxisTime.timestamp(milliseconds) == text)
        #expect(AxisTime.milliseconds(ofTimestamp: text) == milliseconds)
    }

    @Test(arguments: [
        "", "21112026T102031", "21112026T102031+457", "21112026t102031+0457", "21112026T102031-0457",
        "2111202６T102031+0457", "32012026T000000+0000", "29022026T000000+0000", "00012026T000000+0000",
        "01132026T000000+0000", "01012026T240000+0000", "01012026T006000+0000", "01012026T000060+0000",
        "01012026T000000+1000", " 1012026T000000+0000", "01011969T000000+0000",
    ]) func `what names no moment is no timestamp`(text: String) {
        #expect(AxisTime.milliseconds(ofTimestamp: text) == nil)
    }

    @Test func `every day of a century is written and read back`() {
        for day in 0..<36_525 as Range<Int64> {
            let milliseconds = day * 86_400_000 + 61_123
            #expect(AxisTime.milliseconds(ofTimestamp: AxisTime.timestamp(milliseconds)) == milliseconds)
        }
    }

    @Test func `a list's times are those of the documents`() {
        #expect(AxisTime.display(1_795_231_231_457) == "2026/11/21 10:20:31")
        #expect(AxisTime.milliseconds(ofDisplay: "2026/11/21 10:20:31") == 1_795_231_231_000)
        #expect(AxisTime.milliseconds(ofDisplay: "2026-11-21") == 1_795_194_000_000)
        #expect(AxisTime.milliseconds(ofDisplay: "21/11/2026") == nil)
    }
}
