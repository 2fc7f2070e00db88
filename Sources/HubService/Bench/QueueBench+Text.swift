extension QueueBench.Finding {
    /// One line, in both languages.
    package var text: String {
        switch self {
        case .filled(let seconds, let deliveries):
            "đã làm \(deliveries) lượt chuyển trong \(seconds.rounded(places: 1)) s · deliveries made"
        case .started(let seconds, let deliveries, let memory):
            "khởi động với \(deliveries) lượt chờ · start with so many waiting: \(seconds.rounded(places: 1)) s, "
                + "đỉnh · peak \((Double(memory) / 1e6).rounded(places: 1)) MB"
        case .claimed(let times): "nhận 8 việc · claim of 8: \(times.text(places: 1))"
        case .attempted(let times, let rate):
            "văn bản khẩn được gửi sau · urgent document's first attempt: \(times.text(places: 1)) "
                + "(\(Int(rate.rounded())) gói/s · packets/s)"
        }
    }
}
