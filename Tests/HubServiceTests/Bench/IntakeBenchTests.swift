import Foundation
import HubCore
import SignedXML
import Testing

@testable import HubService

@Suite struct `The bench` {
    @Test func `sends documents that a hub accepts, each of the size asked for and with bytes of its own`() async throws
    {
        let folder = try TemporaryFolder()
        let now = HubClock.system.now().milliseconds
        var settings = CheckSettings()
        settings.schemasFolder = Province.root + "/Schemas"
        settings.anchors = [try Province.pki.get().anchor]
        let identity = try Province.pki.get().agency(BenchDocument.sender)
        let signer = try FileSigner(keyFile: identity.key, certificateFile: identity.certificates)
        var digests: Set<String> = []
        for number in [1, 2] {
            let path = folder.path + "/\(number).edxml"
            try BenchDocument.write(to: path, size: 400_000, number: number, at: now)
            #expect(try signer.sign(path, into: path).isEmpty)
            let report = try await settings.report(on: path)
            #expect(report.isAcceptable && (400_000...406_000).contains(report.size), "\(report)")
            digests.insert(try OutgoingFile(path).sha256)
        }
        #expect(digests.count == 2)
    }

    @Test func `sees a process' memory rise and its peak stay`() throws {
        let own = ProcessInfo.processInfo.processIdentifier
        let before = try ResidentMemory(of: own)
        #expect(before.now > 1_000_000 && before.peak >= before.now)
        let ballast = [UInt8](repeating: 1, count: 300_000_000)
        let full = try ResidentMemory(of: own)
        #expect(full.peak >= before.now + 200_000_000 && ballast[ballast.count / 2] == 1)
        #expect(throws: ResidentMemory.Unreadable.self) { try ResidentMemory(of: -1) }
    }

    @Test func `calls growth below the allowance flat, and no other`() {
        #expect(IntakeBench.verdict(growth: 63_999_999).hasPrefix("✓"))
        #expect(IntakeBench.verdict(growth: 64_000_000).hasPrefix("✗"))
        let step = IntakeBench.Step(name: "s", seconds: 2, size: 200_000_000, before: 40_000_000, peak: 52_300_000)
        #expect(step.text.split(separator: " ") == ["s", "40.0", "MB", "52.3", "MB", "12.3", "MB", "2.0", "100.0"])
    }
}
