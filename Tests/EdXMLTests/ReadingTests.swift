import SignedXML
import Testing

@testable import EdXML

struct ReadingTests {
    private let decision = "documents/01-quyet-dinh-ke-hoach-chuyen-doi-so.edxml"

    @Test func `everything a document says is read`() throws {
        let document = try Fixture.document(decision)
        #expect(document.from.id.text == "H24" && document.from.name == "UBND thành phố Hải Phòng")
        #expect(document.to.map(\.id.text) == ["H24.01", "H24.02", "H24.03", "H24.04", "H24.21"])
        #expect(document.to[0].inCharge == "UBND thành phố Hải Phòng")
        #expect(document.naturalKey.canonical == "H24|2026/10/05|3125/QĐ-UBND")
        #expect(document.documentID == "H24,2026/10/05,3125/QĐ-UBND")
        #expect(document.type == DocumentType(type: "2", detail: "2", name: "Quyết định"))
        #expect(document.signer?.position == "Phó Chủ tịch")
        #expect(document.toPlaces == ["Như Điều 3", "Thường trực Thành ủy", "Lưu: VT, KGVX"])
        #expect(document.other.appendixes == ["Phụ lục I. Danh mục nhiệm vụ"] && document.other.pageAmount == 6)
        #expect(document.steeringType == 1 && document.traceID?.count == 36)
        #expect(document.trace.map(\.at.text) == ["2026/10/05 09:38:24"])
        #expect(document.business.type == .new && document.business.staff?.staff == "Trần Thị Bình")
    }

    @Test func `attachments are joined to the manifest whether or not they say cid`() throws {
        for file in [decision, "documents/17-de-an-kho-luu-tru-so.edxml"] {
            let document = try Fixture.document(file)
            #expect(document.attachments.count == 2)
            #expect(document.attachments.map(\.contentID) == document.references.map(\.contentID))
            #expect(document.attachments[0].content.head.starts(with: Array("%PDF".utf8)))
            #expect(document.attachments[1].content.head.starts(with: Array("PK".utf8)))
            #expect(document.attachments[1].contentType == "application/zip")
        }
    }

    @Test func `the prefix means nothing`() throws {
        let text = String(decoding: try Fixture.bytes(decision), as: UTF8.self)
        let renamed = text.replacing("edXML:", with: "văn-bản:").replacing("xmlns:edXML", with: "xmlns:văn-bản")
        #expect(renamed != text)
        #expect(try Fixture.inspect(renamed).message == Fixture.inspect(text).message)
    }

    @Test func `a recall, an update and a replacement say what they concern`() throws {
        let recall = try Fixture.document("documents/20-thu-hoi-giay-moi.edxml")
        #expect(recall.business.type == .recall && recall.business.reason == "Ghi sai thời gian tổ chức hội thảo")
        #expect(recall.responsesFor.map(\.code) == ["87/GM-SKHCN"] && recall.attachments.isEmpty)
        let update = try Fixture.document("documents/21-cap-nhat-noi-nhan-ke-hoach.edxml").business
        #expect(update.documentID == "H24.04,2026/10/15,45/KH-SYT")
        #expect(update.update?.receivers.map(\.isAdded) == [true, false])
        let replacement = try Fixture.document("documents/22-thay-the-bao-cao-quy-III.edxml").business
        #expect(replacement.replacements.first?.holders.map(\.text) == ["H24", "G11"])
    }

    @Test func `a status says who did what with which document`() throws {
        let status = try Fixture.status("statuses/03-da-tiep-nhan.edxml")
        #expect(status.from.id.text == "H24.01" && status.code == .registered)
        #expect(status.responseFor.naturalKey?.canonical == "H24|2026/10/05|3125/QĐ-UBND")
        #expect(status.at.text == "2026/10/05 10:12:45" && status.staff?.department == "Văn thư")
        #expect(Message.status(status).recipients.map(\.text) == ["H24"])
    }

    @Test func `identifier and code that were swapped are read the right way round`() throws {
        let status = try Fixture.status("statuses/13-lay-lai-doi-cho.edxml")
        #expect(status.responseFor.agency.text == "H24" && status.responseFor.code == "87/GM-SKHCN")
    }

    @Test func `a request to give back speaks of its sender's own document`() throws {
        let request = try Fixture.status("statuses/13-lay-lai.edxml")
        #expect(request.recipients.map(\.text) == ["H24.04"])
        #expect(request.documentKey?.canonical == "H24.03|2026/10/12|87/GM-SKHCN")
        var toAll = request
        toAll.responseFor.agency = request.from.id
        #expect(toAll.recipients.isEmpty)
    }

    @Test func `a placeholder signature signs nothing`() throws {
        for file in ["documents/02-cong-van-thu-tuc-hanh-chinh.edxml", "documents/04-giay-moi-hoi-thao.edxml"] {
            guard case .absent = try Fixture.inspect(Fixture.bytes(file)).signature else {
                Issue.record("\(file) counts as signed")
                continue
            }
        }
    }

    @Test func `white space around a value is not part of it`() throws {
        let text = String(decoding: try Fixture.bytes(decision), as: UTF8.self)
        let spaced = text.replacing("<edXML:OrganId>", with: "<edXML:OrganId>\n\t ").replacing(
            "</edXML:Subject>", with: "  \n</edXML:Subject>")
        #expect(try Fixture.inspect(spaced).message == Fixture.inspect(text).message)
    }
}
