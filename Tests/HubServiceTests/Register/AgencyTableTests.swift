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
        let completed = table.statements.map { $0.applied(to: $0.agency.id == known.id ? known : nil) }
        (known.name, known.documentSignatures) = ("UBND", .off)
        #expect(completed == [known, Agency(id: "H24.01", name: "Sở Nội vụ", centre: "C", isLocal: true)])
        #expect(throws: TableError.self) {
            try self.table("organId,name,centre,local,statusSignatures", "H24,UBND,C,true,maybe")
        }
    }

    @Test func `holds any number of other identifiers with their periods, successors and contacts`() throws {
        let table = try table(
            "organId,name,centre,local,oldId,validUntil,successors,address,mail,telephone,fax,website",
            "H24.21,\"UBND quận Hồng Bàng, cũ\",C,true,000.00.21.H24;H24.11@2020-01-01..2021-07-01,2025-07-01,"
                + "H24.41;H24.42,\"14 Hoàng Diệu\",a@b.vn,0225,0226,https://hb.vn")
        let agency = try #require(table.agency("000.00.21.h24"))
        let midnight = try #require(Timestamp(rfc3339: "2021-07-01T00:00:00+07:00"))
        #expect(agency.formerIdentifiers.map(\.id) == ["000.00.21.H24", "H24.11"])
        #expect(agency.answers(to: "h24.11", at: midnight.adding(milliseconds: -1)))
        #expect(!agency.answers(to: "h24.11", at: midnight) && agency.successors == ["H24.41", "H24.42"])
        #expect(agency.contacts.website == "https://hb.vn" && agency.contacts.telephone == "0225")
    }

    @Test func `unlocks nobody, whatever its columns are called`() throws {
        let table = try table("organId,name,centre,local,locked", "H24,UBND,C,true,false")
        var known = table.agencies[0]
        known.isLocked = true
        #expect(table.statements.map { $0.applied(to: known) } == [known])
    }

    @Test func `is written as it is read`() throws {
        let agency = Agency(
            id: "H24.21",
            formerIdentifiers: [
                FormerIdentifier("000.00.21.H24"),
                FormerIdentifier("H24.11", validFrom: Timestamp(milliseconds: 1_577_811_600_000)),
            ], name: "UBND \"quận\", cũ", parent: "H24", level: 2, centre: "C", isLocal: true,
            validUntil: Timestamp(milliseconds: 1_751_302_800_000), successors: ["H24.41", "H24.42"],
            contacts: AgencyContacts(address: "1, Hoàng Diệu", mail: "a@b.vn"), documentSignatures: .off)
        #expect(try table(AgencyTable.heading, AgencyTable.line(of: agency)).agencies == [agency])
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
