import Foundation
import Synchronization

/// The steps at which a crash campaign has the process killed: between any two of them the disk holds something else.
///
/// In debug builds the environment may name a step and how often it is passed before the process kills itself there
/// (`LIENTHONG_CRASH_POINT=committed:12`). Release builds have no trace of it: ``pass()`` is empty.
package enum CrashPoint: String, Sendable, CaseIterable {
    /// A piece of a large packet is in the spool's file.
    case spooled
    /// A payload's file is fsynced under its temporary name.
    case payloadSynced
    /// It has its lasting name, and the folder is not fsynced.
    case payloadNamed
    /// Rows are written, and the transaction is open.
    case written
    /// The transaction is on the disk, and the head file is as before.
    case committed
    /// The head file is written and not fsynced.
    case headWritten
    /// All is on the disk, and nobody is answered.
    case headSynced
    /// Callers are answered, and nobody is woken.
    case answered
    /// A courier holds a lease, and has done nothing.
    case claimed
    /// The destination has answered, and nothing of it is kept.
    case carried
    /// The outcome of a carriage is kept.
    case settled
    /// A packet is fetched from the axis to its end.
    case fetched
    /// It is kept, and the axis is told nothing.
    case taken
    /// The axis is told, and that is not kept.
    case told

    #if DEBUG
        private static let variable = "LIENTHONG_CRASH_POINT"

        /// What a process needs in its environment to be killed when this step is passed for that time.
        package func environment(pass: Int) -> [String: String]? { [CrashPoint.variable: "\(rawValue):\(pass)"] }

        /// Where this process is to be killed, and how often that is still passed.
        private final class Armed: Sendable {
            let point: CrashPoint
            let left: Mutex<Int>

            init(_ point: CrashPoint, _ passes: Int) {
                self.point = point
                left = Mutex(passes)
            }
        }

        private static let armed: Armed? = {
            let parts = (ProcessInfo.processInfo.environment[variable] ?? "").split(separator: ":")
            guard parts.count == 2, let point = CrashPoint(rawValue: String(parts[0])), let passes = Int(parts[1])
            else {
                return nil
            }
            return Armed(point, passes)
        }()

        /// Kills the process, as a power cut ends it, if it is its time.
        package func pass() {
            guard let armed = CrashPoint.armed, armed.point == self else { return }
            let left = armed.left.withLock { left in
                left -= 1
                return left
            }
            if left == 0 { kill(getpid(), SIGKILL) }
        }
    #else
        /// `nil`: there is no way to have it killed here.
        package func environment(pass: Int) -> [String: String]? { nil }

        @inline(__always) package func pass() {}
    #endif
}
