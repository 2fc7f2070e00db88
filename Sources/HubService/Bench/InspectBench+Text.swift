extension InspectBench.Row {
    package static let heading = """
        văn bản        kiểm tra      MB/s    bộ nhớ  cách thường      MB/s    bộ nhớ   nhanh gấp  khóa công khai
        document     inspection      MB/s    memory    reference      MB/s    memory  times as fast   public key
        """

    /// A line of the table under ``heading``; sizes in 10³ and 10⁶ bytes, memory as it rose.
    package var text: String {
        let columns = [
            (bytes(size), 10), (duration(ours.nanoseconds), 13), (rate(ours.nanoseconds), 10), (bytes(ours.growth), 10),
            (duration(reference.nanoseconds), 13), (rate(reference.nanoseconds), 10), (bytes(reference.growth), 10),
            ("× " + rounded(ratio, places: 2), 15), (duration(publicKey), 13),
        ]
        return columns.map { text, width in String(repeating: " ", count: max(1, width - text.count)) + text }.joined()
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
