import Testing

@testable import SignedXML

@Suite struct `A moment in a signature` {
    @Test(arguments: [
        ("2026-11-21T08:04:05Z", 1_795_248_245_000), ("2026-11-21T15:04:05+07:00", 1_795_248_245_000),
        ("2026-11-21T15:04:05", 1_795_248_245_000), ("2026-11-21T08:04:05.25Z", 1_795_248_245_250),
        ("2026-11-21T08:04:05.123456789Z", 1_795_248_245_123), ("2024-02-29T00:00:00Z", 1_709_164_800_000),
        ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1000), (" 1970-01-01T00:00:00-01:30\n", 5_400_000),
    ])
    func `is read in whatever zone`(text: String, milliseconds: Int64) {
        #expect(LocalTime.milliseconds(text) == milliseconds)
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21 08:04:05Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z",
        "2026-01-01T00:00:00+15:00", "2026-01-01T00:00:00z", "2026-01-01T00:00:00.Z", "-2026-01-01T00:00:00Z",
    ])
    func `is not guessed from anything else`(text: String) {
        #expect(LocalTime.milliseconds(text) == nil)
    }

    @Test(arguments: [1_795_248_245_000, 0, -1, 1_709_164_800_000, 951_782_400_000, 4_102_444_799_000] as [Int64])
    func `is written so that it reads back`(milliseconds: Int64) {
        let seconds = milliseconds - (milliseconds % 1000 + 1000) % 1000
        #expect(LocalTime.milliseconds(LocalTime.dateTime(milliseconds)) == seconds)
    }

    @Test func `is shown in Vietnam's time`() {
        #expect(LocalTime.text(1_795_248_245_999) == "21/11/2026 15:04:05")
        #expect(LocalTime.text(-1) == "01/01/1970 06:59:59")
    }
}
