import AsyncHTTPClient
import Foundation
import HubCore

/// Real hubs on failing disks: each fault has a hub of its own, four clients with signed documents, and afterwards the same hub
/// without the fault. Whatever was acknowledged must be there then, once, and everything else must be taken.
package struct FaultCampaign: Sendable {
    private let folder: String
    private let schemas: String
    private let program: String
    private let only: String?

    /// - Parameter only: a part of the names of the faults that are wanted; all by default.
    package init(folder: String, schemas: String, executable: String = "/proc/self/exe", only: String? = nil) {
        (self.folder, self.schemas, self.only) = (folder, schemas, only)
        // A shell, or strace, has another /proc/self.
        program = URL(filePath: executable).resolvingSymlinksInPath().path
    }

    /// - Throws: what goes wrong with the trials themselves.
    package func run(saying say: @Sendable (FaultRow) -> Void) async throws -> [FaultRow] {
        let ground = try await FaultGround(folder: folder, schemas: schemas)
        return try await HTTPClient.withLines { http in
            var rows: [FaultRow] = []
            for (number, trial) in FaultTrial.all.enumerated() where only.map(trial.name.contains) ?? true {
                let row = try await row(trial, number, ground, http)
                rows.append(row)
                say(row)
            }
            return rows
        }
    }

    private func row(
        _ trial: FaultTrial, _ number: Int, _ ground: FaultGround, _ http: HTTPClient
    ) async throws -> FaultRow {
        if let missing = try await lacking(trial) {
            var row = FaultRow(trial: trial)
            row.remark = missing
            return row
        }
        let file = try ground.prepare("\(number)")
        return try await FaultStand(trial: trial, ground: ground, file: file, program: program, http: http).run()
    }

    /// Why a trial cannot be made on this machine.
    private func lacking(_ trial: FaultTrial) async throws -> String? {
        for program in trial.needs where try await !works("command -v \(program)") { return "\(program) –" }
        switch trial.way {
        case .injected:
            return try await works("strace -f -o /dev/null true") ? nil : "ptrace –"
        case .smallDisk:
            return try await works("unshare -m sh -c 'mount -t tmpfs tmpfs /mnt'") ? nil : "mount –"
        default: return nil
        }
    }

    private func works(_ command: String) async throws -> Bool {
        let child = try ChildProcess(
            "sh", program: "/usr/bin/env", arguments: ["sh", "-c", command], folder: folder,
            log: "\(folder)/logs/needs.log")
        while child.status == nil { try await Task.sleep(for: .milliseconds(5)) }
        return child.status == 0
    }
}
