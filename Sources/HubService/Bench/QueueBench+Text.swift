extension QueueBench.Finding {
    /// One line, in both languages.
    package var text: String {
        switch self {
        case .filled(let seconds, let deliveries):
            "đã làm \(deliveries) lượt chuyển trong \(oneDecimal(seconds)) s · deliveries made"
        case .started(let seconds, let deliveries, let memory):
            "khởi động với \(deliveries) lượt chờ · start with so many waiting: \(oneDecimal(seconds)) s, "
                + "đỉnh · peak \(oneDecimal(Double(memory) / 1e6)) MB"
        case .claimed(let times): "nhận 8 việc · claim of 8: \(times.text)"
        case .attempted(let times, let rate):
            "văn bản khẩn được gửi sau · urgent document's first attempt: \(times.text) "
                + "(\(Int(rate.rounded())) gói/s · packets/s)"
        }
    }
}

extension QueueBench.Percentiles {
    fileprivate var text: String { "p50 \(oneDecimal(p50)) ms, p99 \(oneDecimal(p99)) ms" }
}

private func oneDecimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
}
