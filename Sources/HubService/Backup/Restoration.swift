import HubCore
import HubStore

/// Restores a backup that is whole, and says what that means; one that is damaged is not restored.
package struct Restoration: Sendable {
    private let folder: String
    private let target: String
    private let operatorName: String

    package init(of folder: String, to target: String, by operatorName: String) {
        (self.folder, self.target, self.operatorName) = (folder, target, operatorName)
    }

    package enum Outcome: Sendable {
        case restored(BackupRestoration.Mark)
        case damaged(BackupVerification)

        package var isRestored: Bool { if case .restored = self { true } else { false } }

        package var text: String {
            switch self {
            case .restored(let mark): mark.text
            case .damaged(let verification): verification.text
            }
        }
    }

    /// - Throws: ``StoreError`` when there is no backup, or the target holds anything.
    package func run(now: Timestamp = HubClock.system.now()) async throws -> Outcome {
        let verification = try await BackupVerification.run(folder)
        guard verification.isWhole else { return .damaged(verification) }
        return .restored(try await BackupRestoration.run(folder, to: target, by: operatorName, now: now))
    }
}
