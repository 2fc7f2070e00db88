import Crypto
import Foundation
import HubCore
import SeededRandom
import SignedXML
import Testing

/// What is written straight is what `Codable` says, whichever parts there are.
struct CanonicalWritingTests {
    /// Values of every shape: absent or there, short or long, with what JSON escapes.
    private struct Shapes {
        var dice: SplitMix

        mutating func text() -> String {
            let texts = ["", "H24.08", "Quyết định \"mới\"\n\\ 𝄞", "\u{1f}\u{7f}€", "7816/VPCP-TTĐT"]
            return texts.randomElement(using: &dice) ?? ""
        }

        mutating func maybe<Value>(_ value: (inout Shapes) throws -> Value) rethrows -> Value? {
            Bool.random(using: &dice) ? try value(&self) : nil
        }

        mutating func some<Value>(_ value: (inout Shapes) -> Value) -> [Value] {
            (0..<Int.random(in: 0...3, using: &dice)).map { _ in value(&self) }
        }

        mutating func moment() -> Timestamp {
            Timestamp(milliseconds: Int64.random(in: -62_000_000_000_000...253_000_000_000_000, using: &dice))
        }

        mutating func id<Subject>() -> Identifier<Subject> { Identifier(at: moment(), using: &dice) }

        mutating func status() -> StatedStatus {
            StatedStatus(code: text(), at: moment(), description: text(), staff: text(), department: text())
        }

        mutating func reference() -> MessageFacts.Reference {
            MessageFacts.Reference(
                organID: text(), code: text(), documentID: maybe { $0.text() }, promulgationDate: maybe { $0.text() })
        }

        mutating func party() -> MessageFacts.Party { MessageFacts.Party(id: text(), name: text()) }

        mutating func facts() -> MessageFacts {
            MessageFacts(
                kind: Bool.random(using: &dice) ? .document : .status, from: party(), to: some { $0.party() },
                documentID: maybe { $0.text() }, code: text(), promulgationDate: maybe { $0.text() }, subject: text(),
                typeName: text(), priority: Int.random(in: -1...4, using: &dice), dueDate: maybe { $0.text() },
                businessType: Int.random(in: 0...3, using: &dice), businessDocumentID: maybe { $0.text() },
                businessReason: maybe { $0.text() },
                changes: maybe { .init(added: $0.some { $0.text() }, removed: $0.some { $0.text() }) },
                replaces: maybe { $0.some { .init(documentID: $0.text(), holders: $0.some { $0.text() }) } },
                responseFor: some { $0.reference() }, status: maybe { $0.status() }, sha256: text(),
                size: Int64.random(in: 0...CanonicalJSON.largestInteger, using: &dice),
                certificate: maybe { $0.text() },
                flags: some { $0.text() })
        }

        mutating func origin() -> Origin {
            switch Int.random(in: 0..<4, using: &dice) {
            case 0: .centre(text())
            case 1: .agency(text(), token: id())
            case 2: .axis(docID: text())
            default: .hub(by: text())
            }
        }

        mutating func delivery() -> NewDelivery {
            NewDelivery(
                id: id(), recipient: text(), name: text(), route: .axis, state: .refused, refusal: maybe { $0.text() },
                reason: maybe { $0.text() })
        }

        mutating func accepted() throws -> Accepted {
            var document = IncomingDocument(
                id: id(), origin: origin(), sender: text(), facts: facts(), deliveries: some { $0.delivery() },
                grounds: try maybe { try $0.grounds() })
            (document.request, document.trace) = (maybe { $0.text() }, maybe { $0.text() })
            return document.acceptance.first
        }

        mutating func refusal() throws -> Refusal {
            Refusal(
                origin: origin(), sha256: text(), size: 1, codes: some { $0.text() }, from: maybe { $0.text() },
                code: maybe { $0.text() }, certificate: maybe { $0.text() }, grounds: try maybe { try $0.grounds() },
                request: maybe { $0.text() })
        }

        mutating func repeated() -> Repeated {
            Repeated(document: id(), origin: origin(), sha256: text(), size: 2, request: maybe { $0.text() })
        }

        mutating func grounds() throws -> Grounds {
            let (at, text) = (moment().rfc3339, try JSONEncoder().encode(text()))
            let digest = String(decoding: text, as: UTF8.self)
            let json = #"{"at":"\#(at)","anchors":\#(digest),"lists":\#(digest),"policy":\#(digest)}"#
            return try JSONDecoder().decode(Grounds.self, from: Data(json.utf8))
        }

        mutating func moved() -> Moved {
            let transport = Transport(
                state: .waiting, route: .axis, attempt: Int.random(in: 0...9, using: &dice),
                notBefore: maybe { $0.moment() }, reason: maybe { $0.text() })
            return Moved(
                event: .deferred, document: id(), delivery: id(), now: transport, reference: maybe { $0.text() },
                by: maybe { $0.text() }, note: maybe { $0.text() })
        }

        mutating func recorded() -> StatusRecorded {
            StatusRecorded(
                document: id(), delivery: id(), message: id(), status: status(),
                match: maybe { Match(.tolerant, disagrees: $0.some { $0.text() }) },
                by: maybe { $0.text() })
        }
    }

    @Test(arguments: 0..<200) func `entries are the same bytes`(seed: UInt64) throws {
        var shapes = Shapes(dice: SplitMix(seed))
        let facts: [Fact] = [
            .accepted(try shapes.accepted()), .moved(shapes.moved()), .statusRecorded(shapes.recorded()),
            .refused(try shapes.refusal()), .duplicate(shapes.repeated()), .conflict(shapes.repeated()),
            .axisAcknowledged(AxisAcknowledged(docID: shapes.text(), word: shapes.maybe { _ in .done })),
        ]
        for fact in facts {
            let entry = JournalEntry(at: shapes.moment(), fact: fact)
            let bytes = try entry.canonical()
            #expect(bytes == (try CanonicalJSON.encode(entry)))
            #expect(try JournalEntry(canonical: bytes) == entry)
        }
    }

    @Test func `receipts are the same bytes, and signed over what they say`() throws {
        let signer = HubSigner(origin: "hub.test", key: Curve25519.Signing.PrivateKey())
        var shapes = Shapes(dice: SplitMix(1))
        let receipt = try Receipt.signed(
            documentID: shapes.id(), sha256: String(repeating: "a", count: 64), journalIndex: 17,
            acceptedAt: shapes.moment(), by: signer)
        #expect(try receipt.canonical() == CanonicalJSON.encode(receipt))
        #expect(receipt.verify(with: signer.publicKey))
    }

    @Test func `an integer that JSON readers do not keep is refused`() {
        var shapes = Shapes(dice: SplitMix(2))
        var facts = shapes.facts()
        facts.size = CanonicalJSON.largestInteger + 1
        #expect(throws: EncodingError.self) { try facts.canonical() }
    }
}
