import AsyncHTTPClient
import Foundation

/// A simulated axis of its own for measuring, as a child process. The agencies beyond it take everything and answer nothing;
/// to one of them no packet ever gets through.
final class BenchAxis: Sendable {
    /// Packets to this agency are left unanswered.
    static let hanging = "G99"

    let process: ChildProcess
    private let port: Int
    private let memory: String
    private let http: HTTPClient

    /// Starts it; returns when it answers.
    /// - Parameters:
    ///   - local: the agencies of the hub.
    ///   - remote: those beyond the axis, beside ``hanging``.
    init(
        in folder: String, program: String, schemas: String, local: [String], remote: [String], http: HTTPClient
    ) async throws {
        self.http = http
        port = try await freePorts(1)[0]
        memory = try Self.folderInMemory(beside: folder)
        try Data("bench-axis-secret".utf8).write(to: URL(filePath: "\(folder)/axis-secret"))
        let file = "\(folder)/axis.yaml"
        try Self.configuration(
            port: port, memory: memory, schemas: schemas, local: local, remote: remote + [Self.hanging]
        )
        .write(toFile: file, atomically: true, encoding: .utf8)
        process = try ChildProcess(
            "axis", program: program, arguments: ["axis", "--config", file], folder: folder, log: "\(folder)/axis.log")
        do { _ = try await history() } catch {
            try await close()
            throw error
        }
    }

    func close() async throws {
        await process.stop()
        try FileManager.default.removeItem(atPath: memory)
    }

    /// The axis stands for another machine, with a disk of its own: its data lie in memory, where there is room for that.
    private static func folderInMemory(beside folder: String) throws -> String {
        let shared = "/dev/shm"
        let parent = FileManager.default.isWritableFile(atPath: shared) ? shared : folder
        let path = "\(parent)/lienthong-bench-axis-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// The section of the hub's configuration that leads here.
    var section: String {
        """
        axis:
          url: http://127.0.0.1:\(port)/vxp
          systemid: \(BenchHub.centre)
          secretFile: axis-secret
          requestTimeout: 5s
          synchronise: {mode: off}
        """
    }

    /// When it first had each packet, by SHA-256; in milliseconds since 1970.
    func arrivals() async throws -> [String: Int64] {
        let received = try await history().received.filter { $0.outcome == "accepted" }
        return Dictionary(received.map { ($0.sha256, $0.at) }, uniquingKeysWith: min)
    }

    private func history() async throws -> AxisHistory { try await AxisHistory.ask(port: port, http) }

    private static func configuration(
        port: Int, memory: String, schemas: String, local: [String], remote: [String]
    ) -> String {
        """
        listen: {host: 127.0.0.1, port: \(port)}
        data: {database: \(memory)/axis.sqlite}
        schemas: {folder: "\(schemas)"}
        systems:
          - {systemid: \(BenchHub.centre), secretFile: axis-secret, agencies: [\(local.joined(separator: ", "))]}
        remoteAgencies:
        \(remote.map { "  - {id: \($0), name: \($0)}" }.joined(separator: "\n"))
        parts:
          - {part: silent, weight: 1}
        faults:
          rules:
            - {fault: delay, operations: [sendEdoc], agencies: [\(hanging)], time: 60m}
        log: {level: error}
        """
    }
}
