import Foundation

/// Does a measurement in a temporary folder of its own, which is removed after it, whatever came of it.
func inBenchFolder<Value>(_ work: (String) async throws -> Value) async throws -> Value {
    let folder = NSTemporaryDirectory() + "lienthong-bench-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    func remove() async throws {
        try FileManager.default.removeItem(atPath: folder)
    }
    return try await ending(with: remove) { try await work(folder) }
}
