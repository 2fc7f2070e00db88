import Dispatch
import Foundation
import HubCore
import Synchronization

/// The payloads too large for the database, each a file named by its SHA-256 in one of 256 subfolders.
final class PayloadFolder: Sendable {
    private let path: String
    private let spooled = Atomic<Int>(0)
    /// fsync of a large file takes long; it keeps none of the threads that serve requests.
    private let disk = DispatchQueue(label: "payloads", attributes: .concurrent)

    /// Makes the folders that are missing and sweeps what an earlier run left in the spool.
    init(path: String) throws {
        self.path = path
        let incoming = "\(path)/incoming"
        try DurableFile.createFolder(incoming)
        for name in try FileManager.default.contentsOfDirectory(atPath: incoming) {
            try FileManager.default.removeItem(atPath: "\(incoming)/\(name)")
        }
        for number in UInt8.min...UInt8.max { try DurableFile.createFolder("\(path)/\([number].hexadecimal)") }
        try DurableFile.synchronize(path)
    }

    func spool() -> Spool {
        let number = spooled.add(1, ordering: .relaxed).newValue
        return Spool(path: "\(path)/incoming/\(number).part")
    }

    /// Makes a spooled file durable under its lasting name. A payload in memory is left to the transaction.
    func keep(_ payload: SpooledPayload) async throws {
        guard case .file(let temporary) = payload.content else { return }
        let lasting = file(of: payload.sha256)
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            disk.async { continuation.resume(with: Result { try DurableFile.keep(temporary, as: lasting) }) }
        }
    }

    func file(of sha256: String) -> String { "\(path)/\(sha256.prefix(2))/\(sha256)" }
}
