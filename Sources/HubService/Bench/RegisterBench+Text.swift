extension RegisterBench.Step {
    package static let heading =
        "đồng bộ · run".filled(to: 28)
        + "dòng · rows    đổi · changed   mục · entries   giây · s   đỉnh · peak   ghi chậm nhất · write"

    /// A line of the table under ``heading``; megabytes are 10⁶ bytes.
    package var text: String {
        name.filled(to: 28)
            + [
                ("\(rows)", 11), ("\(changed)", 16), ("\(entries)", 16), (seconds.rounded(places: 1), 11),
                ("\((Double(peak) / 1e6).rounded(places: 1)) MB", 14), ("\(slowestWrite) ms", 24),
            ].map { $0.flushRight(in: $1) }.joined()
    }
}
