import Foundation
import SignedXML
import Testing

@testable import EdXML

/// `Fixtures/dialects` holds one message of each kind in every way in which senders write it.
struct DialectTests {
    @Test(arguments: try Fixture.dialects())
    func `every dialect is read, and written again in the canonical one, byte for byte`(file: String) throws {
        let canonical = try Fixture.bytes((file as NSString).deletingLastPathComponent + "/canonical.edxml")
        let inspection = try Fixture.inspect(Fixture.bytes(file))
        #expect(inspection.isAcceptable)
        #expect(try inspection.codes == remarks(on: file))
        let message = try #require(inspection.message)
        #expect(
            try String(decoding: written(message, files: attached(to: canonical)), as: UTF8.self)
                == String(decoding: canonical, as: UTF8.self))
    }

    @Test(arguments: try Fixture.dialects())
    func `every dialect has the same meaning once signed`(file: String) throws {
        let bytes = try Fixture.bytes(file)
        let signed = try DocumentSigner.sign(bytes, by: Fixture.identity.get(), profile: .edXML()).get()
        let inspection = try Fixture.inspect(signed, pieces: 1_000)
        guard case .present(let evidence) = inspection.signature else { throw Fixture.Missing(file: "signature") }
        #expect(evidence.verify() == [])
        #expect(try inspection.message == Fixture.inspect(bytes).message)
    }

    @Test func `what the canonical dialect says is what is read`() throws {
        let document = try Fixture.document("dialects/document/canonical.edxml")
        #expect(document.taskCodes == ["NV-2026-118", "NV-2026-119"] && document.applicationType == "QLVB")
        #expect(document.other.direction == "false" && document.other.appendixes.count == 2)
        #expect(document.subject == "Về phòng, chống dịch “sốt xuất huyết” & bệnh tay chân miệng <đợt 2>")
        #expect(document.attachments.map(\.contentID) == ["45-KH-SYT.pdf", "phu-luc.pdf"])
        let update = try Fixture.document("dialects/update/dotnet.edxml").business.update
        #expect(update?.receivers.map(\.agency.text) == ["H24.05", "000.00.01.H24"])
        let request = try Fixture.status("dialects/request/swapped.edxml")
        #expect(request.responseFor.agency.text == "H24" && request.responseFor.code == "45/KH-SYT")
    }

    @Test(arguments: [
        "H24.04,2026/10/15,45/KH-SYT", "H24.04,2026,45", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "45", "Số 45, ngày 15",
    ])
    func `the sender's identifier of a document is any text`(identifier: String) throws {
        let text = String(decoding: try Fixture.bytes("dialects/document/canonical.edxml"), as: UTF8.self)
        let given = text.replacing(">H24.04,2026/10/15,45/KH-SYT<", with: ">\(identifier)<")
        #expect(try Fixture.inspect(given).message?.document?.documentID == identifier)
    }

    private func remarks(on file: String) throws -> [String] {
        let data = Data(try Fixture.bytes("dialects/expected.json"))
        let expected = try JSONDecoder().decode([String: [String]].self, from: data)
        return expected[String(file.dropFirst("dialects/".count))] ?? []
    }

    private func written(_ message: Message, files: [[UInt8]]) throws -> [UInt8] {
        switch message {
        case .status(let status): return try MessageWriter.bytes(of: status)
        case .document(let document):
            #expect(document.attachments.map(\.content.size) == files.map(\.count))
            let attachments = zip(document.attachments, files).map { attachment, bytes in
                OutgoingAttachment(fileName: attachment.contentID, title: attachment.name ?? "", bytes: bytes)
            }
            return try MessageWriter.bytes(of: document, attachments: attachments)
        }
    }

    /// The decoded attachments of the canonical packet.
    private func attached(to canonical: [UInt8]) throws -> [[UInt8]] {
        String(decoding: canonical, as: UTF8.self).matches(of: /<ContentTransferEncoded>([^<]+)</).compactMap {
            Data(base64Encoded: String($0.1)).map(Array.init)
        }
    }
}
