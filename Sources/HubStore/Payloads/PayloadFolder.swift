import Dispatch
import Foundation
import HubCore
import Synchronization

/// Who needs the payload files as they are.
private struct Custody {
    /// Kept, and not yet named by a commit; how many commits will.
    var arriving: [String: Int] = [:]
    /// Backups that copy the files.
    var copying = 0
}

/// The payloads too large for the database, each a file named by its SHA-256 in one of 256 subfolders.
final class PayloadFolder: Sendable {
    let path: String
    private let custody = Mutex(Custody())
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

    /// What another process keeps, to be read alone.
    init(reading path: String) { self.path = path }

    func spool() -> Spool {
        let number = spooled.add(1, ordering: .relaxed).newValue
        return Spool(path: "\(path)/incoming/\(number).part")
    }

    /// Makes a spooled file durable under its lasting name; when that fails the file is gone. A payload in memory is left to
    /// the transaction.
    func keep(_ payload: SpooledPayload) async throws {
        guard case .file(let temporary) = payload.content else { return }
        custody.withLock { $0.arriving[payload.sha256, default: 0] += 1 }
        let lasting = file(of: payload.sha256)
        do {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                disk.async { continuation.resume(with: Result { try DurableFile.keep(temporary, as: lasting) }) }
            }
        } catch {
            payload.discard()
            settled(payload)
            throw error
        }
    }

    /// Says that the commit which names a kept payload has ended, one way or the other.
    func settled(_ payload: SpooledPayload) {
        guard case .file = payload.content else { return }
        custody.withLock { custody in
            let left = (custody.arriving[payload.sha256] ?? 1) - 1
            custody.arriving[payload.sha256] = left > 0 ? left : nil
        }
    }

    func file(of sha256: String) -> String { "\(path)/\(Self.name(of: sha256))" }

    /// Where a payload lies in a folder of payloads, the hub's own or a backup's.
    static func name(of sha256: String) -> String { "\(sha256.prefix(2))/\(sha256)" }

    // MARK: Taking away

    /// Runs a backup: until it returns no file is removed.
    func whileNothingIsRemoved<Value: Sendable>(_ backup: () async throws -> Value) async throws -> Value {
        custody.withLock { $0.copying += 1 }
        defer { custody.withLock { $0.copying -= 1 } }
        return try await backup()
    }

    /// Takes a file away that no row names. To be called inside a transaction of the writer, which has seen that there is no
    /// row: a commit that is about to name the file has said so before it looked whether the file is there, so it is found
    /// here, or finds the file gone and brings its own.
    /// - Returns: where it lies now, to be removed when the transaction has ended, since that takes its time; swept at the next
    ///   start in any case. `nil` when it stays: somebody is about to name it, or copies it.
    func takeAway(_ sha256: String) throws -> String? {
        try custody.withLock { custody in
            guard custody.copying == 0, custody.arriving[sha256] == nil else { return nil }
            let leaving = "\(path)/incoming/\(spooled.add(1, ordering: .relaxed).newValue).gone"
            try FileManager.default.moveItem(atPath: file(of: sha256), toPath: leaving)
            return leaving
        }
    }

    /// The files last written before a time, by their digests; one subfolder at a time.
    func files(in subfolder: UInt8, before: Date) throws -> [String] {
        let folder = "\(path)/\([subfolder].hexadecimal)"
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { name in
            guard name.utf8.count == 64 else { return false }
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            return (attributes[.modificationDate] as? Date).map { $0 < before } ?? false
        }
    }
}
