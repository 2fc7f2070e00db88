import Crypto
import EdXML
import Foundation
import SignedXML
import VXP

/// One packet while it arrives: inspected, digested and spooled in one pass, whatever its size.
///
/// Ends in ``finish(system:narrowedTo:)`` or ``discard()``; a process that dies in between leaves nothing that anybody sees.
struct PacketReception {
    private let inspection: InspectionSession
    private var spool: PayloadSpool
    private var digest = SHA256()
    private var size = 0
    private let limit: Int

    init(inspector: Inspector, store: AxisStore, limit: Int, atMilliseconds now: Int64) throws {
        inspection = try inspector.begin(at: now)
        spool = PayloadSpool(store)
        self.limit = limit
    }

    mutating func take(_ bytes: [UInt8]) async throws {
        size += bytes.count
        guard size <= limit else { throw AxisRefusal(.bodyTooLarge, "> \(limit)") }
        // Bytes have no padding, and the view does not outlive the call.
        inspection.feed(unsafe bytes.span.bytes)
        digest.update(data: bytes)
        try await spool.append(bytes)
    }

    /// Judges the whole packet by its form. Its signature is its receiver's to judge.
    consuming func finish(system: String?, narrowedTo: [AgencyID]? = nil) throws -> IncomingPacket {
        let inspection = inspection.finish()
        let refusals = inspection.findings.filter { $0.level == .refuse }
        guard refusals.isEmpty, let message = inspection.message else {
            throw AxisRefusal(.invalidEdXML, refusals.map(Self.line).joined(separator: "; "))
        }
        return IncomingPacket(
            system: system, message: message, narrowedTo: narrowedTo, hash: FileHash(digest.finalize()), size: size,
            payload: spool.finish())
    }

    func discard() async throws { try await spool.discard() }

    /// Of the bytes taken until now.
    var digestSoFar: FileHash { FileHash(digest.finalize()) }

    private static func line(_ finding: Finding) -> String {
        let place = finding.place.map { " (\($0.element), dòng \($0.line))" } ?? ""
        return "\(finding.rule.code)\(place): \(finding.says.vi) / \(finding.says.en)"
    }
}
