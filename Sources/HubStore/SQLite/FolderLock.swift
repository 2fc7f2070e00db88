import Foundation
import Glibc

/// Keeps a second process out of the data folder. The kernel lets go of it when the process ends, however it ends.
final class FolderLock: Sendable {
    private let handle: FileHandle

    init(folder: String) throws {
        let path = "\(folder)/lock"
        if !FileManager.default.fileExists(atPath: path) { try DurableFile.create(path, holding: Data()) }
        guard let handle = FileHandle(forUpdatingAtPath: path) else {
            throw StoreError(.broken, "\(path) cannot be opened")
        }
        guard flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw StoreError(.busy, "the data folder \(folder) is in use by another process")
        }
        self.handle = handle
    }

    func release() { flock(handle.fileDescriptor, LOCK_UN) }
}
