import Crypto
import EdXML
import Foundation
import HubCore
import SignedXML

/// One signed document of a rehearsal, as it is sent.
struct Letter: Sendable {
    /// The file's name without its extension.
    let name: String
    let bytes: [UInt8]
    /// Lower-case hex.
    let sha256: String
    let message: DocumentMessage
    /// In the register's form: whom the hub has to serve.
    let recipients: [String]

    var code: String { message.code.full }
    var business: BusinessType { message.business.type }

    init(file: String, bytes: [UInt8], message: DocumentMessage, recipients: [String]) {
        name = (URL(filePath: file).lastPathComponent as NSString).deletingPathExtension
        self.bytes = bytes
        self.message = message
        self.recipients = recipients
        sha256 = SHA256.hash(data: bytes).hexadecimal
    }
}

/// Reads packets as an agency's system does.
struct PacketReader: Sendable {
    private let inspector: Inspector

    /// - Throws: ``SignedXMLError`` when the schema cannot be used.
    init(schemas: String) throws { inspector = try Inspector(schemaFolder: schemas) }

    /// The message; `nil` when there is none to be read.
    /// - Throws: ``SignedXMLError`` when the machine is out of memory.
    func message(in bytes: [UInt8]) throws -> Message? {
        let session = try inspector.begin(at: HubClock.system.now().milliseconds)
        session.feed(bytes)
        return session.finish().message
    }
}

extension FileManager {
    /// The `.edxml` files of a folder, by name.
    func packets(in folder: String) throws -> [String] {
        try contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".edxml") }.sorted().map { "\(folder)/\($0)" }
    }

    /// A whole file.
    func bytes(of file: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: file))) }
}
