extension InspectBench.Row {
    package static let heading = [
        ["văn bản", "kiểm tra", "MB/s", "bộ nhớ", "cách thường", "MB/s", "bộ nhớ", "nhanh gấp", "khóa công khai"],
        ["document", "inspection", "MB/s", "memory", "reference", "MB/s", "memory", "times as fast", "public key"],
    ].map(line).joined(separator: "\n")

    /// A line of the table under ``heading``; sizes in 10³ and 10⁶ bytes, memory as it rose.
    package var text: String {
        Self.line([
            bytes(size), duration(ours.nanoseconds), rate(ours.nanoseconds), bytes(ours.growth),
            duration(reference.nanoseconds), rate(reference.nanoseconds), bytes(reference.growth),
            "× " + rounded(ratio, places: 2), duration(publicKey),
        ])
    }

    private static func line(_ cells: [String]) -> String {
        let widths = [10, 13, 7, 11, 14, 7, 11, 16, 16]
        return zip(cells, widths).map { text, width in
            String(repeating: " ", count: max(1, width - text.count)) + text
        }.joined()
    }

    private func rate(_ nanoseconds: Double) -> String {
        rounded(Double(size) / max(nanoseconds, 1) * 1e3, places: 0)
    }

    private func bytes(_ count: Int64) -> String {
        count < 1_000_000
            ? rounded(Double(count) / 1e3, places: 1) + " kB" : rounded(Double(count) / 1e6, places: 1) + " MB"
    }

    private func duration(_ nanoseconds: Double) -> String {
        nanoseconds < 1e6
            ? rounded(nanoseconds / 1e3, places: 1) + " µs" : rounded(nanoseconds / 1e6, places: 2) + " ms"
    }

    private func rounded(_ value: Double, places: Int) -> String {
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        let whole = Int((value * Double(scale)).rounded())
        guard places > 0 else { return String(whole) }
        let fraction = String(whole % scale)
        return "\(whole / scale).\(String(repeating: "0", count: places - fraction.count))\(fraction)"
    }
}
