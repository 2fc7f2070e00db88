extension IntakeBench.Step {
    package static let heading =
        "bước · step".filled(to: 24) + "  trước · before   đỉnh · peak  tăng · growth      giây · s    MB/s"

    /// A line of the table under ``heading``; megabytes are 10⁶ bytes.
    package var text: String {
        let rate = Double(size) / 1e6 / max(seconds, 0.001)
        return name.filled(to: 24)
            + [
                (megabytes(before), 16), (megabytes(peak), 13), (megabytes(peak - before), 15),
                (seconds.rounded(places: 1), 14), (rate.rounded(places: 1), 8),
            ].map { $0.flushRight(in: $1) }.joined()
    }
}

extension IntakeBench {
    /// What the whole measurement says.
    package static func verdict(growth: Int64) -> String {
        let isFlat = growth < allowance
        return """
            \(isFlat ? "✓" : "✗") Bộ nhớ của trục tăng \(megabytes(growth)); giới hạn là dưới \(megabytes(allowance)).
              The hub's memory grew by \(megabytes(growth)); the bound is below \(megabytes(allowance)).
            """
    }
}

private func megabytes(_ bytes: Int64) -> String { "\((Double(bytes) / 1e6).rounded(places: 1)) MB" }
