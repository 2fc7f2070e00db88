import Foundation
import HubCore
import HubStore
import SignedXML

/// Exports auditors' packs on behalf of an operator, and has the hub journal that.
package struct PackDesk: Sendable {
    private let configuration: HubConfiguration
    private let operatorName: String
    private let progress: ProgressLine
    private let clock: HubClock

    package init(
        _ configuration: HubConfiguration, by operatorName: String = NSUserName(), progress: ProgressLine,
        clock: HubClock = .system
    ) {
        (self.configuration, self.operatorName, self.progress, self.clock) = (
            configuration, operatorName, progress, clock
        )
    }

    package struct Outcome: Sendable {
        package let manifest: PackManifest
        /// Lower-case hex, of the pack.
        package let sha256: String
        /// The file that opens what is withheld, and how many values that are; `nil` when nothing is.
        package let openings: (path: String, count: Int64)?
    }

    /// - Parameters:
    ///   - path: of a file that is not there yet.
    ///   - backup: whose journal is exported, instead of the hub's; nobody journals that then.
    /// - Throws: ``OperatorRefusal``; when the machine fails; `CancellationError`. Nothing is left behind then.
    package func export(_ order: PackOrder, to path: String, backup: String? = nil) async throws -> Outcome {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw OperatorRefusal(
                says: .init(
                    vi: "\(path) đã có; gói không ghi đè lên gì.", en: "\(path) is there; nothing is written over."))
        }
        let identity = configuration.identity
        let signer = HubSigner(origin: identity.origin, key: try KeyFile(identity.signingKey).signingKey())
        let container = try order.isContainer ? self.container : nil
        let draft = path + ".part"
        do {
            let extraction = JournalExtraction(try AuditFolder(backup ?? configuration.dataFolder))
            defer { progress.end() }
            let (now, by) = (clock.now(), operatorName)
            let written = try await extraction.run { [progress] snapshot in
                try PackWriting(
                    snapshot: snapshot, order: order, signer: signer, by: by, now: now, container: container,
                    report: { progress.show("xuất · exporting", $0, of: $1) }
                ).write(to: draft)
            }
            let sha256 = try DurableFile.sha256(of: draft)
            // Nothing leaves the hub that is not journalled before.
            if backup == nil { try await journal(order, as: path, sha256) }
            return try Outcome(
                manifest: written.manifest, sha256: sha256,
                openings: give(draft, path, count: written.openings))
        } catch {
            for file in [draft, PackDrafts.openings(of: draft)] where FileManager.default.fileExists(atPath: file) {
                try FileManager.default.removeItem(atPath: file)
            }
            throw error
        }
    }

    private var container: ContainerSigner {
        get throws {
            guard let files = configuration.archiveSigner else {
                throw OperatorRefusal(
                    says: .init(
                        vi: "--asic cần log.archiveSigner trong cấu hình: chứng thư và khóa ký gói lưu trữ.",
                        en: "--asic needs log.archiveSigner in the configuration: the archive's certificate and key."))
            }
            return try ContainerSigner(keyFile: files.key, certificateFile: files.certificate)
        }
    }

    private func journal(_ order: PackOrder, as path: String, _ sha256: String) async throws {
        let name = URL(fileURLWithPath: path).lastPathComponent
        try await OperatorLine(configuration, name: operatorName)
            .noteExport(of: name, "\(order.vietnamese); SHA-256 \(sha256)")
    }

    /// Gives pack and openings their names.
    private func give(_ draft: String, _ path: String, count: Int64) throws -> (path: String, count: Int64)? {
        let (held, openings) = (PackDrafts.openings(of: draft), PackDrafts.openings(of: path))
        if count > 0 { try FileManager.default.moveItem(atPath: held, toPath: openings) }
        try FileManager.default.moveItem(atPath: draft, toPath: path)
        return count > 0 ? (openings, count) : nil
    }
}

extension OperatorLine {
    /// Has the hub journal that somebody exported a part of its journal.
    fileprivate func noteExport(of subject: String, _ note: String) async throws {
        _ = try await asked(.noteExport(subject: subject, note: note))
    }
}
