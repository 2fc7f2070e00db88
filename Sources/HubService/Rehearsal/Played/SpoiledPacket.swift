import EdXML
import Foundation
import HubCore
import SignedXML

/// A packet that the hub must refuse, and the code of the reason it must give.
struct SpoiledPacket: Sendable {
    let name: String
    let bytes: [UInt8]
    let kind: Message.Kind
    let expected: String
}

extension SpoiledPacket {
    /// The fixtures of `invalid/`, each with the one fault in its name, and letters whose signature is not what it should be.
    static func all(fixtures: String, _ setting: Setting) throws -> [SpoiledPacket] {
        try ofFixtures("\(fixtures)/invalid") + ofSignatures(fixtures, setting)
    }

    private static func ofFixtures(_ folder: String) throws -> [SpoiledPacket] {
        let table = try Data(contentsOf: URL(filePath: "\(folder)/expected.json"))
        let expected = try JSONDecoder().decode([String: String].self, from: table)
        return try FileManager.default.packets(in: folder).map { file in
            let name = URL(filePath: file).lastPathComponent
            guard let code = expected[name] else {
                throw RehearsalFailure(
                    vi: "expected.json không nói \(name) phải bị từ chối vì sao.", en: "it has no code for this file.")
            }
            return SpoiledPacket(
                name: name, bytes: try FileManager.default.bytes(of: file),
                kind: name.hasPrefix("status-") ? .status : .document, expected: code)
        }
    }

    private static let codes: [RehearsalFault: String] = [
        .expired: "CRT-EXPIRED", .notYetValid: "CRT-NOT-YET-VALID", .revoked: "CRT-REVOKED",
        .untrusted: "CRT-UNTRUSTED", .weakKey: "CRT-WEAK-KEY", .wrongUsage: "CRT-USAGE",
    ]

    /// The first letter: unsigned, signed with each faulty certificate in its sender's name and with another agency's, and
    /// with one word changed after it was signed.
    private static func ofSignatures(_ fixtures: String, _ setting: Setting) throws -> [SpoiledPacket] {
        guard let letter = setting.story.letters.first,
            let other = setting.register.agencies.first(where: {
                $0.isLocal && $0.id != letter.message.from.id.canonical
            })
        else { return [] }
        let files = FileManager.default
        let unsigned = "\(fixtures)/documents/\(letter.name).edxml"
        let office = SigningOffice(pki: setting.folder.pki, register: setting.register, reader: setting.reader)
        let copy = "\(setting.folder.path)/spoiled.edxml"
        func signed(_ name: String, by identity: IdentityFiles, _ expected: String) throws -> SpoiledPacket {
            try office.sign(unsigned, by: identity, into: copy)
            defer { try? files.removeItem(atPath: copy) }
            return SpoiledPacket(name: name, bytes: try files.bytes(of: copy), kind: .document, expected: expected)
        }
        var packets = [
            SpoiledPacket(
                name: "unsigned", bytes: try files.bytes(of: unsigned), kind: .document, expected: "SIG-REQUIRED"),
            try signed("another-agency", by: setting.folder.pki.agency(other.id), "CRT-NOT-SENDERS"),
            SpoiledPacket(
                name: "changed-after-signing",
                bytes: letter.bytes.replacing(Array("2027".utf8), with: Array("2028".utf8)),
                kind: .document, expected: "SIG-DIGEST"),
        ]
        for fault in RehearsalFault.allCases {
            guard let code = codes[fault] else { continue }
            packets.append(try signed("\(fault.rawValue)-certificate", by: setting.folder.pki.faulty(fault), code))
        }
        return packets
    }
}
