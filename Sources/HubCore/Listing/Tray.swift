/// What an agency is to a document in a list.
package enum ListingBox: String, Sendable, Hashable, Codable, CaseIterable {
    /// Văn bản đi: the agency's own.
    case sent
    /// Văn bản đến: what lies, or lay, in the agency's mailbox.
    case received
}

/// The lists that a clerk looks at: two boxes, and what in them wants attention. A document lies in any number of trays.
package enum Tray: String, Sendable, Hashable, Codable, CaseIterable {
    /// Văn bản đi.
    case sent
    /// Văn bản đến.
    case received
    /// Cần xử lý: received, and neither completed (06), returned (02), taken back nor replaced; and whatever its sender wants back
    /// or has changed, while the sender waits for an answer. What is due first comes first.
    case toDo
    /// Chưa gửi: sent, and the packet has not left the hub for some recipient.
    case unsent
    /// Gửi lỗi: sent, and some recipient did not get it: refused, failed, given up, or cancelled.
    case failed
    /// Bị trả lại: sent, and some recipient returned it (02).
    case returned
    /// Nơi nhận chậm tiếp nhận: sent, and some recipient, here or beyond the axis, owes its receipt past its time.
    case lateThere
    /// Đơn vị chậm tiếp nhận: received, and the agency itself owes the receipt past its time.
    case lateHere

    package var box: ListingBox {
        switch self {
        case .sent, .unsent, .failed, .returned, .lateThere: .sent
        case .received, .toDo, .lateHere: .received
        }
    }

    /// Those that are counted for the head of the page.
    package static let counted: [Tray] = [.toDo, .unsent, .failed, .returned, .lateThere, .lateHere]

    /// Whether what is due first comes first; the newest comes first in all others.
    package var isByDueTime: Bool { self == .toDo || self == .lateThere || self == .lateHere }
}
