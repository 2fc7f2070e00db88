import Crypto
import EdXML
import Foundation
import HubCore
import SignedXML

@testable import HubService

/// A rehearsal in which everything went as it should, as data: to be spoiled in one place by each test.
struct WellPlayed {
    var story: Story
    var notes = RehearsalRecord.Notes()
    var truth: AxisTruth
    var parked = [
        OperatorReply.Parked(
            message: "1", replier: Story.unmatched.replier, issuer: Story.unmatched.issuer, code: Story.unmatched.code,
            status: "03", parkedAt: Timestamp(milliseconds: 0))
    ]
    var checkpoint: Checkpoint?
    var spoiled = [SpoiledPacket(name: "doctype.edxml", bytes: [], kind: .document, expected: "XML-DOCTYPE")]
    private let signer = HubSigner(origin: "hub.example.vn", key: Curve25519.Signing.PrivateKey())

    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized.path

    /// Over the fixtures, unsigned: what is judged here does not look into them.
    init() throws {
        let register = try AgencyTable(contentsOfFile: "\(Self.root)/Fixtures/agencies.csv")
        let reader = try PacketReader(schemas: "\(Self.root)/Schemas")
        func letters(_ folder: String, _ isServed: (Agency) -> Bool) throws -> [Letter] {
            try FileManager.default.packets(in: "\(Self.root)/Fixtures/\(folder)").compactMap { file in
                let bytes = try FileManager.default.bytes(of: file)
                guard case .document(let document)? = try reader.message(in: bytes) else { return nil }
                let recipients = document.to.compactMap { register.agency($0.id.text) }.filter(isServed).map(\.id)
                return Letter(file: file, bytes: bytes, message: document, recipients: recipients)
            }
        }
        story = Story(
            letters: try letters("documents") { _ in true }, lettersDown: try letters("axis", \.isLocal), statuses: [:])
        let isLocal = Dictionary(uniqueKeysWithValues: register.agencies.map { ($0.id, $0.isLocal) })
        truth = try Self.truth(of: story, isLocal)
        var random = SystemRandomNumberGenerator()
        for (index, letter) in (story.letters + story.lettersDown).enumerated() {
            let id = DocumentID(at: Timestamp(milliseconds: 1), using: &random)
            notes.documents.append(try Self.tracked(letter, id.text, story, isLocal))
            notes.receipts[letter.sha256] = try Receipt.signed(
                documentID: id, sha256: letter.sha256, journalIndex: Int64(index),
                acceptedAt: Timestamp(milliseconds: 1),
                by: signer)
            for recipient in letter.recipients where isLocal[recipient] == true {
                notes.taken["\(id.text) \(recipient)"] = (recipient, letter.sha256)
            }
        }
        notes.refusals["doctype.edxml"] = ["XML-DOCTYPE"]
        checkpoint = Checkpoint(
            origin: signer.origin,
            head: TreeHead(size: Int64(notes.receipts.count), root: Array(repeating: 7, count: 32)))
    }

    var shortfalls: [String] {
        Audit(
            story: story, notes: notes, spoiled: spoiled, truth: truth, parked: parked, checkpoint: checkpoint,
            key: signer.publicKey
        ).shortfalls.map(\.vi)
    }

    private static func tracked(
        _ letter: Letter, _ id: String, _ story: Story, _ isLocal: [String: Bool]
    ) throws -> TrackedDocument {
        let deliveries = story.expectations.filter { $0.sha256 == letter.sha256 }.map { expectation in
            let (status, recall): (String?, String?) =
                switch expectation.end {
                case .completed: ("06", nil)
                case .completedAfterDeclining: ("06", "declined")
                case .returned: ("02", nil)
                case .recalled: ("01", "agreed")
                case .held: (nil, nil)
                }
            let fields: [String: Any] = [
                "id": "\(id) \(expectation.recipient)", "recipient": expectation.recipient, "name": "",
                "route": isLocal[expectation.recipient] == true ? "mailbox" : "axis",
                "transport": expectation.end == .recalled ? "recalled" : "delivered",
                "attempts": 1, "statuses": [], "contradictions": [], "requests": [],
            ]
            return fields.merging(["status": status as Any?, "recall": recall as Any?].compactMapValues(\.self)) { $1 }
        }
        let receipt: [String: Any] = [
            "documentId": id, "sha256": letter.sha256, "journalIndex": 0,
            "acceptedAt": Timestamp(milliseconds: 0).rfc3339, "hub": "", "keyId": "",
            "signature": "",
        ]
        let fields: [String: Any] = [
            "id": id, "kind": "document", "from": letter.message.from.id.text, "fromName": "", "code": letter.code,
            "subject": letter.message.subject, "priority": 0, "businessType": letter.business.rawValue,
            "acceptedAt": Timestamp(milliseconds: 0).rfc3339,
            "sha256": letter.sha256, "size": letter.bytes.count, "flags": [], "receipt": receipt,
            "replaces": [], "replacedBy": [], "amendedBy": [],
            "deliveries": deliveries,
        ]
        return try JSONDecoder().decode(TrackedDocument.self, from: JSONSerialization.data(withJSONObject: fields))
    }

    private static func truth(of story: Story, _ isLocal: [String: Bool]) throws -> AxisTruth {
        func packets(_ letters: [Letter], goingUp: Bool) -> [AxisTruth.Packet] {
            letters.compactMap { letter in
                let receivers = letter.recipients.filter { isLocal[$0] != goingUp }
                guard !receivers.isEmpty else { return nil }
                return AxisTruth.Packet(
                    docId: letter.name, system: goingUp ? Setting.centre : nil, from: letter.message.from.id.text,
                    document: nil, code: letter.code, statusCode: nil, sha256: letter.sha256,
                    deliveries: receivers.map {
                        AxisTruth.Delivery(
                            receiver: $0, system: goingUp ? nil : Setting.centre, transport: "done",
                            businessStatus: "06")
                    })
            }
        }
        return AxisTruth(
            documents: packets(story.letters, goingUp: true) + packets(story.lettersDown, goingUp: false), statuses: [],
            documentsDown: story.lettersDown.map { AxisTruth.Downward(file: $0.name, docId: $0.name, problem: "") },
            owed: 0)
    }
}

extension TrackedDocument {
    /// The same document with another text in its JSON.
    func replacing(_ text: String, with other: String) throws -> TrackedDocument {
        let json = String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
        return try JSONDecoder().decode(
            TrackedDocument.self, from: Data(json.replacingOccurrences(of: text, with: other).utf8))
    }
}
