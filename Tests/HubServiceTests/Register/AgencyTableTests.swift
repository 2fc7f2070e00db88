import Foundation
import HubCore
import SignedXML
import Testing

@testable import HubService

@Suite struct `A table of agencies` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func table(_ lines: String...) throws -> AgencyTable {
        let file = try folder.write("agencies.csv", lines.joined(separator: "\n") + "\n")
        return try AgencyTable(contentsOfFile: file)
    }

    @Test func `gives the register of the fixtures, by either identifier in any case`() throws {
        let table = try AgencyTable(contentsOfFile: Province.root + "/Fixtures/agencies.csv")
        #expect(table.agencies.count == 14 && table.certificates.isEmpty && !table.namesSigners)
        let commune = try #require(table.agency("h24.21.01"))
        #expect(commune.name == "UBND phường Minh Khai" && commune.parent == "H24.21" && commune.level == 3)
        #expect(commune.isLocal && commune.centre == "00.24.H24")
        #expect(table.agency("000.01.21.h24") == commune)
        #expect(table.agency("G22")?.isLocal == false && table.agency("H99") == nil)
    }

    @Test func `registers each certificate for its own agency, from a path beside the table`() throws {
        let files = try Province.pki.get().agency("H24.01")
        let pem = try String(contentsOfFile: files.certificates, encoding: .utf8)
        _ = try folder.write("so-noi-vu.pem", pem)
        let table = try table(
            "organId,name,centre,local,certificate", "H24.01,Sở Nội vụ,00.24.H24,true,so-noi-vu.pem",
            "H24.02,Sở Tài chính,00.24.H24,true,")
        let certificate = try Certificate.all(inPEM: pem)[0]
        let registered = try #require(table.certificate(certificate.fingerprint.uppercased()))
        #expect(registered.agency == "H24.01" && registered.subject == certificate.subject)
        #expect(Data(base64Encoded: registered.der).map(Array.init) == certificate.der)
        #expect(registered.notAfter.milliseconds == certificate.notAfter * 1000)
        #expect(table.namesSigners && table.certificates == [registered])
    }

    @Test func `sets policies where it has their columns, and leaves what it has no column for as it is`() throws {
        let table = try table(
            "organId,name,centre,local,documentSignatures", "H24,UBND,C,true,off", "H24.01,Sở Nội vụ,C,true,")
        var known = Agency(
            id: "H24", oldID: "000.00.00.H24", name: "Tên cũ", level: 2, centre: "C", isLocal: true, isLocked: true,
            documentSignatures: .required, statusSignatures: .required)
        let completed = table.completed(from: [known])
        (known.name, known.documentSignatures) = ("UBND", .off)
        #expect(completed == [known, Agency(id: "H24.01", name: "Sở Nội vụ", centre: "C", isLocal: true)])
        #expect(throws: TableError.self) {
            try self.table("organId,name,centre,local,statusSignatures", "H24,UBND,C,true,maybe")
        }
    }

    @Test(arguments: [
        ("Hai Phong,Sở,C,true,,,", "organId"), ("H24.01,,C,true,,,", "name"), ("H24.01,Sở,,true,,,", "centre"),
        ("H24.01,Sở,C,yes,,,", "local"), ("H24.01,Sở,C,true,Sở cũ,,", "oldId"), ("H24.01,Sở,C,true,,two,", "level"),
        ("h24,Sở,C,true,,,", "H24"), ("H24.01,Sở,C,true,000.00.00.H24,,", "000.00.00.H24"),
        ("H24.01,Sở,C,true,,,missing.pem", "missing.pem"),
    ]) func `names the line and the value that make no sense`(row: String, word: String) throws {
        let error = try #require(throws: TableError.self) {
            try table("organId,name,centre,local,oldId,level,certificate", "H24,UBND,C,true,000.00.00.H24,1,", row)
        }
        #expect(error.line == 3 && error.vi.contains(word) && error.en.contains(word), "\(error)")
    }
}
