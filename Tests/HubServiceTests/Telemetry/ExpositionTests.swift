import Foundation
import Metrics
import Testing

@testable import HubService

@Suite struct `The measures as text` {
    private let board = MetricsBoard([
        MetricFamily("things_total", .counter, #"Things, by "kind" and \ line\#nend."#, mostSeries: 2),
        MetricFamily("room_bytes", .gauge, "Room."),
        MetricFamily("wait_seconds", .histogram, "Waiting.", buckets: [0.1, 1]),
    ])

    private func text(_ format: ExpositionText.Format) -> String { ExpositionText(board.shelves(), as: format).text }

    @Test func `are counters, gauges and cumulative buckets, with what must be escaped escaped`() {
        Counter(label: "things_total", dimensions: [("kind", "a\"\\\nb")], factory: board).increment(by: 3)
        Meter(label: "room_bytes", factory: board).set(1.5)
        let waits = Recorder(label: "wait_seconds", factory: board)
        for wait in [0.05, 0.1, 0.5, 7] { waits.record(wait) }
        #expect(
            text(.prometheus) == #"""
                # HELP things_total Things, by "kind" and \\ line\nend.
                # TYPE things_total counter
                things_total{kind="a\"\\\nb"} 3
                # HELP room_bytes Room.
                # TYPE room_bytes gauge
                room_bytes 1.5
                # HELP wait_seconds Waiting.
                # TYPE wait_seconds histogram
                wait_seconds_bucket{le="0.1"} 2
                wait_seconds_bucket{le="1"} 3
                wait_seconds_bucket{le="+Inf"} 4
                wait_seconds_sum 7.65
                wait_seconds_count 4

                """#)
    }

    @Test func `are OpenMetrics for who asks for it: counters named without their suffix, and an end`() {
        Counter(label: "things", dimensions: [("kind", "a")], factory: board).increment()
        Timer(label: "wait_seconds", factory: board).recordMilliseconds(500)
        let lines = text(.openMetrics).split(separator: "\n").map(String.init)
        #expect(lines[0] == #"# HELP things Things, by \"kind\" and \\ line\nend."#)
        #expect(lines[1...2] == ["# TYPE things counter", #"things_total{kind="a"} 1"#])
        #expect(lines.contains(#"wait_seconds_bucket{le="1.0"} 1"#) && lines.last == "# EOF")
        #expect(!lines.contains { $0.contains("room_bytes") }, "of what was never measured nothing is said")
    }

    @Test func `speak the form that the scraper likes best`() {
        let scraper = "application/openmetrics-text;version=1.0.0;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"
        #expect(ExpositionText.Format(accept: scraper) == .openMetrics)
        for accept in [nil, "", "*/*", "text/plain", "application/openmetrics-text;q=0"] {
            #expect(ExpositionText.Format(accept: accept) == .prometheus)
        }
    }

    @Test func `never have more series than their family allows: the rest is counted together`() {
        for kind in ["a", "b", "c", "d"] {
            Counter(label: "things_total", dimensions: [("kind", kind)], factory: board).increment()
        }
        let lines = text(.prometheus).split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(
            lines == [#"things_total{kind="a"} 1"#, #"things_total{kind="b"} 1"#, #"things_total{kind="other"} 2"#])
    }

    @Test func `have names that the format allows, whatever a library calls its own`() {
        Counter(label: "nio.bytes-read", dimensions: [("to/from", "x")], factory: board).increment()
        #expect(text(.prometheus).contains("\nnio_bytes_read_total{to_from=\"x\"} 1\n"))
    }

    /// The judge that Prometheus itself brings, where it is installed (Debian's package `prometheus`).
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/promtool"), "promtool is not installed"))
    func `are what Prometheus' own checker takes`() async throws {
        let telemetry = Telemetry()
        telemetry.count(Telemetry.Name.refusalCodes, [("code", "SIG-REQUIRED")])
        telemetry.set(Telemetry.Name.diskFree, 12)
        let folder = try TemporaryFolder()
        let file = try folder.write("metrics", ExpositionText(telemetry.board.shelves(), as: .prometheus).text)
        let check = try await Subprocess.run("/bin/sh", ["-c", "promtool check metrics < '\(file)'"])
        #expect(check.status == 0 && check.output.isEmpty, "\(check)")
    }
}
