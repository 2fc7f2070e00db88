import AxisSimulator
import EdXML
import Foundation
import Testing
import VXP

@Suite(.timeLimit(.minutes(5)))
struct DocumentsDownTests {
    static func rehearsal() throws -> Rehearsal {
        try Rehearsal { configuration, folder in
            configuration.documentsDown = DocumentsDown(folder: folder, delayMilliseconds: 50)
        }
    }

    @Test func `a document in the folder is sent down once, also across a restart`() async throws {
        let rehearsal = try Self.rehearsal()
        let document = try Papers.document(from: "G22", to: ["H24", "H49"])
        try Data(document).write(to: URL(filePath: "\(rehearsal.folder)/cong-van.edxml"))
        try await rehearsal.run { caller in
            let row = try #require(try await caller.list(.edoc, count: 1).first)
            #expect(row.from == "G22" && row.to == "H24")
            #expect(try await caller.fetch(row.docID) == document)
            try await caller.call(.updateStatus, .updateStatus(row.docID, .done)).ok()
        }
        try await rehearsal.run { caller in
            try await Task.sleep(for: .milliseconds(300))
            #expect(try await caller.list(.edoc).isEmpty)
            #expect(try await caller.truth()["documents"]?.elements?.count == 1)
        }
    }

    @Test func `a file that cannot be sent is given up with the reason, and the next one goes`() async throws {
        let rehearsal = try Self.rehearsal()
        try Data("<a/>".utf8).write(to: URL(filePath: "\(rehearsal.folder)/a-hong.edxml"))
        try FileManager.default.createSymbolicLink(
            atPath: "\(rehearsal.folder)/a-mat.edxml", withDestinationPath: "\(rehearsal.folder)/khong-co")
        try Data(try Papers.document(from: "G22", to: ["H24"])).write(
            to: URL(filePath: "\(rehearsal.folder)/b-tot.edxml"))
        try await rehearsal.run { caller in
            _ = try await caller.list(.edoc, count: 1)
            let down = try await caller.truth()["documentsDown"]?.elements
            #expect(down?.first?["problem"]?.scalar?.contains("EDXML-INVALID") == true)
            #expect(down?[1]["problem"]?.scalar?.isEmpty == false)
            #expect(down?.last?["docId"]?.scalar?.isEmpty == false)
        }
    }
}
