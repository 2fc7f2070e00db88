import EdXML
import Foundation
import HubCore
import Testing
import VXP

@testable import HubService

@Suite struct `Sending a file` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ bytes: [UInt8]) throws -> OutgoingFile {
        let path = folder.path + "/\(UUID().uuidString).edxml"
        try Data(bytes).write(to: URL(filePath: path))
        return try OutgoingFile(path)
    }

    private static let api = FileSender.Door.api(token: Secret(Province.token))
    private static let vxp = FileSender.Door.vxp(
        systemID: Province.centre, secret: Secret(Province.secret), from: "H24.01")

    private func taken(_ outcome: SendOutcome) throws -> SendOutcome.Taken {
        guard case .taken(let taken) = outcome else { throw TestFailure("\(outcome)") }
        return taken
    }

    private func refused(_ outcome: SendOutcome) throws -> SendOutcome.Refused {
        guard case .refused(let refused) = outcome else { throw TestFailure("\(outcome)") }
        return refused
    }

    @Test func `gets the same receipt through either door, for the file's own digest`() async throws {
        let province = try await Province()
        let url = "http://127.0.0.1:\(province.port)"
        let file = try file(Province.signed(Province.document(number: 1), by: "H24.01"))
        let first = try taken(await FileSender(to: url, through: Self.api).send(file))
        #expect(first.receipt?.sha256 == file.sha256 && first.isRepeat == false)
        let again = try taken(await FileSender(to: url + "/", through: Self.api).send(file))
        #expect(again.receipt == first.receipt && again.isRepeat == true)
        let through = try taken(await FileSender(to: url + "/vxp", through: Self.vxp).send(file))
        #expect(through.receipt == first.receipt && through.id == first.id)
        await province.stop()
    }

    @Test func `gives every reason of a refusal, and says when it was us who were not believed`() async throws {
        let province = try await Province()
        let url = "http://127.0.0.1:\(province.port)"
        let unsigned = try file(Province.document(number: 2))
        for door in [Self.api, Self.vxp] {
            let outcome = try await FileSender(to: url, through: door).send(unsigned)
            #expect(try refused(outcome).findings.map(\.code) == ["SIG-REQUIRED"])
            #expect(outcome.text(in: .vi).contains("→ Ký số gói tin") && !outcome.isTaken)
        }
        let stranger = FileSender.Door.vxp(systemID: Province.centre, secret: Secret("sai"), from: "H24.01")
        #expect(try refused(await FileSender(to: url, through: stranger).send(unsigned)).findings[0].code == "VXP-HMAC")
        let guess = FileSender.Door.api(token: Secret("sai"))
        #expect(try refused(await FileSender(to: url, through: guess).send(unsigned)).findings[0].code == "API-TOKEN")
        await province.stop()
    }

    @Test func `tells a status from a document by its code`() throws {
        #expect(try file(Province.status("01", from: "H24.02", about: 1, of: "H24.01")).type == .status)
        #expect(try file(Province.document(number: 3)).type == .edoc)
        #expect(try file(Array("không phải XML".utf8)).type == .edoc)
    }

    @Test func `does not take silence, a stranger's answer or a wrong address for an answer`() async throws {
        let file = try file(Province.document(number: 4))
        let silent = try #require(
            await failure { try await FileSender(to: "http://127.0.0.1:1", through: Self.api).send(file) })
        #expect(silent.vi.contains("Gửi lại cùng tệp là an toàn"))
        #expect(throws: SendFailure.self) { try FileSender(to: "127.0.0.1:8080", through: Self.api) }
        let province = try await Province()
        let elsewhere = "http://127.0.0.1:\(province.port)/nowhere"
        let outcome = try await FileSender(to: elsewhere, through: Self.api).send(file)
        #expect(try refused(outcome).findings.map(\.code) == ["HTTP-NOT-FOUND"])
        let strange = await failure { try await FileSender(to: elsewhere, through: Self.vxp).send(file) }
        #expect(strange?.en.contains("cannot be understood") == true)
        await province.stop()
    }

    private func failure(_ body: () async throws -> SendOutcome) async -> SendFailure? {
        do {
            _ = try await body()
            return nil
        } catch { return error as? SendFailure }
    }
}

struct TestFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
