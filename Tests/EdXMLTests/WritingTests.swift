import Foundation
import SignedXML
import Testing

@testable import EdXML

struct WritingTests {
    @Test(arguments: try Fixture.files(in: "documents"))
    func `what is written reads back as the same document`(file: String) throws {
        var document = try Fixture.document(file)
        document.content = "a < b & \"c\" > d\ttab"
        let files = document.attachments.map { attachment in
            OutgoingAttachment(
                fileName: attachment.contentID, title: attachment.name ?? "", bytes: Array("%PDF-1.4 nội dung".utf8))
        }
        let inspection = try Fixture.inspect(MessageWriter.bytes(of: document, attachments: files), pieces: 1_000)
        // All are PDF files, whatever their names say; that is remarked on, and nothing else.
        #expect(Set(inspection.codes).subtracting(["EDX-ATTACHMENT-KIND", "EDX-ATTACHMENT-CONTENT-TYPE"]) == [])
        var read = try #require(inspection.message?.document)
        #expect(read.attachments.map(\.contentID) == document.attachments.map(\.contentID))
        read.attachments = document.attachments
        read.references = document.references
        #expect(read == document)
    }

    @Test(arguments: try Fixture.files(in: "statuses").filter { !$0.contains("doi-cho") })
    func `what is written reads back as the same status`(file: String) throws {
        let status = try Fixture.status(file)
        let inspection = try Fixture.inspect(MessageWriter.bytes(of: status))
        #expect(inspection.codes == [] && inspection.message == .status(status))
    }

    @Test func `the dialect is the one that peers match literally`() throws {
        let status = try Fixture.status("statuses/03-da-tiep-nhan.edxml")
        let text = String(decoding: try MessageWriter.bytes(of: status), as: UTF8.self)
        #expect(text.contains("<edXML xmlns=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\">"))
        #expect(text.contains("<edXML:StatusCode>03</edXML:StatusCode>"))
        let document = try Fixture.document("documents/01-quyet-dinh-ke-hoach-chuyen-doi-so.edxml")
        let packet = String(decoding: try MessageWriter.bytes(of: document, attachments: []), as: UTF8.self)
        let order = [
            "From", "To", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content", "SignerInfo",
            "ToPlaces", "OtherInfo", "SteeringType", "DocumentId",
        ]
        let places = order.compactMap { packet.firstRange(of: "<edXML:\($0)>")?.lowerBound }
        #expect(places.count == order.count && places == places.sorted())
    }

    @Test func `a file that may not travel plain becomes a zip that another program opens`() throws {
        let content = Array("STT;Nhiệm vụ\n".utf8)
        let attachment = OutgoingAttachment(fileName: "Phụ lục số 1.csv", title: "Phụ lục", bytes: content)
        var base64: [UInt8] = []
        try attachment.encode(date: try #require(LocalDate("2026/11/04"))) { base64 += $0 }
        let zip = try #require(Data(base64Encoded: Data(base64)))
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).zip")
        try zip.write(to: file)
        let program = """
            import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); i, = z.infolist()
            print(z.testzip(), i.filename, i.date_time[:3], z.read(i).decode())
            """
        let listing = try Program.run("python3", "-X", "utf8", "-c", program, file.path).output
        try FileManager.default.removeItem(at: file)
        #expect(listing == "None Phụ lục số 1.csv (2026, 11, 4) STT;Nhiệm vụ\n\n")
    }

    @Test func `an attachment passes in pieces, each no larger than what was given`() throws {
        let piece = [UInt8](repeating: 0x41, count: 30_001)
        let attachment = OutgoingAttachment(fileName: "a.pdf", title: "a") { sink in
            for _ in 0..<100 { try sink(piece) }
        }
        var largest = 0
        var total = 0
        let document = try Fixture.document("documents/04-giay-moi-hoi-thao.edxml")
        try MessageWriter.write(document, attachments: [attachment]) { bytes in
            largest = max(largest, bytes.count)
            total += bytes.count
        }
        #expect(total > 4_000_000 && largest < 41_000)
    }

    @Test func `an attachment that changes between two readings is not written`() throws {
        let calls = Calls()
        let attachment = OutgoingAttachment(fileName: "a.xlsx", title: "a") { sink in
            try sink([UInt8](repeating: 0, count: calls.next()))
        }
        #expect(throws: MessageWriteError.attachmentChanged(fileName: "a.xlsx")) {
            try attachment.encode(date: try #require(LocalDate("2026/11/04"))) { _ in }
        }
    }

    @Test func `text that XML cannot carry is not written`() throws {
        var status = try Fixture.status("statuses/02-tu-choi-tiep-nhan.edxml")
        status.description = "lý do\u{1}"
        #expect(throws: MessageWriteError.characterNotAllowed(element: "Description", scalar: 1)) {
            try MessageWriter.bytes(of: status)
        }
    }
}

/// Counts its calls; each gives the next number.
private final class Calls: @unchecked Sendable {
    private var count = 0
    func next() -> Int {
        count += 1
        return count
    }
}
