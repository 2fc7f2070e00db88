import HubCore

extension DestinationPaused {
    var vietnamese: String { "\(by) tạm dừng gửi tới \(destination.vietnamese): \(reason)" }
}

extension DestinationReleased {
    var vietnamese: String {
        "\(by) cho gửi tiếp tới \(destination.vietnamese)" + (reason.isEmpty ? "" : ": \(reason)")
    }
}

extension Destination {
    var vietnamese: String {
        switch self {
        case .axis: "trục quốc gia"
        case .agency(let id): id
        }
    }
}
