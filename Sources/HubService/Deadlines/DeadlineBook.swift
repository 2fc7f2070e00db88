import Foundation
import HubCore
import Logging
import Synchronization

/// The plan by which a running hub reckons, which follows its calendar's file: a file that cannot be used leaves the calendar
/// before in force.
package final class DeadlineBook: Sendable {
    package struct Edition: Sendable {
        package let plan: DutyPlan
        /// ``DutyPlan/digest()``
        package let digest: String
    }

    /// What tells one state of a file from another without reading it.
    private struct Stamp: Equatable {
        let modified: Date?
        let size: UInt64?
        let inode: UInt64?

        init(_ path: String) {
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            modified = attributes?[.modificationDate] as? Date
            size = (attributes?[.size] as? NSNumber)?.uint64Value
            inode = (attributes?[.systemFileNumber] as? NSNumber)?.uint64Value
        }
    }

    package let settings: DeadlineSettings
    private let state: Mutex<(edition: Edition, stamp: Stamp)>

    /// - Throws: ``ConfigurationError`` when the calendar cannot be used.
    package init(_ settings: DeadlineSettings) throws {
        self.settings = settings
        let stamp = Stamp(settings.calendar.path)
        state = Mutex((try Self.edition(settings), stamp))
    }

    package var edition: Edition { state.withLock { $0.edition } }
    package var plan: DutyPlan { edition.plan }

    /// Reads the calendar again when its file is another.
    /// - Throws: ``ConfigurationError``, once for each state of the file; what was in force stays so.
    func refresh() throws {
        let stamp = Stamp(settings.calendar.path)
        guard stamp != state.withLock({ $0.stamp }) else { return }
        state.withLock { $0.stamp = stamp }
        let next = try Self.edition(settings)
        state.withLock { $0.edition = next }
    }

    private static func edition(_ settings: DeadlineSettings) throws -> Edition {
        let plan = DutyPlan(
            calendar: try settings.calendar.read(), terms: settings.terms, ladder: settings.ladder)
        return Edition(plan: plan, digest: try plan.digest())
    }
}
