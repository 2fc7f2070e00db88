import Crypto
import EdXML
import Foundation
import HubCore
import SeededRandom
import SignedXML

/// The documents of a campaign, each made and signed when its turn comes; the same for the same seed but for their signatures.
struct CampaignPapers: Sendable {
    struct Paper: Sendable {
        let name: String
        let bytes: [UInt8]
        let sha256: String
        /// Those that the hub, or the axis, has to serve.
        let recipients: [String]
        /// Otherwise changed after it was signed.
        let isValid: Bool
    }

    private let seed: UInt64
    private let local: [Agency]
    private let remote: [Agency]
    private let identities: [String: SigningIdentity]
    private let date: LocalDate
    /// One in so many is too large for the database, and goes into a file.
    private let large: Int

    /// One in so many is not valid.
    private static let spoiled = 11
    /// - Throws: when a key cannot be read.
    init(seed: UInt64, register: AgencyTable, pki: PKIFolder, today: LocalDate, large: Int) throws {
        self.seed = seed
        self.large = large
        local = register.agencies.filter(\.isLocal)
        remote = register.agencies.filter { !$0.isLocal }
        date = today
        var identities: [String: SigningIdentity] = [:]
        for agency in register.agencies {
            let files = pki.agency(agency.id)
            identities[agency.id] = try SigningIdentity(
                keyPEM: String(contentsOfFile: files.key, encoding: .utf8),
                certificatesPEM: String(contentsOfFile: files.certificates, encoding: .utf8))
        }
        self.identities = identities
    }

    /// The document of that number that one of ours sends: to one or two beyond the axis, and now and then to a neighbour.
    func up(_ number: Int) throws -> Paper {
        var dice = SplitMix(seed &* 1_000_003 &+ UInt64(number))
        let sender = local[Int.random(in: 0..<local.count, using: &dice)]
        var recipients = Array(remote.shuffled(using: &dice).prefix(Int.random(in: 1...2, using: &dice)))
        let neighbours = local.filter { $0.id != sender.id }
        if number.isMultiple(of: 5) {
            recipients.append(neighbours[Int.random(in: 0..<neighbours.count, using: &dice)])
        }
        return try paper(number, "TM", from: sender, to: recipients)
    }

    /// The document of that number that comes down, to one or two of ours.
    func down(_ number: Int) throws -> Paper {
        var dice = SplitMix(seed &* 1_000_033 &+ UInt64(number))
        let sender = remote[Int.random(in: 0..<remote.count, using: &dice)]
        let recipients = Array(local.shuffled(using: &dice).prefix(Int.random(in: 1...2, using: &dice)))
        return try paper(number, "TW", from: sender, to: recipients)
    }

    private func paper(_ number: Int, _ series: String, from sender: Agency, to recipients: [Agency]) throws -> Paper {
        guard let identity = identities[sender.id], let from = AgencyID(sender.id) else {
            throw RehearsalFailure(vi: "Thiếu chứng thư của \(sender.id).", en: "its certificate is missing.")
        }
        let isValid = !number.isMultiple(of: Self.spoiled)
        let message = DocumentMessage(
            from: Organization(id: from, name: sender.name),
            to: recipients.compactMap { agency in
                AgencyID(agency.id).map { Organization(id: $0, name: agency.name) }
            },
            documentID: "\(sender.id),\(date.text),\(number)/\(series)",
            code: DocumentCode(number: "\(number)", notation: series),
            promulgation: Promulgation(place: "Hải Phòng", date: date), type: DocumentType(type: "2", name: "Công văn"),
            subject: "Về việc thử thách đường truyền, lần thứ \(number)",
            signer: SignerInfo(position: "Giám đốc", fullName: "Nguyễn Văn An"))
        let size = number.isMultiple(of: large) ? 200_000 : 500
        let content = Array("%PDF-1.4\n\(number) \(series)\n".utf8) + Array(repeating: UInt8(ascii: "%"), count: size)
        let attachment = OutgoingAttachment(fileName: "van-ban.pdf", title: "Văn bản", bytes: content)
        let unsigned = try MessageWriter.bytes(of: message, attachments: [attachment])
        var bytes = try DocumentSigner.sign(unsigned, by: identity, profile: .edXML()).get()
        if !isValid { bytes.replace(Array("lần thứ".utf8), with: Array("lan thu".utf8)) }
        return Paper(
            name: "\(number)/\(series) (\(sender.id))", bytes: bytes, sha256: SHA256.hash(data: bytes).hexadecimal,
            recipients: recipients.map(\.id), isValid: isValid)
    }
}
