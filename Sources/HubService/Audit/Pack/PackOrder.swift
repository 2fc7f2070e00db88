import Foundation
import HubCore
import SignedXML

/// What an auditor's pack is asked for.
package struct PackOrder: Sendable, Hashable {
    /// From then on, and before then.
    package let from: Timestamp
    package let to: Timestamp
    /// By any identifier; none: all of them.
    package let agencies: [String]
    package let redacted: Set<Redaction.Part>
    package let documents: PackManifest.Documents
    /// Whether it is an ASiC-E container, signed by the archive's certificate.
    package let isContainer: Bool

    /// - Parameter period: `FROM..TO`, each a day (`2026-05-01`, a whole day of Vietnam) or a time (RFC 3339); a month alone
    ///   (`2026-05`) is the whole of it.
    /// - Throws: ``OperatorRefusal`` when it is no period.
    package init(
        period: String, agencies: [String] = [], redacted: Set<Redaction.Part> = [],
        documents: PackManifest.Documents = .digests, isContainer: Bool = false
    ) throws {
        guard let (from, to) = Self.bounds(of: period), from < to else {
            throw OperatorRefusal(
                says: .init(
                    vi:
                        "--period phải là TỪ..ĐẾN, mỗi bên là ngày (2026-05-01) hoặc giờ (RFC 3339), hoặc một tháng (2026-05).",
                    en: "--period is FROM..TO, each a day (2026-05-01) or a time (RFC 3339), or one month (2026-05)."))
        }
        (self.from, self.to) = (from, to)
        (self.agencies, self.redacted, self.documents) = (agencies, redacted, documents)
        self.isContainer = isContainer
    }

    private static func bounds(of period: String) -> (Timestamp, Timestamp)? {
        let sides = period.components(separatedBy: "..")
        if sides.count == 1, period.utf8.count == 7, let first = day("\(period)-01") {
            // The 32nd day after the first is in the next month.
            let next = first.adding(milliseconds: 31 * dayLength).localDay.prefix(7)
            return day("\(next)-01").map { (first, $0) }
        }
        guard sides.count == 2, let from = day(sides[0]) ?? Timestamp(rfc3339: sides[0]) else { return nil }
        guard let to = day(sides[1]).map({ $0.adding(milliseconds: dayLength) }) ?? Timestamp(rfc3339: sides[1])
        else { return nil }
        return (from, to)
    }

    private static let dayLength: Int64 = 86_400_000

    private static func day(_ text: String) -> Timestamp? { Timestamp(rfc3339: "\(text)T00:00:00+07:00") }

    /// For the journal.
    var vietnamese: String {
        let whose = agencies.isEmpty ? "mọi đơn vị" : "đơn vị " + agencies.sorted().joined(separator: ", ")
        let hidden = redacted.map(\.rawValue).sorted().joined(separator: ", ")
        return "từ \(from.rfc3339) đến trước \(to.rfc3339), \(whose)" + (hidden.isEmpty ? "" : ", che \(hidden)")
            + (documents == .included ? ", kèm văn bản" : "")
    }
}
