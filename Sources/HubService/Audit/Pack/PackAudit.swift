import Crypto
import Foundation
import HubCore
import HubStore

/// Verifies an auditor's pack, by the hub's key and nothing else of the hub.
///
/// Goes through it once, from the first line to the last; memory is one line and the list of files.
package struct PackAudit: Sendable {
    private let path: String
    private let keys: [NoteKey]
    private let kept: [KeptProof]
    private let openings: [Opening]

    /// - Parameter openings: what the hub has opened of what is withheld.
    package init(_ path: String, keys: [NoteKey], kept: [KeptProof] = [], openings: [Opening] = []) {
        (self.path, self.keys, self.kept, self.openings) = (path, keys, kept, openings)
    }

    package struct Outcome: Sendable {
        package fileprivate(set) var manifest: PackManifest?
        /// Entries of which the hash is proven.
        package fileprivate(set) var proven: Int64 = 0
        package fileprivate(set) var whole: Int64 = 0
        package fileprivate(set) var extracts: Int64 = 0
        /// Extracts that the openings made whole again, and that are under their leaf.
        package fileprivate(set) var opened = 0
        package fileprivate(set) var documents = 0
        package fileprivate(set) var continued = 0
        package fileprivate(set) var isContainer = false
        package fileprivate(set) var flaws = AuditFlaws()

        package var isWhole: Bool { flaws.count == 0 }
    }

    /// - Parameter report: told how many entries of how many it has been.
    /// - Throws: when the machine fails, and `CancellationError`. A pack that is damaged is an outcome.
    package func run(report: @escaping @Sendable (Int64, Int64) -> Void = { _, _ in }) throws -> Outcome {
        var outcome = Outcome()
        do {
            let pack = try PackReading(path)
            outcome.isContainer = pack.names.contains("mimetype")
            guard let manifest = lookAtManifest(of: pack, &outcome) else { return outcome }
            outcome.manifest = manifest
            try lookAtFiles(of: pack, manifest, &outcome)
            try lookAtRange(of: pack, manifest, &outcome, report)
            if outcome.isContainer { try lookAtContainer(pack, &outcome) }
        } catch let error as ZipReader.Unreadable {
            outcome.flaws.add(.fileAltered, at: .file(path.lastName), error.description)
        }
        return outcome
    }

    // MARK: Files

    private func lookAtManifest(of pack: PackReading, _ outcome: inout Outcome) -> PackManifest? {
        let place = AuditPlace.file(PackManifest.fileName)
        do {
            let bytes = try pack.bytes(of: PackManifest.fileName)
            let isSealed = pack.names.contains(PackManifest.signatureName)
            let note = isSealed ? try pack.bytes(of: PackManifest.signatureName) : []
            if !keys.contains(where: { PackManifest.isSigned(String(decoding: note, as: UTF8.self), of: bytes, by: $0) }
            ) {
                outcome.flaws.add(.fileAltered, at: place, "signature")
                outcome.flaws.add(.headUnsigned, at: .file(PackManifest.signatureName))
            }
            let manifest = try JSONDecoder().decode(PackManifest.self, from: Data(bytes))
            guard manifest.format == PackManifest.currentFormat, let range = manifest.range.range,
                let period = manifest.period.range, range.lowerBound <= period.lowerBound,
                period.upperBound <= range.upperBound
            else {
                outcome.flaws.add(.fileAltered, at: place, "format, range")
                return nil
            }
            return manifest
        } catch {
            outcome.flaws.add(.fileAltered, at: place, "unreadable")
            return nil
        }
    }

    private func lookAtFiles(of pack: PackReading, _ manifest: PackManifest, _ outcome: inout Outcome) throws {
        let apart = [PackManifest.fileName, PackManifest.signatureName]
        for name in pack.names where manifest.files[name] == nil {
            if !apart.contains(name), !name.hasPrefix("META-INF/") {
                outcome.flaws.add(.fileAltered, at: .file(name), "not named by pack.json")
            }
        }
        for (name, stated) in manifest.files.sorted(by: { $0.key < $1.key }) {
            guard pack.names.contains(name) else {
                outcome.flaws.add(.fileMissing, at: .file(name))
                continue
            }
            let found = try pack.digest(of: name)
            if found.sha256 != stated.sha256 || found.size != stated.size {
                outcome.flaws.add(.fileAltered, at: .file(name), "sha256 \(found.sha256)")
            } else if name.hasPrefix("documents/") {
                outcome.documents += 1
                if name != "documents/\(found.sha256).edxml" {
                    outcome.flaws.add(.fileAltered, at: .file(name), "sha256 \(found.sha256)")
                }
            }
        }
    }

    /// The archive's manifest names every member with its digest; the signature over it is for openssl, or whoever has the
    /// anchors.
    private func lookAtContainer(_ pack: PackReading, _ outcome: inout Outcome) throws {
        var digests: [String: String] = [:]
        for name in pack.names where !name.hasPrefix("META-INF/") { digests[name] = try pack.digest(of: name).sha256 }
        let stated =
            pack.names.contains(ContainerSigner.manifestName) ? try pack.bytes(of: ContainerSigner.manifestName) : []
        if stated != Array(ContainerSigner.manifest(of: digests).utf8) {
            outcome.flaws.add(.fileAltered, at: .file(ContainerSigner.manifestName), "digests")
        }
        let der =
            pack.names.contains(ContainerSigner.signatureName) ? try pack.bytes(of: ContainerSigner.signatureName) : []
        if !ContainerSigner.isSigned(stated, by: der) {
            outcome.flaws.add(.fileAltered, at: .file(ContainerSigner.signatureName), "signature")
        }
    }

    // MARK: The range

    private func lookAtRange(
        of pack: PackReading, _ manifest: PackManifest, _ outcome: inout Outcome,
        _ report: @escaping @Sendable (Int64, Int64) -> Void
    ) throws {
        guard let range = manifest.range.range else { return }
        var walk = try PackWalk(
            pack, manifest, keys: keys, openings: openings, proven: Set(kept.flatMap(\.leaves.keys)))
        let heads = ["before", "after", "newest"].map { head(pack, "checkpoint-\($0)", &outcome) }
        walk.note(Set(kept.compactMap { $0.head(signedBy: keys)?.size }))
        try walk.run(range) { report($0, Int64(range.count)) }
        outcome.flaws.add(walk.flaws)
        (outcome.proven, outcome.whole, outcome.extracts) = (Int64(range.count), walk.whole, walk.extractCount)
        outcome.opened = walk.opened
        for (name, head, root) in [("before", heads[0], walk.before), ("after", heads[1], walk.after)] {
            guard let head else { continue }
            if head != root {
                let file = name == "before" ? "frontier.txt" : "leaves.txt"
                outcome.flaws.add(.rangeBroken, at: .file(file), "checkpoint-\(name)")
            }
        }
        if let after = heads[1], let newest = heads[2] {
            let path = try walk.hashes(in: "consistency.txt")
            if !TreeProof.continues(after, in: newest, path: path) {
                outcome.flaws.add(.rangeBroken, at: .file("consistency.txt"), "checkpoint-newest")
            }
            walk.known[newest.size] = newest.root
        }
        for proof in kept { look(at: proof, walk, &outcome) }
    }

    private func head(_ pack: PackReading, _ name: String, _ outcome: inout Outcome) -> TreeHead? {
        do {
            let note = String(decoding: try pack.bytes(of: name), as: UTF8.self)
            if let head = Checkpoint.verify(note, with: keys)?.head { return head }
        } catch {
            // A head that cannot be read is none.
        }
        outcome.flaws.add(.headUnsigned, at: .file(name))
        return nil
    }

    private func look(at proof: KeptProof, _ walk: PackWalk, _ outcome: inout Outcome) {
        guard let head = proof.head(signedBy: keys) else {
            return outcome.flaws.add(.keptUnsigned, at: .file(proof.name))
        }
        let contradicted = proof.leaves.filter { index, leaf in walk.leaf(at: index).map { $0 != leaf } ?? false }
        for index in contradicted.keys.sorted() { outcome.flaws.add(.keptDifferent, at: .entry(index), proof.name) }
        guard let root = walk.known[head.size] else {
            if contradicted.isEmpty, proof.leaves.keys.allSatisfy({ walk.leaf(at: $0) == nil }) {
                outcome.flaws.add(.keptBeyond, at: .entries(0...max(0, head.size - 1)), proof.name)
            }
            return
        }
        if root != head.root {
            outcome.flaws.add(.keptDifferent, at: .entries(0...max(0, head.size - 1)), proof.name)
        } else if contradicted.isEmpty {
            outcome.continued += 1
        }
    }
}

extension String {
    /// Of a path.
    fileprivate var lastName: String { URL(fileURLWithPath: self).lastPathComponent }
}
