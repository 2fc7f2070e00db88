import EdXML
import Foundation
import HubCore
import SignedXML

/// Measures the inspection of signed documents beside the usual way of doing the same (``TreeReference``).
///
/// Both run by turns in one thread and are timed by its processor time; of several rounds the middle one counts. The
/// public-key operation, which is the same for both, is timed apart.
package struct InspectBench: Sendable {
    /// Bytes before signing, of the documents that are measured.
    package static let sizes = [2_000, 200_000, 5_000_000, 200_000_000]
    /// Documents up to this size are inspected in memory, larger ones from a file.
    private static let inMemory = 8_000_000

    private let sizes: [Int]
    private let schemas: String
    private let effort: Int

    /// - Parameters:
    ///   - sizes: bytes before signing.
    ///   - effort: bytes to be inspected in each round; a document larger than that is inspected once.
    package init(sizes: [Int] = InspectBench.sizes, schemas: String, effort: Int = 20_000_000) {
        self.sizes = sizes
        self.schemas = schemas
        self.effort = effort
    }

    /// One size, both ways.
    package struct Row: Sendable {
        /// Bytes of the signed document.
        package let size: Int64
        package let ours: Cost
        package let reference: Cost
        /// Nanoseconds of one verification with the signer's public key.
        package let publicKey: Double

        /// How many times as fast as the reference.
        package var ratio: Double { reference.nanoseconds / max(ours.nanoseconds, 1) }
    }

    package struct Cost: Sendable {
        /// Of one document.
        package let nanoseconds: Double
        /// How far the process' memory rose above what it was, in bytes.
        package let growth: Int64
    }

    /// - Parameter report: told each row when it has been measured.
    package func run(report: (Row) -> Void) throws {
        let folder = NSTemporaryDirectory() + "lienthong-bench-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { do { try FileManager.default.removeItem(atPath: folder) } catch {} }
        let now = HubClock.system.now().milliseconds
        let signer = try signer(at: now / 1000)
        let inspector = try Inspector(schemaFolder: schemas)
        let schema = try Schema(contentsOf: "\(schemas)/edxml.xsd")
        for (number, size) in sizes.enumerated() {
            try Task.checkCancellation()
            let path = "\(folder)/\(number).edxml"
            try BenchDocument.write(to: path, size: size, number: number + 1, at: now)
            let findings = try signer.sign(path, into: path)
            guard findings.isEmpty else { throw BenchFailure("không ký được", explanation(of: findings)) }
            report(try measure(path, inspector, schema, now))
            try FileManager.default.removeItem(atPath: path)
        }
    }

    private func signer(at seconds: Int64) throws -> FileSigner {
        let pki = try RehearsalPKI(at: seconds)
        let agency = RehearsalAgency(identifier: BenchDocument.sender, name: "So Noi vu")
        let issued = try pki.identity(of: agency, key: .rsa2048)
        return FileSigner(
            identity: try SigningIdentity(keyPEM: issued.key.pem(), certificatesPEM: issued.certificate.pem()))
    }

    // MARK: Both ways

    private func measure(_ path: String, _ inspector: Inspector, _ schema: Schema, _ now: Int64) throws -> Row {
        let size = try OutgoingFile(path).size
        let bytes = size <= Self.inMemory ? [UInt8](try Data(contentsOf: URL(filePath: path))) : nil
        func inspect() throws -> Inspection {
            let session = try inspector.begin(at: now)
            if let bytes { feed(session, bytes) } else { try feed(session, from: path) }
            return session.finish()
        }
        func consult(_ reference: TreeReference) throws -> TreeReference.Judgement {
            if let bytes { try reference.judge(bytes) } else { try reference.judge(fileAt: path) }
        }
        // Ours first, so that the memory that a tree takes does not hide what ours does.
        let ours = try growth { _ = try inspect() }
        let reference = try TreeReference(schema: schema)
        let theirs = try growth { _ = try consult(reference) }
        let evidence = try agreed(try inspect(), try consult(reference))
        let repeats = max(1, min(2_000, effort / Int(size)))
        var times: [(ours: Double, theirs: Double)] = []
        for _ in 0..<(size > Self.inMemory ? 3 : 9) {
            try Task.checkCancellation()
            let mine = try time(repeats) { _ = try inspect() }
            times.append((mine, try time(repeats) { _ = try consult(reference) }))
        }
        return Row(
            size: size, ours: Cost(nanoseconds: middle(times.map(\.ours)), growth: ours),
            reference: Cost(nanoseconds: middle(times.map(\.theirs)), growth: theirs),
            publicKey: time(200) { _ = evidence.verify() })
    }

    /// Bytes of a piece, as they come from a network.
    private static let pieceLength = 1 << 16

    private func feed(_ session: InspectionSession, _ bytes: [UInt8]) {
        if bytes.count <= Self.pieceLength { return session.feed(bytes) }
        for start in stride(from: 0, to: bytes.count, by: Self.pieceLength) {
            session.feed(Array(bytes[start..<min(start + Self.pieceLength, bytes.count)]))
        }
    }

    private func feed(_ session: InspectionSession, from path: String) throws {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { file.closeFile() }
        while let piece = try file.read(upToCount: Self.pieceLength), !piece.isEmpty { session.feed([UInt8](piece)) }
    }

    /// Both must have come to the same judgement, digest for digest; else the comparison is worth nothing.
    private func agreed(
        _ inspection: Inspection, _ judgement: TreeReference.Judgement
    ) throws -> SignatureEvidence {
        guard inspection.isAcceptable, judgement.isValid, case .present(let evidence) = inspection.signature,
            evidence.verify().isEmpty, evidence.documentDigest == judgement.document,
            let attachments = inspection.message?.document?.attachments.map(\.content.sha256),
            attachments == judgement.attachments
        else { throw BenchFailure("hai cách cho kết quả khác nhau", "the two ways disagree") }
        return evidence
    }

    // MARK: Measuring

    private func growth(_ act: () throws -> Void) throws -> Int64 {
        let process = ProcessInfo.processInfo.processIdentifier
        try ResidentMemory.forgetPeak(of: process)
        let before = try ResidentMemory(of: process).now
        try act()
        return max(0, try ResidentMemory(of: process).peak - before)
    }

    private func time(_ repeats: Int, _ act: () throws -> Void) rethrows -> Double {
        let start = ThreadClock.nanoseconds
        for _ in 0..<repeats { try act() }
        return Double(ThreadClock.nanoseconds - start) / Double(repeats)
    }

    private func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
