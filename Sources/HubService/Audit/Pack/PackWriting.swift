import Crypto
import Foundation
import HubCore
import HubStore
import SignedXML

/// Puts a pack together from one moment of a journal. Memory is one piece of a document, however long the period is.
struct PackWriting {
    let snapshot: JournalSnapshot
    let order: PackOrder
    let signer: HubSigner
    let by: String
    let now: Timestamp
    /// Of the ASiC-E container.
    let container: ContainerSigner?
    let report: @Sendable (Int64, Int64) -> Void

    struct Written: Sendable {
        let manifest: PackManifest
        /// What is withheld.
        let openings: Int64
    }

    /// - Parameter path: of a file that is not there yet.
    /// - Throws: ``OperatorRefusal`` when an agency is unknown.
    func write(to path: String) throws -> Written {
        let (own, identifiers) = try agencies()
        let period = try snapshot.entries(from: order.from, before: order.to)
        let range = max(0, period.lowerBound - 1)..<min(snapshot.size, period.upperBound + 1)
        let zip = try ZipWriter(path: path)
        if container != nil { try zip.add("mimetype", ContainerSigner.mediaType.utf8) }
        try writeHeads(range, to: zip)
        let drafts = try PackDrafts(beside: path)
        defer { drafts.remove() }
        let redaction = order.redacted.isEmpty ? nil : Redaction(order.redacted, own: identifiers)
        let shown = try writeEntries(range, period, own: own, redaction, drafts, to: zip)
        try drafts.add(to: zip)
        if order.documents == .included { try writeDocuments(shown.accepted, to: zip) }
        try zip.add("VERIFY.md", PackGuide.text.utf8)
        try zip.add("verify.py", PackGuide.program.utf8)
        let manifest = PackManifest(
            signer: signer, exportedAt: now, by: by, from: order.from, to: order.to, agencies: Array(own),
            redacted: order.redacted, documents: order.documents, period: period, range: range, whole: shown.whole,
            extracts: shown.extracts, files: zip.digests.mapValues { .init(sha256: $0.sha256, size: $0.size) })
        let bytes = try CanonicalJSON.encode(manifest)
        try zip.add(PackManifest.fileName, bytes)
        try zip.add(PackManifest.signatureName, try PackManifest.signature(of: bytes, by: signer).utf8)
        if let container { try container.sign(zip) }
        try zip.finish()
        return Written(manifest: manifest, openings: drafts.openings)
    }

    private func agencies() throws -> (ids: Set<String>, identifiers: Set<String>) {
        var (ids, identifiers): (Set<String>, Set<String>) = ([], [])
        for name in order.agencies {
            guard let agency = try snapshot.agency(name) else {
                throw OperatorRefusal(
                    says: .init(
                        vi: "Danh mục không có đơn vị \(name).", en: "The register does not know the agency \(name)."))
            }
            ids.insert(agency.id)
            identifiers.formUnion(agency.identifiers)
        }
        return (ids, identifiers)
    }

    // MARK: Heads

    /// The heads before and after the range, and the newest: what leads from the one to the other is in the pack.
    private func writeHeads(_ range: Range<Int64>, to zip: ZipWriter) throws {
        let before = try snapshot.frontier(ofFirst: range.lowerBound)
        let after = try snapshot.frontier(ofFirst: range.upperBound)
        let newest = try snapshot.frontier(ofFirst: snapshot.size)
        for (name, head) in [("before", before.head), ("after", after.head), ("newest", newest.head)] {
            try zip.add("checkpoint-\(name)", try Checkpoint.note(head, by: signer).utf8)
        }
        try zip.add("frontier.txt", Self.lines(before.hashes))
        try zip.add(
            "consistency.txt", Self.lines(try snapshot.consistencyProof(from: range.upperBound, to: snapshot.size)))
    }

    private static func lines(_ hashes: [[UInt8]]) -> [UInt8] { hashes.flatMap { Array("\($0.hexadecimal)\n".utf8) } }

    // MARK: Entries

    private struct Shown {
        var whole: Int64 = 0
        var extracts: Int64 = 0
        /// Entries that accepted a packet, where packets are wanted.
        var accepted: [(index: Int64, sha256: String)] = []
    }

    /// The hashes go straight into the pack; what is shown is gathered beside it meanwhile.
    private func writeEntries(
        _ range: Range<Int64>, _ period: Range<Int64>, own: Set<String>, _ redaction: Redaction?, _ drafts: PackDrafts,
        to zip: ZipWriter
    ) throws -> Shown {
        let concern = own.isEmpty ? nil : Concern(agencies: own, snapshot: snapshot)
        var shown = Shown()
        try zip.add("leaves.txt") { write in
            var piece = Data()
            try snapshot.forEachEntry(in: range) { entry in
                piece += Data("\(entry.leaf.hexadecimal)\n".utf8)
                if piece.count > 1 << 16 {
                    try write(piece)
                    piece = Data()
                }
                let read = try JournalEntry(canonical: entry.bytes)
                let concerns = try period.contains(entry.index) && (concern?.holds(for: read.fact) ?? true)
                if concerns {
                    try show(entry, read, redaction, drafts, &shown)
                } else if !period.contains(entry.index) {
                    try showNeighbour(entry, isOpen: concern == nil && redaction == nil, drafts, &shown)
                }
                report(entry.index - range.lowerBound + 1, Int64(range.count))
            }
            try write(piece)
        }
        return shown
    }

    private func show(
        _ entry: JournalSnapshot.Entry, _ read: JournalEntry, _ redaction: Redaction?, _ drafts: PackDrafts,
        _ shown: inout Shown
    ) throws {
        if order.documents == .included, case .accepted(let fact) = read.fact {
            shown.accepted.append((entry.index, fact.facts.sha256))
        }
        if let redaction {
            let (redacted, openings) = try redaction.redact(Self.value(of: entry), at: entry.index, salt: Self.salt)
            if !openings.isEmpty {
                try drafts.add(openings)
                return try put(redacted, of: entry, read.fact.kind, drafts, &shown)
            }
        }
        shown.whole += 1
        try drafts.add(entry.index, whole: entry.bytes)
        try drafts.index(entry, read.fact.vietnamese, read.fact.document?.text, isWhole: true)
    }

    /// The entry before the period and the one after it show by their times that nothing of it is left out. Of what they tell
    /// nothing is shown where it is not for everybody.
    private func showNeighbour(
        _ entry: JournalSnapshot.Entry, isOpen: Bool, _ drafts: PackDrafts, _ shown: inout Shown
    ) throws {
        guard !isOpen else {
            shown.whole += 1
            try drafts.add(entry.index, whole: entry.bytes)
            return try drafts.index(entry, "ngoài kỳ · beside the period", nil, isWhole: true)
        }
        let value = try Self.value(of: entry)
        let opening = Opening(index: entry.index, path: ["fact"], salt: Self.salt(), value: value["fact"] ?? .null)
        try drafts.add([opening])
        try put(value.replacing(["fact"], by: try opening.commitment), of: entry, entry.kind, drafts, &shown)
    }

    private func put(
        _ redacted: JSONValue, of entry: JournalSnapshot.Entry, _ kind: String, _ drafts: PackDrafts,
        _ shown: inout Shown
    ) throws {
        shown.extracts += 1
        try drafts.add(try EntryExtract(index: entry.index, leaf: entry.leaf, entry: redacted, by: signer))
        try drafts.index(entry, "trích, có phần che · an extract", nil, isWhole: false)
    }

    private static func value(of entry: JournalSnapshot.Entry) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(entry.bytes))
    }

    private static func salt() -> [UInt8] {
        var random = SystemRandomNumberGenerator()
        return (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    }

    // MARK: Documents

    private func writeDocuments(_ accepted: [(index: Int64, sha256: String)], to zip: ZipWriter) throws {
        for (index, sha256) in accepted {
            // What was retired is not there any more; the entry's digest stays.
            var isKept = true
            let name = "documents/\(sha256).edxml"
            guard try snapshot.readPayload(ofEntry: index, { _ in }) else { continue }
            try zip.add(name) { write in isKept = try snapshot.readPayload(ofEntry: index, write) }
            guard isKept, zip.digests[name]?.sha256 == sha256 else {
                throw StoreError(.payloadDamaged, "payload \(sha256) is not what was accepted")
            }
        }
    }
}
