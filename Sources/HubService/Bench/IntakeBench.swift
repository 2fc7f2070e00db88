import Crypto
import EdXML
import Foundation
import HubCore
import SignedXML
import VXP

/// Measures the memory and the speed of a hub that takes large documents in and gives one out again.
package struct IntakeBench: Sendable {
    /// By how much the hub's memory may grow, whatever the document.
    package static let allowance: Int64 = 64_000_000

    private let size: Int
    private let program: String
    private let schemas: String

    /// - Parameters:
    ///   - megabytes: of a document, 10⁶ bytes each.
    ///   - program: the executable whose `serve` is measured.
    package init(megabytes: Int, program: String, schemas: String) {
        size = megabytes * 1_000_000
        self.program = program
        self.schemas = URL(filePath: schemas).standardizedFileURL.path
    }

    /// One transfer, and what the hub's memory did during it.
    package struct Step: Sendable {
        package let name: String
        package let seconds: Double
        /// Bytes of the document.
        package let size: Int64
        /// The hub's resident memory before, in bytes.
        package let before: Int64
        package let peak: Int64
    }

    /// - Parameter report: told what is being done, and each step when it has ended.
    /// - Returns: how far the memory rose above what it was before the first step, in bytes.
    package func run(report: (Progress) -> Void) async throws -> Int64 {
        let folder = NSTemporaryDirectory() + "lienthong-bench-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { do { try FileManager.default.removeItem(atPath: folder) } catch { report(.leftBehind(folder)) } }
        report(.preparing)
        let hub = try await BenchHub(in: folder, program: program, schemas: schemas, largest: size + 16_777_216)
        return try await ending(with: hub.process.stop) { try await measure(hub, report) }
    }

    package enum Progress: Sendable {
        case preparing
        case done(Step)
        case leftBehind(String)
    }

    private func measure(_ hub: BenchHub, _ report: (Progress) -> Void) async throws -> Int64 {
        let vxp = try document(1, for: hub)
        let api = try document(2, for: hub)
        let before = try hub.memory().now
        var steps: [Step] = []
        func step(_ name: String, _ file: OutgoingFile, _ act: () async throws -> Void) async throws {
            try Task.checkCancellation()
            let step = try await timed(name, file.size, hub, act)
            steps.append(step)
            report(.done(step))
        }
        try await step("POST /vxp/sendEdoc", vxp) {
            try await send(vxp, .vxp(systemID: BenchHub.centre, secret: hub.secret, from: BenchDocument.sender), hub)
        }
        try await step("POST /api/v1/documents", api) { try await send(api, .api(token: hub.token), hub) }
        try await step("POST /vxp/getEdoc", vxp) { try await fetch(vxp, from: hub) }
        return (steps.map(\.peak).max() ?? before) - before
    }

    private func timed(
        _ name: String, _ size: Int64, _ hub: BenchHub, _ act: () async throws -> Void
    ) async throws -> Step {
        try ResidentMemory.forgetPeak(of: hub.process.number)
        let before = try hub.memory().now
        let start = ContinuousClock.now
        try await act()
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return Step(
            name: name, seconds: Double(seconds) + Double(attoseconds) / 1e18, size: size, before: before,
            peak: try hub.memory().peak)
    }

    // MARK: What is measured

    /// Writes and signs a document.
    private func document(_ number: Int, for hub: BenchHub) throws -> OutgoingFile {
        let path = "\(hub.folder)/\(number).edxml"
        let now = HubClock.system.now().milliseconds
        try BenchDocument.write(to: path, size: size, number: number, at: now)
        let identity = hub.pki.agency(BenchDocument.sender)
        let findings = try FileSigner(keyFile: identity.key, certificateFile: identity.certificates).sign(
            path, into: path)
        guard findings.isEmpty else { throw BenchFailure("không ký được", explanation(of: findings)) }
        return try OutgoingFile(path)
    }

    private func send(_ file: OutgoingFile, _ door: FileSender.Door, _ hub: BenchHub) async throws {
        let outcome = try await FileSender(to: hub.url, through: door).send(file)
        guard outcome.isTaken else { throw BenchFailure(outcome.text(in: .vi), outcome.text(in: .en)) }
    }

    /// Fetches the document, and compares every byte by its digest.
    private func fetch(_ file: OutgoingFile, from hub: BenchHub) async throws {
        let link = AxisLink(url: "\(hub.url)/vxp", systemID: BenchHub.centre, secret: .value(hub.secret))
        let client = try AxisClient(link) { HubClock.system.now().milliseconds }
        var digest = SHA256()
        try await ending(with: client.shutDown) {
            guard let row = try await client.getReceivedEdocList(.edoc).first else {
                throw BenchFailure("hộp thư trống", "the mailbox is empty")
            }
            try await client.getEdoc(row.docID) { digest.update(data: $0) }
        }
        guard FileHash(digest.finalize()) == file.hash else {
            throw BenchFailure("văn bản nhận về khác văn bản đã gửi", "what came back is not what was sent")
        }
    }
}
