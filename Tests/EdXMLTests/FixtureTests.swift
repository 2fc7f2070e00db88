import Foundation
import SignedXML
import Testing

@testable import EdXML

struct FixtureTests {
    @Test(arguments: try Fixture.files(in: "documents") + Fixture.files(in: "axis"))
    func `a valid document is acceptable without a remark`(file: String) throws {
        let inspection = try Fixture.inspect(Fixture.bytes(file))
        #expect(inspection.codes == [])
        #expect(inspection.isAcceptable)
        #expect(inspection.message?.kind == .document)
    }

    @Test(arguments: try Fixture.files(in: "statuses"))
    func `a valid status is acceptable, and its code is the one in its name`(file: String) throws {
        let inspection = try Fixture.inspect(Fixture.bytes(file))
        #expect(inspection.refusingCodes == [])
        let status = try #require(inspection.message?.status)
        #expect(file.contains("/\(status.code.rawValue)-"))
        #expect(inspection.codes == (file.contains("doi-cho") ? ["EDX-RESPONSE-FOR-SWAPPED"] : []))
    }

    @Test(arguments: try Fixture.expectations())
    func `a faulty packet gets the code of its fault, and no other refuses it`(file: String, code: String) throws {
        let inspection = try Fixture.inspect(Fixture.bytes("invalid/\(file)"))
        #expect(Set(inspection.refusingCodes) == [code])
        #expect(!inspection.isAcceptable)
        let finding = try #require(inspection.findings.first { $0.rule.code == code })
        #expect(!finding.says.vi.contains("{") && !finding.mend.en.contains("{"))
    }

    @Test func `every invalid file has its expectation`() throws {
        #expect(try Fixture.files(in: "invalid") == Fixture.expectations().map { "invalid/\($0.0)" })
    }

    @Test(arguments: [1, 7, 64])
    func `how the bytes are cut changes nothing`(pieces: Int) throws {
        for file in ["documents/01-quyet-dinh-ke-hoach-chuyen-doi-so.edxml", "documents/04-giay-moi-hoi-thao.edxml"] {
            let bytes = try Fixture.bytes(file)
            #expect(try Fixture.inspect(bytes, pieces: pieces).message == Fixture.inspect(bytes).message)
        }
    }

    @Test func `the schema alone, in another program, accepts every valid packet`() throws {
        let files = try ["documents", "axis", "statuses"].flatMap { try Fixture.files(in: $0) }
        let xmllint = Process()
        xmllint.executableURL = URL(filePath: "/usr/bin/env")
        xmllint.currentDirectoryURL = Fixture.root.appending(path: "Fixtures")
        xmllint.arguments = ["xmllint", "--noout", "--nonet", "--schema", "../Schemas/edxml.xsd"] + files
        xmllint.standardError = FileHandle.nullDevice
        try xmllint.run()
        xmllint.waitUntilExit()
        #expect(xmllint.terminationStatus == 0)
    }
}
