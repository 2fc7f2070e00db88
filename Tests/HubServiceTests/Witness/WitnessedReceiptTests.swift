import Crypto
import EdXML
import Foundation
import HubCore
import HubStore
import NIOHTTP1
import Testing

@testable import HubService

/// What others make of what witnesses signed.
@Suite(.timeLimit(.minutes(5))) struct `A witnessed receipt` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let go: String? = ["/usr/bin/go", "/usr/local/go/bin/go"].first {
        FileManager.default.isExecutableFile(atPath: $0)
            && FileManager.default.fileExists(atPath: "/usr/share/gocode/src/golang.org/x/mod/sumdb/note")
    }

    private func province(_ stands: [WitnessStand]) async throws -> Province {
        try await Province(on: folder) { configuration in
            configuration.witnesses.witnesses = stands.map(\.asked)
            configuration.witnesses.quorum = stands.count
            configuration.witnesses.interval = .milliseconds(50)
        }
    }

    private func verification(
        _ province: Province, _ document: String, witnesses: [String] = [], quorum: Int = 0
    ) async throws -> ReceiptVerification {
        let answer = try await province.api(.GET, "receipts/\(document)")
        let file = folder.path + "/receipt.json"
        try Data(answer.bytes).write(to: URL(fileURLWithPath: file))
        return try await ReceiptVerification(
            file: file, key: province.store.publicKey.text, document: nil, witnesses: witnesses, quorum: quorum)
    }

    /// Waits until everything there is now is witnessed.
    private func witnessed(_ province: Province) async throws {
        let size = try await province.store.journalHead().size
        while (try await province.store.witnessedHead()?.size ?? 0) < size {
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test func `says who stands behind it to whoever brings their keys`() async throws {
        let stands = [
            try await WitnessStand("w1", watching: folder), try await WitnessStand("w2", watching: folder),
        ]
        let province = try await province(stands)
        let document = try await province.accepted(1)
        try await witnessed(province)
        let keys = stands.map(\.key.text)
        let unasked = try await verification(province, document)
        #expect(unasked.judgement.isProven && unasked.receipt.witnesses == keys)
        #expect(unasked.text(in: .en).contains("cosignatures of 2 witnesses, not verified"))
        let asked = try await verification(province, document, witnesses: keys, quorum: 2)
        #expect(asked.judgement.isProven && asked.judgement.cosignatures.map(\.witness) == stands.map(\.key))
        #expect(asked.text(in: .vi).contains("2 bên chứng kiến đã ký đầu nhật ký ấy: w1.example.vn/w ("))
        #expect(asked.json.contains(#""witnesses":["w1.example.vn/w+"#))
        let stranger = WitnessSigner(name: "w1.example.vn/w", key: .init()).publicKey.text
        #expect(
            PrintedReceipt(asked)?.html.contains("2 bên chứng kiến đã ký đầu nhật ký ấy: w1.example.vn/w (") == true)
        let doubted = try await verification(province, document, witnesses: [keys[1], stranger], quorum: 2)
        #expect(doubted.judgement.flaws == [.unwitnessed(by: 1, needed: 2)])
        #expect(doubted.text(in: .en).contains("Only 1 of the witnesses named"))
        await #expect(throws: CannotJudge.self) {
            _ = try await verification(province, document, witnesses: [province.store.publicKey.text])
        }
        await province.stop()
        for stand in stands { await stand.stop() }
    }

    @Test func `is proven without witnesses too, and says that nobody but the hub stands for it`() async throws {
        let stand = try await WitnessStand("w1", watching: folder)
        await stand.stop()
        let province = try await province([stand])
        let document = try await province.accepted(1)
        let verified = try await verification(province, document)
        #expect(verified.judgement.isProven && verified.receipt.witnesses.isEmpty)
        #expect(verified.text(in: .vi).contains("CHƯA CÓ BÊN CHỨNG KIẾN"))
        let asked = try await verification(province, document, witnesses: [stand.key.text])
        #expect(asked.judgement.isProven && asked.text(in: .en).contains("None of the witnesses named"))
        await province.stop()
    }

    @Test(.enabled(if: go != nil, "needs Debian's golang-go and golang-golang-x-mod-dev"))
    func `stands on a head whose cosignatures Go's note package finds true, and no others`() async throws {
        let stand = try await WitnessStand("w1", watching: folder)
        let province = try await province([stand])
        try await province.note(5)
        try await witnessed(province)
        let file = folder.path + "/witnessed"
        let text = try await province.log("witnessed").text
        let keys = [province.store.publicKey.text, stand.key.text]
        func verify(_ text: String) async throws -> Subprocess.Ended {
            try Data(text.utf8).write(to: URL(fileURLWithPath: file))
            let program = """
                GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE=\(NSTemporaryDirectory())lienthong-go \
                \(Self.go ?? "go") run \(Province.root)/Tests/Clients/cosignature_verifier.go "$@"
                """
            return try await Subprocess.run("/bin/sh", ["-c", program, "sh", file] + keys)
        }
        let whole = try await verify(text)
        #expect(whole.status == 0 && whole.output == "1 witnesses\n", "\(whole)")
        let parts = try #require(NoteParts(text))
        let stripped = parts.text + "\n" + parts.lines[0] + "\n"
        let caught = try await verify(stripped)
        #expect(caught.status != 0 && caught.errors.contains("of 2 keys 1 have signed"), "\(caught)")
        await province.stop()
        await stand.stop()
    }
}
