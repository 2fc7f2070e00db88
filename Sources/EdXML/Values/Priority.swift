import SignedXML

/// How urgent a document is (`OtherInfo/Priority`). The raw value is the one on the wire; a higher one goes first.
package enum Priority: Int, Sendable, Hashable, Codable, CaseIterable, Comparable {
    case ordinary = 0
    case urgent = 1
    case veryUrgent = 2
    case express = 3
    case timedExpress = 4

    package var name: Bilingual {
        switch self {
        case .ordinary: Bilingual(vi: "Thường", en: "Ordinary")
        case .urgent: Bilingual(vi: "Khẩn", en: "Urgent")
        case .veryUrgent: Bilingual(vi: "Thượng khẩn", en: "Very urgent")
        case .express: Bilingual(vi: "Hỏa tốc", en: "Express")
        case .timedExpress: Bilingual(vi: "Hỏa tốc hẹn giờ", en: "Express, by a set hour")
        }
    }

    package static func < (a: Priority, b: Priority) -> Bool { a.rawValue < b.rawValue }
}
