import Foundation
import SignedXML
import Testing

@testable import HubService

@Suite struct `A rehearsal's certificates` {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "rehearsal-\(UUID().uuidString)")

    private func make(_ table: String) throws -> [String] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "agencies.csv")
        try table.write(to: file, atomically: false, encoding: .utf8)
        let pki = folder.appending(path: "pki").path
        let made = try makeRehearsalCertificates(in: pki, forAgenciesIn: file.path, serverNames: ["localhost"])
        return try FileManager.default.contentsOfDirectory(atPath: "\(made.path)/agencies").sorted()
    }

    @Test func `are made for the agencies of a table`() throws {
        let files = try make("level,organId,name\n2,H24.01,Sở Nội vụ\n1,H24,\n")
        #expect(files == ["H24.01.key.pem", "H24.01.pem", "H24.key.pem", "H24.pem"])
    }

    @Test(arguments: [("organId,name\nH24,a\nH24,b", 3), ("organId,name\n,a", 2), ("organId\nH24", 1)])
    func `are not made when the table is wrong`(table: String, line: Int) {
        let error = #expect(throws: TableError.self) { try make(table) }
        #expect(error?.line == line)
    }

    @Test func `are not made when there is no table`() {
        #expect(throws: TableError.self) {
            try makeRehearsalCertificates(in: folder.path, forAgenciesIn: "/no/such.csv", serverNames: ["localhost"])
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
}
