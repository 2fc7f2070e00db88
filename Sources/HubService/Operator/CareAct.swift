import HubCore
import HubStore
import NIOCore

/// What an operator can have done for the store's sake.
package enum CareAct: Codable, Sendable {
    /// Copies the store into a folder that the hub's own user can write.
    case backUp(folder: String)
    /// Retires what the policy asks for.
    case retire(tentatively: Bool)
    /// Looks at the store from inside.
    case examine(ExaminationDepth)
}

/// What came of these.
package enum CareReply: Codable, Sendable {
    case backedUp(BackupManifest)
    case retired(RetentionReport)
    case examined([Diagnosis])
}

extension OperatorAct {
    /// How long a running hub is given for it.
    var patience: TimeAmount {
        if case .care = self { .hours(12) } else { .seconds(60) }
    }
}

extension OperatorDesk {
    func perform(_ act: CareAct, by: String, now: Timestamp) async throws -> CareReply {
        switch act {
        case .backUp(let folder):
            let manifest = try await store.backUp(to: folder, now: now)
            let note = "\(manifest.head?.size ?? 0) mục nhật ký, \(manifest.payloadFiles) tệp"
            _ = try await store.note(
                .operatorActed(OperatorActed(by: by, action: "backup", subject: folder, note: note)), now: now)
            return .backedUp(manifest)
        case .retire(let tentatively):
            return .retired(
                try await RetentionRun(store: store, policy: retention, by: by).run(tentatively: tentatively, now: now))
        case .examine(let depth):
            return .examined(try await StoreExamination(store: store, depth: depth).diagnoses())
        }
    }
}

extension OperatorLine {
    /// Copies the hub's store into a folder, whether the hub runs or not.
    package func backUp(to folder: String) async throws -> BackupManifest {
        guard case .care(.backedUp(let manifest)) = try await asked(.care(.backUp(folder: folder))) else {
            throw Unreachable(unexpectedReplyTo: "backup")
        }
        return manifest
    }

    package func retire(tentatively: Bool) async throws -> RetentionReport {
        guard case .care(.retired(let report)) = try await asked(.care(.retire(tentatively: tentatively))) else {
            throw Unreachable(unexpectedReplyTo: "retention")
        }
        return report
    }

    package func examine(_ depth: ExaminationDepth) async throws -> [Diagnosis] {
        guard case .care(.examined(let diagnoses)) = try await asked(.care(.examine(depth))) else {
            throw Unreachable(unexpectedReplyTo: "doctor")
        }
        return diagnoses
    }
}
