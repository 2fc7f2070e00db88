import EdXML
import Foundation
import HubCore
import SignedXML

extension Story {
    /// Signs every document of the fixtures by its sender, unless an earlier run did, and reads all of them.
    /// - Throws: ``RehearsalFailure`` for a document that cannot be signed; what reading and writing throw.
    init(fixtures: String, signedInto folder: RehearsalFolder, _ register: AgencyTable, _ reader: PacketReader) throws {
        let office = SigningOffice(pki: folder.pki, register: register, reader: reader)
        let files = FileManager.default
        var statuses: [String: [UInt8]] = [:]
        for file in try files.packets(in: "\(fixtures)/statuses") {
            statuses[(URL(filePath: file).lastPathComponent as NSString).deletingPathExtension] = try files.bytes(
                of: file)
        }
        self.init(
            letters: try office.letters(from: "\(fixtures)/documents", into: folder.documents) { _ in true },
            lettersDown: try office.letters(from: "\(fixtures)/axis", into: folder.documentsDown, for: \.isLocal),
            statuses: statuses)
    }
}

/// Signs documents in their senders' names.
struct SigningOffice {
    let pki: PKIFolder
    let register: AgencyTable
    let reader: PacketReader

    /// - Parameter isServed: which recipients the hub has to serve.
    fileprivate func letters(
        from folder: String, into signed: String, for isServed: (Agency) -> Bool
    ) throws -> [Letter] {
        try FileManager.default.packets(in: folder).map { file in
            let name = URL(filePath: file).lastPathComponent
            let copy = "\(signed)/\(name)"
            guard case .document(let document)? = try reader.message(in: FileManager.default.bytes(of: file)),
                let sender = register.agency(document.from.id.text)
            else {
                throw RehearsalFailure(
                    vi: "\(name) không phải văn bản của cơ quan nào trong danh mục.",
                    en: "\(name) is no document of an agency in the register.")
            }
            if !FileManager.default.fileExists(atPath: copy) { try sign(file, by: pki.agency(sender.id), into: copy) }
            let recipients = document.to.compactMap { register.agency($0.id.text) }.filter(isServed)
            return Letter(
                file: copy, bytes: try FileManager.default.bytes(of: copy), message: document,
                recipients: recipients.map(\.id))
        }
    }

    func sign(_ file: String, by identity: IdentityFiles, into copy: String) throws {
        let signer = try FileSigner(keyFile: identity.key, certificateFile: identity.certificates)
        let findings = try signer.sign(file, into: copy)
        guard findings.isEmpty else {
            throw RehearsalFailure(
                vi: "Không ký được \(file):\n\(explanation(of: findings))", en: "it cannot be signed.")
        }
    }
}
