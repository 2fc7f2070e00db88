import Foundation
import SeededRandom
import Testing

@testable import SignedXML

/// How many documents, and from which seed on:
/// `LIENTHONG_CANONICAL_DOCUMENTS=100000 LIENTHONG_SEED=7 swift test --filter 'A generated document'` is the long form.
enum GeneratedCampaign {
    static func setting(_ name: String, default value: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? value
    }

    static let seed = UInt64(truncatingIfNeeded: setting("LIENTHONG_SEED", default: 1)) &* 1_000_000_007

    /// Checked against libxml2, in memory.
    static let documents = setting("LIENTHONG_CANONICAL_DOCUMENTS", default: 400)

    /// Signed by a program and by us.
    static let signatures = setting("LIENTHONG_CANONICAL_SIGNATURES", default: 6)
}

@Suite struct `A generated document` {
    /// Reads a document, in pieces whose sizes are drawn.
    private static func read(
        _ document: [UInt8], _ form: CanonicalForm, _ dice: inout SplitMix
    ) throws -> (digest: [UInt8]?, codes: [String]) {
        let profile = ReadingProfile(signatureParent: ["r"], limits: .anyDocument)
        let envelope = EnvelopedSignature(profile, digestForSigner: try Digest(.sha256), form: form)
        let reader = try DocumentReader(profile: profile, handler: Silence(), envelope: envelope)
        let most = dice.pick([1, 2, 7, 64, 1_000, 100_000])
        var rest = document[...]
        while !rest.isEmpty {
            let count = min(rest.count, dice.number(1...most))
            reader.feed(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        let codes = reader.finish().findings.map(\.rule.code)
        return (codes.isEmpty ? envelope.finishForSigner()?.digest : nil, codes)
    }

    private static func forms(_ dice: inout SplitMix) -> [(CanonicalForm, ReferenceTree.Form)] {
        let listed = (GeneratedVocabulary.prefixes + ["xml", "nothing"]).shuffled(using: &dice).prefix(4)
        return [
            (.exclusive(inclusivePrefixes: []), .exclusive(inclusivePrefixes: [])),
            (
                .exclusive(inclusivePrefixes: Set(listed)),
                .exclusive(inclusivePrefixes: listed.map { $0.isEmpty ? "#default" : $0 })
            ),
            (.inclusive, .inclusive10), (.inclusive, .inclusive11),
        ]
    }

    @Test func `has the canonical forms that libxml2 gives its tree`() throws {
        for index in 0..<GeneratedCampaign.documents {
            let seed = GeneratedCampaign.seed &+ UInt64(index)
            let document = GeneratedDocument(seed: seed).text()
            let bytes = Array(document.utf8)
            let tree = try ReferenceTree(bytes)
            var dice = SplitMix(seed)
            for (ours, theirs) in Self.forms(&dice) {
                let expected = try tree.canonical(theirs)
                let digest = try Digest.of(expected, .sha256)
                let read = try Self.read(bytes, ours, &dice)
                try #require(
                    read.digest == digest,
                    "seed \(seed), \(theirs): \(read.codes) \(document.debugDescription) \(String(decoding: expected, as: UTF8.self).debugDescription)"
                )
            }
        }
    }

    @Test func `is refused when anything is in it that must not be`() throws {
        for index in 0..<max(GeneratedCampaign.documents / 4, 200) {
            let seed = GeneratedCampaign.seed &+ UInt64(index)
            let document = GeneratedDocument(seed: seed, spoiled: true)
            var dice = SplitMix(seed)
            let read = try Self.read(Array(document.text().utf8), .inclusive, &dice)
            try #require(
                read.codes == [document.refusal?.code], "seed \(seed): \(document.text().debugDescription)")
        }
    }

    @Test func `that is its own canonical form stays so`() throws {
        for index in 0..<GeneratedCampaign.documents / 4 {
            let seed = GeneratedCampaign.seed &+ UInt64(index)
            var dice = SplitMix(seed)
            let tree = try ReferenceTree(Array(GeneratedDocument(seed: seed).text().utf8))
            let canonical = try tree.canonical(.inclusive10)
            let digest = try Digest.of(canonical, .sha256)
            let read = try Self.read(canonical, .inclusive, &dice)
            try #require(read.digest == digest, "seed \(seed)")
        }
    }

    /// A signature is kept as a tree of our own, whose `SignedInfo` we write ourselves in the form that nearly all ask for.
    @Test func `has the same exclusive form in each of its elements, by us and by libxml2`() throws {
        for index in 0..<GeneratedCampaign.documents / 40 {
            let seed = GeneratedCampaign.seed &+ UInt64(index)
            let pairs = try ElementForms.of(Array(GeneratedDocument(seed: seed).text().utf8))
            try #require(!pairs.isEmpty)
            for pair in pairs {
                let expected = try #require(pair.theirs)
                try #require(pair.ours == expected, "seed \(seed): \(String(decoding: expected, as: UTF8.self))")
            }
        }
    }

    @Test func `that leaves its default namespace has the same forms, too`() throws {
        for pair in try ElementForms.of(Array("<a xmlns='a:b'><b xmlns=''><c/></b></a>".utf8)) {
            #expect(pair.ours != nil && pair.ours == pair.theirs)
        }
    }
}
