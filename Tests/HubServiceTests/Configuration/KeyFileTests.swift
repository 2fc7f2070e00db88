import Crypto
import Foundation
import Testing

@testable import HubService

@Suite struct KeyFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `a signing key is made once, for its owner alone, and kept`() throws {
        let file = KeyFile(folder.path + "/deep/key.pem")
        let first = try file.signingKey()
        let second = try file.signingKey()
        #expect(first.rawRepresentation == second.rawRepresentation)
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `openssl reads the signing key, and agrees on its public half`() throws {
        let file = KeyFile(folder.path + "/key.pem")
        let key = try file.signingKey()
        let openssl = Process()
        openssl.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        openssl.arguments = ["pkey", "-in", file.path, "-pubout", "-outform", "DER"]
        let output = Pipe()
        openssl.standardOutput = output
        try openssl.run()
        let der = output.fileHandleForReading.readDataToEndOfFile()
        #expect(der.suffix(32) == key.publicKey.rawRepresentation)
    }

    @Test func `a sealing key is made once and kept`() throws {
        let file = KeyFile(folder.path + "/sealing")
        let first = try file.sealingKey()
        #expect(try file.sealingKey() == first)
        #expect(first.bitCount == 256)
    }

    @Test func `a key that others may read is not used`() throws {
        let file = KeyFile(folder.path + "/key.pem")
        _ = try file.signingKey()
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
        #expect(throws: KeyFile.Failure.readableByOthers(path: file.path, mode: "640")) { try file.signingKey() }
    }

    @Test func `what is not a key is left alone and refused`() throws {
        let path = try folder.write("key.pem", "không phải khóa")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(throws: KeyFile.Failure.notAKey(path: path)) { try KeyFile(path).signingKey() }
        #expect(throws: KeyFile.Failure.notAKey(path: path)) { try KeyFile(path).sealingKey() }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "không phải khóa")
    }
}
