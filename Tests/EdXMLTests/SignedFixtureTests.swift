import Foundation
import SignedXML
import Testing

@testable import EdXML

struct SignedFixtureTests {
    private func signed(_ file: String) throws -> [UInt8] {
        try DocumentSigner.sign(Fixture.bytes(file), by: Fixture.identity.get(), profile: .edXML()).get()
    }

    private func evidence(_ inspection: Inspection) throws -> SignatureEvidence {
        guard case .present(let evidence) = inspection.signature else { throw Fixture.Missing(file: "signature") }
        return evidence
    }

    @Test(arguments: try Fixture.files(in: "documents") + Fixture.files(in: "statuses"))
    func `a signature changes nothing that is read, and holds`(file: String) throws {
        let inspection = try Fixture.inspect(signed(file), pieces: 4_096)
        let unsigned = try Fixture.inspect(Fixture.bytes(file))
        #expect(inspection.message == unsigned.message && inspection.codes == unsigned.codes)
        #expect(try evidence(inspection).verify() == [])
    }

    @Test func `one letter changed in the subject breaks it, and the document still reads`() throws {
        let text = String(decoding: try signed("documents/04-giay-moi-hoi-thao.edxml"), as: UTF8.self)
        let inspection = try Fixture.inspect(text.replacing("Mời dự hội thảo", with: "Mới dự hội thảo"))
        #expect(inspection.isAcceptable)
        #expect(try evidence(inspection).verify().map(\.rule.code) == ["SIG-DIGEST"])
    }

    @Test func `a signed packet is valid by the schema in another program`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).edxml")
        try Data(signed("documents/06-ke-hoach-phong-chong-dich.edxml")).write(to: file)
        let schema = "\(Fixture.schemaFolder)/edxml.xsd"
        #expect(try Program.run("xmllint", "--noout", "--nonet", "--schema", schema, file.path).status == 0)
        try FileManager.default.removeItem(at: file)
    }
}
