import Foundation
import HubCore
import HubStore
import SignedXML
import Testing
import VXP

@testable import HubService

/// What is refused before, or because of how, a document arrives. Every reply to the vendor's clients has the three words.
@Suite struct `At the axis-style door` {
    private func refused(_ answer: Answer, _ code: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(answer.codes == [code], "\(answer)", sourceLocation: sourceLocation)
        #expect(answer.json["status"]?.scalar == "FAIL", sourceLocation: sourceLocation)
        #expect(answer.json["ErrorCode"]?.scalar ?? "0" != "0", sourceLocation: sourceLocation)
        #expect(answer.json["ErrorDesc"]?.scalar?.isEmpty == false, sourceLocation: sourceLocation)
    }

    @Test func `a wrong secret, a stale clock, a stranger and a repeated call are each told so`() async throws {
        let province = try await Province()
        let document = try Province.signed(Province.document(number: 30), by: "H24.01")
        let now = HubClock.system.now().milliseconds
        refused(try await province.send(document, secret: "sai"), "VXP-HMAC")
        refused(try await province.send(document, at: now - 3_600_000), "VXP-STALE")
        refused(try await province.send(document, at: now + 3_600_000), "VXP-STALE")
        refused(try await province.call("/vxp/sendEdoc", [], document), "VXP-HEADER-MISSING")
        let stranger = HeaderAuthentication.sign(
            parameters: .receivedEdocList(.edoc), systemID: "00.99.X99", secret: "x", timestampMilliseconds: now,
            contentType: "application/json")
        refused(
            try await province.call("/vxp/getReceivedEdocList", stranger.map { ($0.name, $0.value) }, []),
            "VXP-SYSTEM-UNKNOWN")
        #expect(try await province.send(document, at: now).json["ErrorCode"]?.scalar == "0")
        refused(try await province.send(document, at: now), "VXP-REPLAYED")
        await province.stop()
    }

    @Test func `a body that is not its hash-file is refused, journalled, and not kept`() async throws {
        let province = try await Province()
        let document = try Province.signed(Province.document(number: 31), by: "H24.01")
        let before = try await province.store.journalHead().size
        refused(try await province.send(document, hash: FileHash(of: [1, 2, 3])), "VXP-HASH-FILE")
        let entries = try await province.store.journal(from: before, limit: 10)
        #expect(entries.map(\.kind) == ["refused"] && entries[0].entry.contains("VXP-HASH-FILE"))
        #expect(!entries[0].entry.contains("cải cách"))
        #expect(try await province.store.find("31/SNV-VP", limit: 1).isEmpty)
        await province.stop()
    }

    @Test func `a sender of another centre, or of none, is refused`() async throws {
        let province = try await Province()
        let remote = try Province.signed(Province.document(from: "G22", number: 32), by: "G22")
        refused(try await province.send(remote), "HUB-SENDER-NOT-CALLERS")
        let nobody = try Province.signed(Province.document(from: "H77", number: 33), by: "H24.01")
        #expect(try await province.send(nobody).codes.contains("HUB-SENDER-UNKNOWN"))
        await province.stop()
    }

    @Test func `an operation without its parameters, or with wrong ones, answers in the same form`() async throws {
        let province = try await Province()
        refused(try await province.vxp(.getEdoc, [:]), "VXP-PARAMETER-MISSING")
        refused(try await province.vxp(.getEdoc, .edoc(UUID().uuidString.lowercased())), "VXP-DOCUMENT-UNKNOWN")
        refused(try await province.vxp(.getReceivedEdocList, ["messagetype": "fax"]), "VXP-HEADER-INVALID")
        await province.stop()
    }
}

@Suite struct `At the hub's own door` {
    @Test func `a wrong token, another media type, nothing at all, and too much are each told so`() async throws {
        let province = try await Province { $0.limits.maxDocumentBytes = 100_000 }
        let document = try Province.signed(Province.document(number: 40), by: "H24.01")
        #expect(try await province.post(document, token: "sai").codes == ["API-TOKEN"])
        #expect(try await province.post(document, type: "application/json").codes == ["API-MEDIA-TYPE"])
        #expect(try await province.post([]).codes == ["API-EMPTY"])
        let large = Province.document(number: 41, attachment: [UInt8](repeating: 65, count: 90_000))
        let answer = try await province.post(large)
        #expect(answer.status == 413 && answer.codes == ["HTTP-TOO-LARGE"])
        let kept = try await province.store.find("41/SNV-VP", limit: 1)
        #expect(kept.isEmpty)
        await province.stop()
    }

    @Test(arguments: try InvalidFixture.all) func `each invalid fixture gets its code, and is journalled`(
        fixture: InvalidFixture
    ) async throws {
        let province = try await Province()
        let before = try await province.store.journalHead().size
        let bytes = try fixture.bytes
        let answer = try await province.post(bytes.isEmpty ? [0x20] : bytes)
        #expect(answer.status == 422 && answer.codes.contains(fixture.code), "\(answer)")
        #expect(try await province.store.journal(from: before, limit: 5).map(\.kind) == ["refused"])
        await province.stop()
    }
}

struct InvalidFixture: CustomTestStringConvertible {
    let name: String
    let code: String

    var testDescription: String { name }

    var bytes: [UInt8] {
        get throws { [UInt8](try Data(contentsOf: URL(filePath: "\(Province.root)/Fixtures/invalid/\(name)"))) }
    }

    static var all: [InvalidFixture] {
        get throws {
            let file = try Data(contentsOf: URL(filePath: "\(Province.root)/Fixtures/invalid/expected.json"))
            let table = try JSONDecoder().decode([String: String].self, from: file)
            return table.map { InvalidFixture(name: $0.key, code: $0.value) }.sorted { $0.name < $1.name }
        }
    }
}
