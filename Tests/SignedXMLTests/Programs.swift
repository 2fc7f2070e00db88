import Foundation

/// Programs that we did not write, as judges.
enum Program {
    struct Outcome {
        let succeeded: Bool
        /// Standard output.
        let output: [UInt8]
        /// Standard output and standard error.
        let text: String
    }

    static func run(_ name: String, _ arguments: [String]) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [name] + arguments
        let folder = try TemporaryFolder()
        let output = folder.path("out")
        let errors = folder.path("err")
        for file in [output, errors] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: output)))
        let complaints = try Data(contentsOf: URL(filePath: errors))
        return Outcome(
            succeeded: process.terminationStatus == 0, output: bytes,
            text: String(decoding: bytes, as: UTF8.self) + String(decoding: complaints, as: UTF8.self))
    }
}

/// A folder that goes with its owner.
final class TemporaryFolder: Sendable {
    let root: String

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "lienthong-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func path(_ name: String) -> String { root + "/" + name }

    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: path(name)))
        return path(name)
    }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }

    func read(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path(name)))) }
}

/// The `openssl` program: the judge of what this target makes with the library of the same name.
enum OpenSSLProgram {
    static func run(_ arguments: String...) throws -> Program.Outcome { try Program.run("openssl", arguments) }

    /// Path building as a relying party must ask for it: strict, lists for the whole chain, security level 2.
    static func verify(
        _ certificates: String, in folder: String, anchor: String = "anchors/root.pem", purpose: String = "smimesign"
    ) throws -> Program.Outcome {
        try run(
            "verify", "-x509_strict", "-crl_check_all", "-auth_level", "2", "-policy_check", "-purpose", purpose,
            "-CAfile", "\(folder)/\(anchor)", "-untrusted", "\(folder)/intermediates/intermediate.pem",
            "-CRLfile", "\(folder)/crls/root.pem", "-CRLfile", "\(folder)/crls/intermediate.pem", certificates)
    }
}
