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

    @Test(arguments: try Fixture.remarks())
    func `an odd packet is accepted with the remarks on its oddity, and no other`(file: String, codes: [String]) throws
    {
        let inspection = try Fixture.inspect(Fixture.bytes("flagged/\(file)"))
        #expect(inspection.isAcceptable && inspection.codes == codes)
        for finding in inspection.findings {
            #expect(!finding.says.vi.contains("{") && !finding.mend.vi.contains("{") && !finding.mend.en.contains("{"))
        }
    }

    @Test func `every invalid and every odd file has its expectation`() throws {
        #expect(try Fixture.files(in: "invalid") == Fixture.expectations().map { "invalid/\($0.0)" })
        #expect(try Fixture.files(in: "flagged") == Fixture.remarks().map { "flagged/\($0.file)" })
    }

    @Test func `every rule has a file that provokes it`() throws {
        let provoked = try Set(Fixture.expectations().map(\.1) + Fixture.remarks().flatMap(\.codes))
        // A file that passes these limits is too large to be kept; ``ZipLimitTests`` passes lower ones.
        let large: Set = ["EDX-ZIP-SIZE", "EDX-ZIP-ENTRIES"]
        #expect(Set(EdXMLRules.all.map(\.code)).subtracting(provoked) == large)
    }

    @Test(arguments: [1, 7, 64])
    func `how the bytes are cut changes nothing`(pieces: Int) throws {
        for file in ["documents/01-quyet-dinh-ke-hoach-chuyen-doi-so.edxml", "documents/04-giay-moi-hoi-thao.edxml"] {
            let bytes = try Fixture.bytes(file)
            #expect(try Fixture.inspect(bytes, pieces: pieces).message == Fixture.inspect(bytes).message)
        }
    }

    @Test func `the script writes the files that are here, byte for byte`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "fixtures-\(UUID().uuidString)")
        let script = Fixture.root.appending(path: "Fixtures/make.py")
        #expect(try Program.run("python3", script.path, folder.path).status == 0)
        let fixtures = Fixture.root.appending(path: "Fixtures")
        for part in ["documents", "axis", "statuses", "invalid", "flagged", "dialects", "agencies.csv"] {
            let mine = folder.appending(path: part).path
            let difference = try Program.run("diff", "-rq", mine, fixtures.appending(path: part).path)
            #expect(difference.output == "")
        }
        try FileManager.default.removeItem(at: folder)
    }
}
