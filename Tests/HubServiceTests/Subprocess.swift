import Foundation

/// Another program, run to its end on a thread of its own: a test that waits for it holds up no other.
enum Subprocess {
    struct Ended: Sendable {
        let status: Int32
        let output: String
        let errors: String
    }

    static func run(_ program: String, _ arguments: [String]) async throws -> Ended {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try runHere(program, arguments) }) }
        }
    }

    private static func runHere(_ program: String, _ arguments: [String]) throws -> Ended {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let errorFile = NSTemporaryDirectory() + "lienthong-stderr-\(UUID().uuidString)"
        _ = FileManager.default.createFile(atPath: errorFile, contents: nil)
        defer {
            do { try FileManager.default.removeItem(atPath: errorFile) } catch { print("left behind: \(errorFile)") }
        }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errorFile))
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Ended(
            status: process.terminationStatus, output: text,
            errors: try String(contentsOfFile: errorFile, encoding: .utf8))
    }
}
