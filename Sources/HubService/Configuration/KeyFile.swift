import Crypto
import Foundation
import HubCore
import SystemPackage

/// A key that the hub makes for itself at its first start, and keeps in a file that only its own user can read.
package struct KeyFile: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    /// Why a key cannot be used.
    package enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
        /// Others than the owner may read it; mode in octal.
        case readableByOthers(path: String, mode: String)
        case notAKey(path: String)

        package var description: String {
            switch self {
            case .readableByOthers(let path, let mode):
                "\(path): quyền \(mode), phải là 600 (chmod 600) / mode \(mode), must be 600"
            case .notAKey(let path):
                "\(path): không phải khóa hợp lệ / does not hold a valid key"
            }
        }
    }

    /// The Ed25519 key, PKCS #8 PEM (RFC 8410 §7), made when there is no file. Durable when this returns.
    package func signingKey() throws -> Curve25519.Signing.PrivateKey {
        if let text = try read() {
            guard let raw = Self.raw(ofPEM: text) else { throw Failure.notAKey(path: path) }
            return try Curve25519.Signing.PrivateKey(rawRepresentation: raw)
        }
        let key = Curve25519.Signing.PrivateKey()
        try create(Self.pem(key.rawRepresentation))
        return key
    }

    /// 32 bytes in base64, made when there is no file. Durable when this returns.
    package func sealingKey() throws -> SymmetricKey {
        if let text = try read() {
            let base64 = text.trimmingCharacters(in: .whitespacesAndNewlines)
            guard let raw = Data(base64Encoded: base64), raw.count == 32 else { throw Failure.notAKey(path: path) }
            return SymmetricKey(data: raw)
        }
        var random = SystemRandomNumberGenerator()
        let raw = Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) })
        try create(raw.base64EncodedString() + "\n")
        return SymmetricKey(data: raw)
    }

    /// A new secret of 32 random bytes in hex, in a new file that only its owner can read. Durable when this returns.
    /// - Throws: when the file is there already.
    package func newSecret() throws -> Secret {
        var random = SystemRandomNumberGenerator()
        let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }.hexadecimal
        try create(secret + "\n")
        return Secret(secret)
    }

    /// The file's text; `nil` when there is none.
    private func read() throws -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
        guard mode & 0o077 == 0 else {
            throw Failure.readableByOthers(path: path, mode: String(mode, radix: 8))
        }
        return try String(contentsOfFile: path, encoding: .utf8)
    }

    /// Writes a new file, never over another, and waits for the disk: what a lost key has signed cannot be signed again.
    private func create(_ text: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = try FileDescriptor.open(
            FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
            permissions: [.ownerReadWrite])
        try file.closeAfter {
            try file.writeAll(Array(text.utf8))
            try FileHandle(fileDescriptor: file.rawValue, closeOnDealloc: false).synchronize()
        }
        let directory = try FileDescriptor.open(FilePath(folder), .readOnly, options: [.closeOnExec])
        try directory.closeAfter {
            try FileHandle(fileDescriptor: directory.rawValue, closeOnDealloc: false).synchronize()
        }
    }

    /// What stands before the 32 bytes in a PKCS #8 Ed25519 key.
    private static let prefix: [UInt8] = [
        0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
    ]

    private static func pem(_ raw: Data) -> String {
        let body = Data(prefix + raw).base64EncodedString()
        return "-----BEGIN PRIVATE KEY-----\n\(body)\n-----END PRIVATE KEY-----\n"
    }

    private static func raw(ofPEM text: String) -> Data? {
        let body = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }.joined()
        guard let der = Data(base64Encoded: body), der.count == prefix.count + 32, der.starts(with: prefix) else {
            return nil
        }
        return der.suffix(32)
    }
}
