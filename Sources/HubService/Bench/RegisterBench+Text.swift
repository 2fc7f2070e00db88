extension RegisterBench.Step {
    package static let heading =
        "đồng bộ · run".filled(to: 28)
        + "dòng · rows    đổi · changed   mục · entries   giây · s   đỉnh · peak   ghi chậm nhất · write"

    /// A line of the table under ``heading``; megabytes are 10⁶ bytes.
    package var text: String {
        name.filled(to: 28)
            + [
                ("\(rows)", 11), ("\(changed)", 16), ("\(entries)", 16), (oneDecimal(seconds), 11),
                ("\(oneDecimal(Double(peak) / 1e6)) MB", 14), ("\(slowestWrite) ms", 24),
            ].map { text, width in String(repeating: " ", count: max(1, width - text.count)) + text }.joined()
    }
}

private func oneDecimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
}
