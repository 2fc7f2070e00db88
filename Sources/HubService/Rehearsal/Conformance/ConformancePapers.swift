import EdXML
import Foundation
import HubCore
import SignedXML
import Synchronization
import VXP

/// The documents and statuses of a rehearsal against somebody's system, each one new.
final class ConformancePapers: Sendable {
    struct Paper: Sendable {
        let message: DocumentMessage
        let bytes: [UInt8]
        /// Whether ``bytes`` is signed.
        let isSigned: Bool
    }

    /// Stands in every code, and so in every packet.
    static let mark = "KT-PH"

    private let settings: ConformanceSettings
    private let number: Mutex<Int>

    init(_ settings: ConformanceSettings) {
        self.settings = settings
        // Other numbers in every run: a code may be used once.
        number = Mutex(Int(HubClock.system.now().milliseconds / 100 % 1_000_000_000))
    }

    /// - Throws: ``SignedXMLError``, or what signing throws.
    func document(from sender: AgencyID, to recipients: [AgencyID]) throws -> Paper {
        let now = HubClock.system.now().milliseconds
        // The vendor's way to write a hash can be told from the other only when a byte of it is below 16.
        while true {
            let number = number.withLock { number in
                number += 1
                return number
            }
            let date = LocalDate(atMilliseconds: now)
            let message = DocumentMessage(
                from: Organization(id: sender, name: "Cơ quan gửi"),
                to: recipients.map { Organization(id: $0, name: "Cơ quan nhận") },
                documentID: "\(sender.text),\(date.text),\(number)/\(Self.mark)",
                code: DocumentCode(number: "\(number)", notation: Self.mark),
                promulgation: Promulgation(place: "Hà Nội", date: date),
                type: DocumentType(type: "2", name: "Công văn"), subject: "Kiểm tra sự phù hợp của hệ thống \(number)",
                signer: SignerInfo(position: "Giám đốc", fullName: "Nguyễn Văn An"))
            let file = OutgoingAttachment(
                fileName: "van-ban.pdf", title: "Văn bản", bytes: Array("%PDF-1.4\nKiểm tra \(number)".utf8))
            let unsigned = try MessageWriter.bytes(of: message, attachments: [file])
            let bytes =
                try settings.signer.map { try DocumentSigner.sign(unsigned, by: $0, profile: .edXML()).get() }
                ?? unsigned
            if FileHash(of: bytes).bytes.contains(where: { $0 < 16 }) {
                return Paper(message: message, bytes: bytes, isSigned: settings.signer != nil)
            }
        }
    }

    func status(_ code: StatusCode, about paper: Paper) throws -> [UInt8] {
        let message = paper.message
        let status = StatusMessage(
            from: Organization(id: settings.to, name: "Cơ quan nhận"),
            responseFor: ResponseFor(
                agency: message.from.id, code: message.code.full, documentID: message.documentID,
                date: message.promulgation.date),
            code: code, description: "Kiểm tra sự phù hợp", staff: StaffInfo(department: "Văn phòng", staff: "Văn thư"),
            at: LocalDateTime(atMilliseconds: HubClock.system.now().milliseconds))
        return try MessageWriter.bytes(of: status)
    }
}
