import EdXML
import Foundation
import HubCore
import HubStore

/// What came of looking through a log, or through a pack.
package enum AuditVerdict: Sendable {
    case log(LogAudit.Outcome)
    case pack(PackAudit.Outcome)

    package var isWhole: Bool {
        switch self {
        case .log(let outcome): outcome.isWhole
        case .pack(let outcome): outcome.isWhole
        }
    }

    package func text(in language: Language, limit: Int) -> String {
        switch self {
        case .log(let outcome): outcome.text(in: language, limit: limit)
        case .pack(let outcome): outcome.text(in: language, limit: limit)
        }
    }

    package func json(limit: Int) -> String {
        switch self {
        case .log(let outcome): outcome.json(limit: limit)
        case .pack(let outcome): outcome.json(limit: limit)
        }
    }
}

extension AuditDesk {
    /// Of whatever lies there: a data folder's copy, a backup, or a pack.
    /// - Parameter openings: a file with what was opened of a pack; `nil` for none.
    package func verdict(
        onWhatLiesAt path: String, openings: String?, isQuick: Bool, limit: Int
    ) async throws -> AuditVerdict {
        guard PackReading.isPack(path) else {
            return .log(try await audit(folder: path, isQuick: isQuick, limit: limit))
        }
        return .pack(try await audit(pack: path, openings: openings.map(PackDesk.openings) ?? []))
    }
}

extension PackDesk {
    /// Reads the lines of a file of openings.
    /// - Throws: ``CannotJudge`` when there is one that is none.
    package static func openings(in file: String) throws -> [Opening] {
        do {
            return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map {
                try JSONDecoder().decode(Opening.self, from: Data($0.utf8))
            }
        } catch {
            throw CannotJudge(
                vi: "Không đọc được các phần mở \(file): \(plain(error))",
                en: "The openings \(file) cannot be read: \(plain(error))")
        }
    }
}
