import SignedXML

/// What a recipient has done with a document, or what its sender asks (`StatusCode`). The raw value is the one on the wire.
package enum StatusCode: String, Sendable, Hashable, Codable, CaseIterable {
    /// The receiving system has it; no clerk has acted.
    case arrived = "01"
    /// The receiving clerk sends it back; the reason is in `Description`.
    case returned = "02"
    /// Entered in the register of incoming documents.
    case registered = "03"
    case assigned = "04"
    case inProgress = "05"
    case completed = "06"
    /// The original sender asks for it back.
    case recallRequested = "13"
    /// The receiver agrees to the recall or update.
    case recallAgreed = "15"
    /// The receiver declines the recall or update.
    case recallDeclined = "16"

    package var name: Bilingual {
        switch self {
        case .arrived: Bilingual(vi: "Đã đến", en: "Arrived")
        case .returned: Bilingual(vi: "Từ chối tiếp nhận", en: "Returned")
        case .registered: Bilingual(vi: "Đã tiếp nhận", en: "Received")
        case .assigned: Bilingual(vi: "Phân công", en: "Assigned")
        case .inProgress: Bilingual(vi: "Đang xử lý", en: "In progress")
        case .completed: Bilingual(vi: "Hoàn thành", en: "Completed")
        case .recallRequested: Bilingual(vi: "Lấy lại", en: "Recall requested")
        case .recallAgreed: Bilingual(vi: "Đồng ý thu hồi, cập nhật", en: "Recall or update agreed")
        case .recallDeclined: Bilingual(vi: "Từ chối thu hồi, cập nhật", en: "Recall or update declined")
        }
    }

    /// Whether the original sender sends it to the receivers, rather than a receiver to the original sender.
    package var isFromOriginalSender: Bool { self == .recallRequested }
}
