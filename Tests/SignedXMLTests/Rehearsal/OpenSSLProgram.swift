import Foundation

/// The `openssl` program: the judge of what this target makes with the library of the same name.
enum OpenSSLProgram {
    struct Outcome {
        let succeeded: Bool
        /// Standard output and standard error.
        let text: String
    }

    static func run(_ arguments: String...) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Outcome(succeeded: process.terminationStatus == 0, text: String(decoding: text, as: UTF8.self))
    }

    /// Path building as a relying party must ask for it: strict, lists for the whole chain, security level 2.
    static func verify(
        _ certificates: String, in folder: String, anchor: String = "anchors/root.pem", purpose: String = "smimesign"
    ) throws -> Outcome {
        try run(
            "verify", "-x509_strict", "-crl_check_all", "-auth_level", "2", "-policy_check", "-purpose", purpose,
            "-CAfile", "\(folder)/\(anchor)", "-untrusted", "\(folder)/intermediates/intermediate.pem",
            "-CRLfile", "\(folder)/crls/root.pem", "-CRLfile", "\(folder)/crls/intermediate.pem", certificates)
    }
}
