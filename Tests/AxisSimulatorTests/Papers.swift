import EdXML
import Foundation

/// Documents and statuses to send.
enum Papers {
    static func organization(_ code: String) -> Organization {
        Organization(id: Rehearsal.id(code), name: "Cơ quan \(code)")
    }

    static let date = LocalDate("2026/11/05") ?? LocalDate(atMilliseconds: 0)

    static func document(
        from: String = "H24.01", to: [String] = ["G22"], number: String = "12", subject: String = "V/v tổ chức họp",
        business: Business = Business(), attachment: [UInt8] = Array("%PDF-1.7".utf8)
    ) throws -> [UInt8] {
        let message = DocumentMessage(
            from: organization(from), to: to.map(organization),
            code: DocumentCode(number: number, notation: "CV-SNV"),
            promulgation: Promulgation(place: "Hải Phòng", date: date),
            type: DocumentType(type: "2", name: "Công văn"), subject: subject,
            signer: SignerInfo(position: "Giám đốc", fullName: "Nguyễn Văn An"),
            responsesFor: business.type == .recall
                ? to.map { ResponseFor(agency: Rehearsal.id($0), code: "\(number)/CV-SNV", date: date) } : [],
            business: business)
        let file = OutgoingAttachment(fileName: "vanban.pdf", title: "Văn bản chính", bytes: attachment)
        return try MessageWriter.bytes(of: message, attachments: [file])
    }

    static func status(_ code: StatusCode, from: String, answering sender: String, number: String = "12") throws
        -> [UInt8]
    {
        try MessageWriter.bytes(
            of: StatusMessage(
                from: organization(from),
                responseFor: ResponseFor(agency: Rehearsal.id(sender), code: "\(number)/CV-SNV", date: date),
                code: code,
                description: "Đã nhận", at: LocalDateTime(atMilliseconds: 1_795_231_231_000)))
    }

    /// The status code in a packet, read by its literal prefix, as peers do.
    static func code(of packet: [UInt8]) -> String? {
        String(decoding: packet, as: UTF8.self).firstMatch(of: /<edXML:StatusCode>(\d\d)</).map { String($0.1) }
    }
}
