import Crypto
import EdXML
import Foundation
import HubCore
import HubStore
import SignedXML

/// What all trials of a fault campaign share: certificates, signed documents, and a data folder in which a hub has never run.
struct FaultGround: Sendable {
    struct Paper: Sendable {
        let name: String
        let bytes: [UInt8]
        var sha256: String { SHA256.hash(data: bytes).hexadecimal }
    }

    static let centre = "00.24.H24"
    private static let sender = "H24.01"
    private static let recipient = "H24.02"
    private static let count = 60
    /// One document in so many goes into a file.
    private static let large = 4

    let folder: String
    let token = Secret("fault-token")
    let papers: [Paper]
    private let schemas: String

    /// Makes it all afresh.
    init(folder: String, schemas: String) async throws {
        self.folder = URL(filePath: folder).standardizedFileURL.path
        self.schemas = URL(filePath: schemas).standardizedFileURL.path
        try RehearsalFolder(path: self.folder).open(afresh: true)
        let now = HubClock.system.now().milliseconds
        let agencies = [Self.sender, Self.recipient]
        let pki = try PKIFolder.create(
            at: "\(self.folder)/pki", for: agencies.map { RehearsalAgency(identifier: $0, name: $0) },
            serverNames: ["127.0.0.1"], at: now / 1000)
        papers = try Self.papers(signedWith: pki, at: now)
        let configuration = try HubConfiguration.load(try prepare("ground"), environment: [:])
        let line = OperatorLine(configuration, name: "lienthong bench faults")
        _ = try await line.put(
            agencies.map { Agency(id: $0, name: $0, level: 2, centre: Self.centre, isLocal: true) },
            certificates: try agencies.map { try RegisteredCertificate(pemFile: pki.agency($0).certificates, of: $0) })
        try await line.putCentre(id: Self.centre, name: "Thử", secret: Secret("fault-secret"), token: token)
    }

    /// A folder for one trial, with its configuration and, but for the first, the data folder as it was at the beginning.
    /// - Returns: the configuration file.
    func prepare(_ name: String) throws -> String {
        let place = "\(folder)/\(name)"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        if FileManager.default.fileExists(atPath: "\(folder)/ground/data") {
            try FileManager.default.copyItem(atPath: "\(folder)/ground/data", toPath: "\(place)/data")
        }
        let text = """
            listen: {host: 127.0.0.1, port: 0}
            data: {folder: data}
            hub: {name: faults.example.vn}
            trust: {anchors: [../pki/anchors], intermediates: [../pki/intermediates], revocationLists: [../pki/crls]}
            schemas: {folder: "\(schemas)"}
            log: {level: notice}

            """
        try Data(text.utf8).write(to: URL(filePath: "\(place)/hub.yaml"))
        return "\(place)/hub.yaml"
    }

    private static func papers(signedWith pki: PKIFolder, at now: Int64) throws -> [Paper] {
        let files = pki.agency(sender)
        let identity = try SigningIdentity(
            keyPEM: String(contentsOfFile: files.key, encoding: .utf8),
            certificatesPEM: String(contentsOfFile: files.certificates, encoding: .utf8))
        guard let from = AgencyID(sender), let to = AgencyID(recipient) else { return [] }
        let date = LocalDate(atMilliseconds: now)
        return try (1...count).map { number in
            var message = DocumentMessage(
                from: Organization(id: from, name: "Sở Nội vụ"), to: [Organization(id: to, name: "Sở Tài chính")],
                code: DocumentCode(number: "\(number)", notation: "BC-SNV"),
                promulgation: Promulgation(place: "Hải Phòng", date: date),
                type: DocumentType(type: "2", name: "Báo cáo"), subject: "Báo cáo lần thứ \(number)")
            message.signer = SignerInfo(position: "Giám đốc", fullName: "Trần Thị Bình")
            let size = number.isMultiple(of: large) ? 150_000 : 4_000
            let content = Array("%PDF-1.4\n\(number)\n".utf8) + Array(repeating: UInt8(ascii: "%"), count: size)
            let attachment = OutgoingAttachment(fileName: "bao-cao.pdf", title: "Báo cáo", bytes: content)
            let unsigned = try MessageWriter.bytes(of: message, attachments: [attachment])
            return Paper(
                name: "\(number)/BC-SNV",
                bytes: try DocumentSigner.sign(unsigned, by: identity, profile: .edXML()).get())
        }
    }
}
