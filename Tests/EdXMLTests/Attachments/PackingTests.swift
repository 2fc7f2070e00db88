import Foundation
import SignedXML
import Testing

@testable import EdXML

struct PackingTests {
    private let decision = "documents/01-quyet-dinh-ke-hoach-chuyen-doi-so.edxml"

    /// The letter with one attachment of that name, travelling as these bytes.
    private func attachment(_ name: String, _ bytes: [UInt8], type: String) throws -> EdXML.Attachment {
        let text = String(decoding: try Fixture.bytes("documents/02-cong-van-thu-tuc-hanh-chinh.edxml"), as: UTF8.self)
        let start = try #require(text.firstRange(of: "<AttachmentEncoded>")).lowerBound
        let packet = """
            \(text[..<start])<AttachmentEncoded><Attachment><ContentId>264-UBND-KSTTHC.pdf</ContentId>\
            <AttachmentName>\(name)</AttachmentName><ContentType>\(type)</ContentType><ContentTransferEncoded>\
            \(Data(bytes).base64EncodedString())</ContentTransferEncoded></Attachment></AttachmentEncoded></edXML>
            """
        return try #require(try Fixture.inspect(packet).message?.document?.attachments.first)
    }

    @Test func `of what travels packed, the file is the attachment`() throws {
        let document = try Fixture.document(decision)
        let table = try #require(document.attachments.last)
        let packed = try #require(table.packed)
        #expect(packed.kind == .xlsx && table.fileKind == .xlsx && packed.size < table.content.size)
        #expect(table.fileSize == packed.size && table.fileSHA256 == packed.sha256 && packed.sha256.count == 32)
        #expect(table.offeredName.hasSuffix(".xlsx") && table.contents.archive?.entries == 1)
        let main = document.attachments[0]
        #expect(main.packed == nil && main.fileKind == .pdf && main.offeredName == "Quyết định 3125_QĐ-UBND.pdf")
    }

    @Test func `its size and digest are those of the file, not of the zip`() throws {
        let outgoing = OutgoingAttachment(fileName: "a.csv", title: "a", bytes: Array("STT;1\n".utf8))
        var text: [UInt8] = []
        try outgoing.encode(date: try #require(LocalDate("2026/11/04"))) { text += $0 }
        let zip = Array(try #require(Data(base64Encoded: Data(text))))
        let attachment = try attachment("a.csv", zip, type: "application/zip")
        #expect(attachment.fileSize == 6 && attachment.content.size == zip.count)
        #expect(attachment.fileSHA256.hex == "56d62365ad9ff8ce1c54abe7f726c49fce58016cb39fe5ec633d8e124348de6e")
        #expect(attachment.fileKind == .text)
    }

    @Test(arguments: [
        // Declared as a zip, and not named one.
        ("bao-cao.pdf", "application/zip", true), ("Báo cáo", "application/zip", true),
        ("bao-cao.docx", "application/x-zip-compressed", true),
        // Named a zip, it is one.
        ("bao-cao.zip", "application/zip", false),
        // Not declared so: of one entry, and named as something that is no zip.
        ("bao-cao.csv", "text/csv", true), ("bao-cao.docx", "application/octet-stream", false),
    ])
    func `a zip of one entry is unpacked by its declared type or by its name`(
        name: String, type: String, isPacked: Bool
    ) throws {
        let attachment = try attachment(name, MadeArchives.bytes("one"), type: type)
        #expect((attachment.packed != nil) == isPacked && attachment.contents.unpacked != nil)
    }

    @Test func `a zip of two entries is never unpacked`() throws {
        let bytes = HandMadeArchive(.init("a.csv"), .init("b.csv")).bytes
        #expect(try attachment("a.csv", bytes, type: "application/zip").contents.unpacked == nil)
    }
}
