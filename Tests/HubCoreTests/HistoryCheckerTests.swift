import Crypto
import HubCore
import Testing

/// The judge of all trials: content when the sides agree, and naming each thing on which they do not.
@Suite struct HistoryCheckerTests {
    private static let signer = HubSigner(origin: "hub.example.vn", key: Curve25519.Signing.PrivateKey())

    private static func receipt(_ sha256: String, _ index: Int64) throws -> Receipt {
        let noon = Timestamp(milliseconds: 1_795_256_431_123)
        var random = SystemRandomNumberGenerator()
        return try Receipt.signed(
            documentID: DocumentID(at: noon, using: &random), sha256: sha256, journalIndex: index, acceptedAt: noon,
            by: signer)
    }

    private static func kept(
        _ sha256: String, to recipients: [String], state: TransportState = .delivered
    ) -> History.Kept {
        .init(
            id: "id of \(sha256)", sha256: sha256, name: sha256,
            deliveries: recipients.map { .init(id: "\(sha256) \($0)", recipient: $0, route: .mailbox, state: state) })
    }

    private func found(_ spoil: (inout History) throws -> Void) throws -> [String] {
        var history = History(
            submissions: [
                .init(name: "a", sha256: "a", isValid: true, outcome: .accepted(try Self.receipt("a", 4))),
                .init(name: "b", sha256: "b", isValid: true, outcome: .taken),
                .init(name: "bad", sha256: "bad", isValid: false, outcome: .refused(codes: ["SIG-DIGEST"])),
            ],
            offered: ["c"],
            effects: [
                .init(recipient: "H1", sha256: "a"), .init(recipient: "H2", sha256: "a"),
                .init(recipient: "H1", sha256: "b"), .init(recipient: "H2", sha256: "c"),
            ],
            kept: [
                Self.kept("a", to: ["H1", "H2"]), Self.kept("b", to: ["H1"]), Self.kept("c", to: ["H2"]),
            ], size: 9, key: Self.signer.publicKey)
        try spoil(&history)
        return HistoryChecker(history).flaws.map { "\($0.kind.rawValue) \($0.what)" }
    }

    @Test func `a history on which all agree has no flaw`() throws {
        #expect(try found { _ in } == [])
    }

    @Test func `what was acknowledged and is not there is named`() throws {
        #expect(try found { $0.kept.removeFirst() }.first == "lostAtHub a")
        #expect(try found { $0.kept.remove(at: 1) }.first == "lostAtHub b")
        #expect(try found { $0.size = 4 } == ["wrongReceipt a"])
    }

    @Test func `a receipt about other bytes, or under another key, is named`() throws {
        let other = try Self.receipt("b", 3)
        #expect(
            try found { $0.submissions[0] = .init(name: "a", sha256: "a", isValid: true, outcome: .accepted(other)) }
                == ["wrongReceipt a"])
        #expect(
            try found { $0.key = HubSigner(origin: "hub.example.vn", key: .init()).publicKey } == ["wrongReceipt a"])
    }

    @Test func `what is there twice, or was sent by nobody, is named`() throws {
        #expect(try found { $0.kept.append($0.kept[2]) } == ["doubledAtHub c"])
        #expect(try found { $0.offered = [] } == ["inventedAtHub c"])
        #expect(try found { $0.kept[1] = Self.kept("b", to: ["H1", "H1"]) } == ["doubledAtHub b → H1"])
    }

    @Test func `what is not valid and kept, or valid and refused, is named`() throws {
        #expect(try found { $0.kept.append(Self.kept("bad", to: [])) } == ["invalidAccepted bad"])
        #expect(
            try found {
                $0.submissions[2] = .init(name: "bad", sha256: "bad", isValid: true, outcome: .refused(codes: ["X"]))
            } == ["validRefused bad (X)"])
    }

    @Test func `what nobody answered may be there or not, and is named`() throws {
        let unknown = History.Submission(name: "b", sha256: "b", isValid: true, outcome: .unknown)
        #expect(try found { $0.submissions[1] = unknown } == ["unanswered b"])
    }

    @Test func `a delivery left behind is named, and one recalled is at its end`() throws {
        #expect(
            try found { $0.kept[1] = Self.kept("b", to: ["H1"], state: .waiting) } == ["undelivered b → H1 (waiting)"])
        #expect(try found { $0.kept[1] = Self.kept("b", to: ["H1"], state: .recalled) } == [])
    }

    @Test func `a recipient who has nothing, too much, or what was not for it is named`() throws {
        #expect(try found { $0.effects.removeLast() } == ["lostAtRecipient c → H2"])
        #expect(try found { $0.effects.append($0.effects[2]) } == ["doubledAtRecipient b → H1"])
        #expect(try found { $0.effects.append(.init(recipient: "H9", sha256: "b")) } == ["inventedAtRecipient b → H9"])
    }
}
