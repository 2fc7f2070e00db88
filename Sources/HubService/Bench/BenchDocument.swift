import EdXML
import Foundation

/// Large documents for measuring with: one attachment of bytes that do not compress.
enum BenchDocument {
    static let sender = "H24.01"
    static let recipient = "H24.02"

    /// Who sends a document to whom, and how urgently.
    struct Way: Sendable {
        var from = BenchDocument.sender
        var to = [BenchDocument.recipient]
        var priority = Priority.ordinary
    }

    /// Writes an unsigned document of about `size` bytes, a piece at a time.
    /// - Parameter number: tells documents apart, in their code and in their bytes.
    static func write(
        to path: String, size: Int, number: Int, on way: Way = Way(), at milliseconds: Int64
    ) throws {
        try Data().write(to: URL(filePath: path))
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        defer { file.closeFile() }
        let document = try message(number: number, on: way, at: milliseconds)
        let attachment = attachment(of: size, number: number)
        try MessageWriter.write(document, attachments: [attachment]) { try file.write(contentsOf: $0) }
    }

    /// An unsigned document of about `size` bytes in memory.
    static func bytes(size: Int, number: Int, on way: Way, at milliseconds: Int64) throws -> [UInt8] {
        try MessageWriter.bytes(
            of: try message(number: number, on: way, at: milliseconds),
            attachments: [attachment(of: size, number: number)])
    }

    /// The recipient's word that such a document has arrived.
    static func status(
        on number: Int, from recipient: String, to sender: String, at milliseconds: Int64
    ) throws -> StatusMessage {
        StatusMessage(
            from: Organization(id: try identifier(recipient), name: "Sở Tài chính"),
            responseFor: ResponseFor(
                agency: try identifier(sender), code: code(number).full, date: LocalDate(atMilliseconds: milliseconds)),
            code: .arrived, staff: StaffInfo(department: "Văn phòng", staff: "Nguyễn Văn An"),
            at: LocalDateTime(atMilliseconds: milliseconds))
    }

    /// A PDF of one object that holds bytes without a pattern.
    private static func attachment(of size: Int, number: Int) -> OutgoingAttachment {
        OutgoingAttachment(fileName: "so-lieu.pdf", title: "Số liệu quan trắc") { sink in
            var noise = Noise(seed: UInt64(number))
            // What remains for the attachment beside the header; never none.
            let length = max(64, (size - 2_300) / 4 * 3)
            let catalogue = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
            let opening = "2 0 obj\n<< /Length \(length) >>\nstream\n"
            let closing = "\nendstream\nendobj\n"
            try sink(Array((catalogue + opening).utf8))
            var left = length
            while left > 0 {
                let piece = noise.bytes(min(left, 49_152))
                try sink(piece)
                left -= piece.count
            }
            try sink(Array(closing.utf8))
            let table = catalogue.utf8.count + opening.utf8.count + length + closing.utf8.count
            try sink(Array(crossReferences(objectsAt: [9, catalogue.utf8.count], tableAt: table).utf8))
        }
    }

    /// ISO 32000-1, 7.5.4 and 7.5.5.
    private static func crossReferences(objectsAt offsets: [Int], tableAt table: Int) -> String {
        let entries = offsets.map { offset in
            String(repeating: "0", count: 10 - "\(offset)".count) + "\(offset) 00000 n \n"
        }
        return """
            xref
            0 \(offsets.count + 1)
            0000000000 65535 f \n\(entries.joined())trailer
            << /Size \(offsets.count + 1) /Root 1 0 R >>
            startxref
            \(table)
            %%EOF

            """
    }

    private static func code(_ number: Int) -> DocumentCode { DocumentCode(number: "\(number)", notation: "BC-SNV") }

    private static func message(number: Int, on way: Way, at milliseconds: Int64) throws -> DocumentMessage {
        let sender = try identifier(way.from)
        var document = DocumentMessage(
            from: Organization(id: sender, name: "Sở Nội vụ"),
            to: try way.to.map { Organization(id: try identifier($0), name: "Sở Tài chính") }, code: code(number),
            promulgation: Promulgation(place: "Hải Phòng", date: LocalDate(atMilliseconds: milliseconds)),
            type: DocumentType(type: "2", name: "Báo cáo"), subject: "Báo cáo số liệu quan trắc kèm tệp lớn",
            trace: [TraceHeader(agency: sender, at: LocalDateTime(atMilliseconds: milliseconds))])
        document.other.priority = way.priority
        document.signer = SignerInfo(position: "Giám đốc", fullName: "Trần Thị Bình")
        return document
    }

    private static func identifier(_ text: String) throws -> AgencyID {
        guard let id = AgencyID(text) else { throw BenchFailure("mã định danh \(text)", "the identifier \(text)") }
        return id
    }
}

/// Bytes without a pattern (xorshift64*), the same for the same seed.
private struct Noise {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        while bytes.count < count {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            let word = state &* 0x2545_F491_4F6C_DD1D
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}

/// A measurement that could not be made.
package struct BenchFailure: Error, Sendable, CustomStringConvertible {
    package let description: String

    init(_ vi: String, _ en: String) { description = "Không đo được: \(vi). / Could not measure: \(en)." }
}
