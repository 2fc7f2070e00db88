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
            "× " + ratio.rounded(places: 2), duration(publicKey),
        ])
    }

    private static func line(_ cells: [String]) -> String {
        let widths = [10, 13, 7, 11, 14, 7, 11, 16, 16]
        return zip(cells, widths).map { $0.flushRight(in: $1) }.joined()
    }

    private func rate(_ nanoseconds: Double) -> String {
        (Double(size) / max(nanoseconds, 1) * 1e3).rounded(places: 0)
    }

    private func bytes(_ count: Int64) -> String {
        count < 1_000_000
            ? (Double(count) / 1e3).rounded(places: 1) + " kB" : (Double(count) / 1e6).rounded(places: 1) + " MB"
    }

    private func duration(_ nanoseconds: Double) -> String {
        nanoseconds < 1e6
            ? (nanoseconds / 1e3).rounded(places: 1) + " µs" : (nanoseconds / 1e6).rounded(places: 2) + " ms"
    }
}
