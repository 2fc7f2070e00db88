import Foundation
import SignedXML

@testable import EdXML

/// The project's own files, found from this one.
enum Fixture {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let schemaFolder = root.appending(path: "Schemas").path

    /// When the fixtures are taken to be received: 15 November 2026, 08:00 in Vietnam.
    static let receivedAt: Int64 = 1_794_704_400_000

    static func files(in folder: String) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: root.appending(path: "Fixtures/\(folder)").path)
        return names.filter { $0.hasSuffix(".edxml") }.sorted().map { "\(folder)/\($0)" }
    }

    static func bytes(_ file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: root.appending(path: "Fixtures/\(file)")))
    }

    /// The invalid files, each with the code it must get.
    static func expectations() throws -> [(String, String)] {
        let data = Data(try bytes("invalid/expected.json"))
        return try JSONDecoder().decode([String: String].self, from: data).sorted { $0.key < $1.key }
            .map { ($0.key, $0.value) }
    }

    /// The flagged files, each with the codes it must get.
    static func remarks() throws -> [(file: String, codes: [String])] {
        let data = Data(try bytes("flagged/expected.json"))
        return try JSONDecoder().decode([String: [String]].self, from: data).sorted { $0.key < $1.key }
            .map { ($0.key, $0.value) }
    }

    /// One message of each kind in every way in which senders write it.
    static func dialects() throws -> [String] {
        let kinds = ["document", "recall", "update", "replacement", "status", "request"]
        return try kinds.flatMap { try files(in: "dialects/\($0)") }
    }

    /// An agency's key and certificate.
    static let identity = Result {
        let pki = try RehearsalPKI(at: receivedAt / 1_000)
        let issued = try pki.identity(of: RehearsalAgency(identifier: "H24", name: "Thanh pho Hai Phong"), key: .p256)
        return try SigningIdentity(keyPEM: issued.key.pem(), certificatesPEM: issued.certificatesPEM())
    }

    static let inspector = Result { try Inspector(schemaFolder: schemaFolder) }

    static func inspect(_ bytes: [UInt8], pieces: Int = 65_536, at time: Int64 = receivedAt) throws -> Inspection {
        let session = try inspector.get().begin(at: time)
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(pieces)
            session.feed(piece.span.bytes)
            rest = rest.dropFirst(pieces)
        }
        return session.finish()
    }

    static func inspect(_ text: String, at time: Int64 = receivedAt) throws -> Inspection {
        try inspect(Array(text.utf8), at: time)
    }

    static func document(_ file: String) throws -> DocumentMessage {
        guard let document = try inspect(bytes(file)).message?.document else { throw Missing(file: file) }
        return document
    }

    static func status(_ file: String) throws -> StatusMessage {
        guard let status = try inspect(bytes(file)).message?.status else { throw Missing(file: file) }
        return status
    }

    struct Missing: Error { let file: String }
}

extension Inspection {
    var codes: [String] { findings.map(\.rule.code) }
    var refusingCodes: [String] { findings.filter { $0.level == .refuse }.map(\.rule.code) }
}
