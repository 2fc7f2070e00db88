import Foundation
import HubCore
import HubStore

/// Looks through a log on behalf of an auditor: that of a hub, a copy, a backup, or a pack that was exported.
package struct AuditDesk: Sendable {
    private let keys: [NoteKey]
    private let kept: [KeptProof]
    private let progress: ProgressLine

    /// - Parameters:
    ///   - keys: the hub's, as texts or files that begin with one.
    ///   - kept: files with checkpoints or receipts; with a receipt's QR code too, as a scanner reads it.
    /// - Throws: ``CannotJudge`` when one of them cannot be read.
    package init(keys: [String], kept: [String], progress: ProgressLine) throws {
        self.keys = try keys.map(Self.key)
        self.kept = try kept.map(Self.proof)
        self.progress = progress
    }

    /// Of a hub that may run.
    package func audit(_ configuration: HubConfiguration, isQuick: Bool, limit: Int) async throws -> LogAudit.Outcome {
        let identity = configuration.identity
        var own = keys
        if own.isEmpty {
            let key = try KeyFile(identity.signingKey).signingKey()
            own = [HubSigner(origin: identity.origin, key: key).publicKey]
        }
        return try await audit(AuditFolder(configuration.dataFolder), own, isQuick, limit)
    }

    /// Of a data folder's copy, or of a backup.
    /// - Throws: ``CannotJudge`` when there is no key to judge it by.
    package func audit(folder: String, isQuick: Bool, limit: Int) async throws -> LogAudit.Outcome {
        let folder = try AuditFolder(folder)
        let known = keys.isEmpty ? [folder.statedKey].compactMap(\.self) : keys
        guard !known.isEmpty else { throw Self.needsKey }
        return try await audit(folder, known, isQuick, limit)
    }

    private func audit(
        _ folder: AuditFolder, _ keys: [NoteKey], _ isQuick: Bool, _ limit: Int
    ) async throws -> LogAudit.Outcome {
        defer { progress.end() }
        return try await LogAudit(folder, keys: keys, kept: kept, isQuick: isQuick, limit: max(limit, 1))
            .run { [progress] in progress.show($0) }
    }

    /// Of a pack that was exported.
    /// - Throws: ``CannotJudge`` when there is no key to judge it by.
    package func audit(pack path: String, openings: [Opening]) async throws -> PackAudit.Outcome {
        guard !keys.isEmpty else { throw Self.needsKey }
        defer { progress.end() }
        return try PackAudit(path, keys: keys, kept: kept, openings: openings)
            .run { [progress] in progress.show("gói · pack", $0, of: $1) }
    }

    static let needsKey = CannotJudge(
        vi: "Cần --key: khóa của trục, từ nguồn mình tin.",
        en: "--key is needed: the hub's key, from where you believe it.")

    private static func key(_ stated: String) throws -> NoteKey {
        if let key = NoteKey(stated) { return key }
        let line = try text(of: stated).split(whereSeparator: \.isNewline).first
        guard let key = line.flatMap({ NoteKey(String($0)) }) else {
            throw CannotJudge(
                vi: "--key \(stated) không phải khóa của trục, cũng không phải tệp chứa khóa (dạng tên+mã+base64).",
                en: "--key \(stated) is neither a hub's key nor a file that holds one (name+hash+base64).")
        }
        return key
    }

    private static func proof(_ file: String) throws -> KeptProof {
        let text = try text(of: file)
        if Checkpoint(text: text) != nil { return KeptProof(name: file, checkpoint: text) }
        if let receipt = ProvenReceipt(line: text) { return KeptProof(name: file, receipt: receipt) }
        do {
            return KeptProof(
                name: file, receipt: try JSONDecoder().decode(ProvenReceipt.self, from: Data(text.utf8)))
        } catch {
            throw CannotJudge(
                vi: "--from \(file) không phải đầu nhật ký (checkpoint), cũng không phải biên nhận.",
                en: "--from \(file) is neither a checkpoint nor a receipt.")
        }
    }

    private static func text(of file: String) throws -> String {
        do {
            return try String(contentsOfFile: file, encoding: .utf8)
        } catch {
            throw CannotJudge(
                vi: "Không đọc được \(file): \(plain(error))", en: "\(file) cannot be read: \(plain(error))")
        }
    }
}
