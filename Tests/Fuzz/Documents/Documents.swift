import EdXML
import Foundation
import FuzzProperty
import SignedXML

/// Documents: the reader with all that hangs on it, the canonicaliser, the signature.
enum Documents {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static let inspector = Result { try Inspector(schemaFolder: root.appending(path: "Schemas").path) }

    /// 15 November 2026, 08:00 in Vietnam, when the fixtures are taken to be received.
    private static let receivedAt: Int64 = 1_794_704_400_000

    // MARK: The reader

    /// The same bytes, whole and in pieces, are the same message with the same findings and the same signature.
    static func read(_ input: inout Pieces) throws {
        let whole = try inspect([input.whole])
        let cut = try inspect(input.cut())
        let codes = [whole, cut].map { $0.findings.map(\.rule.code) }
        try require(codes[0] == codes[1] || areBroken(codes), "findings differ with the pieces: \(codes)")
        try require(whole.message == cut.message, "the message differs with the pieces")
        try require(outcome(whole.signature) == outcome(cut.signature), "the signature differs with the pieces")
        if whole.isAcceptable { try require(whole.size == input.whole.count, "accepted, and not read to its end") }
    }

    /// Whether something refuses both readings as XML. The scanner reads a whole piece before libxml2 is given it, so which of
    /// two faults is named depends on the pieces; that both are refused, and for a fault that is there, does not.
    private static func areBroken(_ codes: [[String]]) -> Bool {
        codes.allSatisfy { $0.contains { $0.hasPrefix("XML-") } }
    }

    private static func inspect(_ pieces: [[UInt8]]) throws -> Inspection {
        let session = try inspector.get().begin(at: receivedAt)
        for piece in pieces { session.feed(piece) }
        return session.finish()
    }

    private static func outcome(_ state: SignatureState) -> [String] {
        switch state {
        case .absent: ["absent"]
        case .refused(let findings): findings.map(\.rule.code)
        case .present(let evidence): ["present"] + evidence.verify().map(\.rule.code)
        }
    }

    // MARK: The canonicaliser

    /// What we accept, libxml2 reads too, and gives the canonical form that we digest.
    static func canonicalize(_ input: inout Pieces) throws {
        for form in [ReferenceTree.Form.exclusive(inclusivePrefixes: ["a", "#default"]), .inclusive10] {
            let whole = try CanonicalDigest.of([input.whole], form)
            let cut = try CanonicalDigest.of(input.cut(), form)
            try require(whole == cut, "the canonical form differs with the pieces")
            guard let whole else { continue }
            // Its own tree refuses what is longer than it likes; that is its affair.
            guard let tree = try? ReferenceTree(input.whole) else { throw BrokenProperty("libxml2 does not read it") }
            let expected = try tree.canonical(form)
            let reference = try Digest(.sha256)
            reference.update(expected.span.bytes)
            try require(whole == reference.finish(), "not libxml2's canonical form, \(form)")
        }
    }

    // MARK: The signature

    /// A signature is the same in any pieces; nothing is valid that has a finding which refuses.
    static func verify(_ input: inout Pieces) throws {
        let verifier = SignedDocumentVerifier(trust: nil)
        let whole = try verifier.judge(input.whole, at: receivedAt / 1_000)
        let pieces = input.cut()
        let cut = try verifier.judge(at: receivedAt / 1_000) { take in
            for piece in pieces {
                guard take(piece.span.bytes) else { return }
            }
        }
        try require(whole.result == cut.result, "the verdict differs with the pieces")
        let codes = [whole, cut].map { $0.findings.map(\.rule.code) }
        try require(codes[0] == codes[1] || areBroken(codes), "findings differ with the pieces: \(codes)")
        try require(whole.result != .valid || !whole.findings.refuses, "valid in spite of a finding")
        try require(whole.result != .valid || whole.signer != nil, "valid, and signed by nobody")
    }
}
