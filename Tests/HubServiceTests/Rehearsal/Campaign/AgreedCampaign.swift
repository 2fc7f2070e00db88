import Crypto
import Foundation
import HubCore

@testable import HubService

/// A small campaign on which all sides agree: one document up to two recipients, one of whom is a neighbour; one down, asked
/// back; and the statuses about both.
struct AgreedCampaign {
    var evidence: CampaignEvidence

    private static let signer = HubSigner(origin: "hub.example.vn", key: Curve25519.Signing.PrivateKey())
    private static let noon = Timestamp(milliseconds: 1_795_256_431_123)

    init() throws {
        let up = Self.document("up", "1/TM", from: "H24", to: [("G22", .axis), ("H24.01", .mailbox)])
        let down = Self.document("down", "1/TW", from: "G22", to: [("H24.01", .mailbox)], isFromAxis: true)
        var documents = [up, down]
        documents[0].deliveries[0].statuses = [Self.status("01"), Self.status("06")]
        documents[0].deliveries[1].statuses = [Self.status("03")]
        documents[1].deliveries[0].statuses = [Self.status("01"), Self.status("13")]
        documents += ["01", "06", "13"].map { code in
            Self.document(
                "G22 \(code)", "1/TM", .status, from: "G22", to: [(code == "13" ? "H24.01" : "H24", .mailbox)],
                isFromAxis: true)
        }
        documents.append(
            Self.document("G22 stray", "90001/TM", .status, from: "G22", to: [("H24", .mailbox)], isFromAxis: true))
        documents.append(Self.document("H24.01 03", "1/TM", .status, from: "H24.01", to: [("H24", .mailbox)]))
        documents.append(Self.document("H24.01 01", "1/TW", .status, from: "H24.01", to: [("G22", .axis)]))
        let hub = HubAccount(
            documents: documents, parked: [.init(replier: "G22", code: "03", about: "90001/TM")], size: 99)
        evidence = CampaignEvidence(
            submissions: [], lettersDown: [.init(name: "1/TW", sha256: "down", recipients: ["H24.01"], isValid: true)],
            takings: documents.flatMap { document in
                document.deliveries.filter { $0.route == .mailbox }.map {
                    .init(delivery: $0.id, recipient: $0.recipient, sha256: document.sha256)
                }
            }, hub: hub, truth: try Self.truth(), history: Self.history(documents), key: Self.signer.publicKey,
            struck: ["delay": 3], mustStrike: ["delay"])
        evidence.submissions = [
            try Self.submission("up", of: up.id, 5), try Self.submission("H24.01 03", of: "s1", 6, says: ("up", "03")),
            try Self.submission("H24.01 01", of: "s2", 7, says: ("down", "01")),
            .init(
                name: "spoiled", sha256: "spoiled", recipients: ["G22"], statement: nil, isValid: false,
                outcome: .refused(codes: ["SIG-DIGEST"])),
        ]
    }

    /// What the audit finds, as kind and subject.
    var found: [String] { CampaignAudit(evidence).discrepancies.map { "\($0.kind.rawValue) \($0.what)" }.sorted() }

    private static func status(_ code: String) -> HubAccount.Status { .init(code: code, at: noon) }

    static func document(
        _ sha256: String, _ code: String, _ kind: MessageFacts.Kind = .document, from sender: String,
        to recipients: [(String, DeliveryRoute)], isFromAxis: Bool = false
    ) -> HubAccount.Document {
        HubAccount.Document(
            id: "id of \(sha256)", sha256: sha256, kind: kind, isFromAxis: isFromAxis, sender: sender, code: code,
            deliveries: recipients.map { recipient, route in
                .init(
                    id: "\(sha256) → \(recipient)", recipient: recipient, route: route, state: .delivered, statuses: [])
            })
    }

    private static func submission(
        _ sha256: String, of document: String, _ index: Int64, says: (document: String, code: String)? = nil
    ) throws -> CampaignEvidence.Submission {
        var random = SystemRandomNumberGenerator()
        let receipt = try Receipt.signed(
            documentID: DocumentID(at: noon, using: &random), sha256: sha256, journalIndex: index, acceptedAt: noon,
            by: signer)
        return .init(
            name: sha256, sha256: sha256, recipients: [],
            statement: says.map { .init(document: $0.document, agency: "H24.01", code: $0.code) }, isValid: true,
            outcome: .accepted(receipt))
    }

    private static func truth() throws -> AxisTruth {
        let packet = { (sha256: String, system: String, receiver: String, receiverSystem: String) in
            """
            {"docId": "d", "system": \(system), "from": "x", "code": "c", "sha256": "\(sha256)", "deliveries": [
              {"receiver": "\(receiver)", "system": \(receiverSystem), "transport": "done"}]}
            """
        }
        let json = """
            {"documents": [\(packet("up", "\"00.24.H24\"", "G22", "null")), \(packet("down", "null", "H24.01", "\"00.24.H24\""))],
             "statuses": [\(packet("H24.01 01", "\"00.24.H24\"", "G22", "null"))], "documentsDown": [], "owed": 0}
            """
        return try JSONDecoder().decode(AxisTruth.self, from: Data(json.utf8))
    }

    private static func history(_ documents: [HubAccount.Document]) -> AxisHistory {
        let up = documents.filter { !$0.isFromAxis && $0.deliveries.contains { $0.route == .axis } }
        func handOver(_ sha256: String, _ receiver: String, _ event: String, isOurs: Bool) -> AxisHistory.HandOver {
            .init(
                receiver: receiver, system: isOurs ? "00.24.H24" : nil, docId: "d", sha256: sha256, type: "edoc",
                event: event)
        }
        let answers = [("01", "1/TM"), ("06", "1/TM"), ("03", "90001/TM")].map { code, about in
            AxisHistory.Answer(speaker: "G22", listener: "H24", sha256: "up", about: about, code: code, given: true)
        }
        let demand = AxisHistory.Answer(
            speaker: "G22", listener: "H24.01", sha256: "down", about: "1/TW", code: "13", given: true)
        return AxisHistory(
            received: up.map { .init(at: 0, type: "edoc", sha256: $0.sha256, docId: "d", outcome: "accepted") },
            handedOver: up.map { handOver($0.sha256, "G22", "played", isOurs: false) }
                + documents.filter(\.isFromAxis).flatMap { document in
                    ["offered", "fetched", "done"].map {
                        handOver(document.sha256, document.deliveries[0].recipient, $0, isOurs: true)
                    }
                }, answers: answers + [demand])
    }
}
