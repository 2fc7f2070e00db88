import Crypto
import Foundation
import HubCore

/// Goes through the hashes of a pack's range, with the entries and extracts that lie beside some of them.
struct PackWalk {
    private let pack: PackReading
    private let manifest: PackManifest
    private let keys: [NoteKey]
    private let openings: [Int64: [Opening]]
    private var entries: NumberedLines
    private var extracts: NumberedLines
    private var wanted: [Int64] = []
    /// The hashes of the entries shown, and of those that somebody asked for.
    private var seen: [Int64: [UInt8]] = [:]

    private(set) var flaws = AuditFlaws()
    private(set) var before: TreeHead?
    private(set) var after: TreeHead?
    private(set) var whole: Int64 = 0
    private(set) var extractCount: Int64 = 0
    private(set) var opened = 0
    /// Roots, by the size of their trees.
    var known: [Int64: [UInt8]] = [:]
    /// Of the first and the last entry of the range, where they are shown.
    private var times: (first: Timestamp?, last: Timestamp?) = (nil, nil)
    private let proven: Set<Int64>

    init(
        _ pack: PackReading, _ manifest: PackManifest, keys: [NoteKey], openings: [Opening], proven: Set<Int64>
    ) throws {
        (self.pack, self.manifest, self.keys, self.proven) = (pack, manifest, keys, proven)
        self.openings = Dictionary(grouping: openings, by: \.index)
        entries = try NumberedLines(pack, "entries.txt")
        extracts = try NumberedLines(pack, "extracts.txt")
    }

    /// Sizes at which the root is wanted.
    mutating func note(_ sizes: Set<Int64>) { wanted = sizes.sorted() }

    /// The hash at a place, of those that were asked for.
    func leaf(at index: Int64) -> [UInt8]? { seen[index] }

    func hashes(in name: String) throws -> [[UInt8]] {
        String(decoding: try pack.bytes(of: name), as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false
        )
        .dropLast().map { [UInt8](hexadecimal: String($0)) ?? [] }
    }

    mutating func run(_ range: Range<Int64>, report: (Int64) -> Void) throws {
        guard var edge = MerkleFrontier(size: range.lowerBound, hashes: try hashes(in: "frontier.txt")) else {
            return flaws.add(.rangeBroken, at: .file("frontier.txt"), "hashes")
        }
        before = edge.head
        note(edge)
        let leaves = try PackLines(pack, "leaves.txt")
        for index in range {
            if index & 0xFFF == 0 {
                try Task.checkCancellation()
                report(index - range.lowerBound)
            }
            guard let line = try leaves.next(), line.count == 2 * Tile.hashLength,
                let leaf = [UInt8](hexadecimal: String(decoding: line, as: UTF8.self))
            else {
                return flaws.add(
                    .rangeBroken, at: .part("line \(index - range.lowerBound + 1)", of: "leaves.txt"), "hash")
            }
            edge.append(leaf)
            note(edge)
            if proven.contains(index) { seen[index] = leaf }
            try look(at: index, leaf, range)
        }
        if try leaves.next() != nil { flaws.add(.rangeBroken, at: .file("leaves.txt"), "lines") }
        after = edge.head
        lookAtEnds(range)
        for (name, lines) in [("entries.txt", entries), ("extracts.txt", extracts)] where lines.current != nil {
            flaws.add(.packEntryAltered, at: .part("line \(lines.line)", of: name), "index")
        }
        for (name, stated, found) in [
            ("whole", manifest.whole, whole), ("extracts", manifest.extracts, extractCount),
            ("left", manifest.left, Int64(range.count) - whole - extractCount),
        ] where stated != found {
            flaws.add(.packMiscounted, at: .part(name, of: PackManifest.fileName), "\(found)")
        }
    }

    private mutating func note(_ edge: MerkleFrontier) {
        while let size = wanted.first, size <= edge.size {
            wanted.removeFirst()
            if size == edge.size { known[size] = edge.root }
        }
    }

    // MARK: Entries and extracts

    private mutating func look(at index: Int64, _ leaf: [UInt8], _ range: Range<Int64>) throws {
        if let (number, line) = entries.current, number == index {
            whole += 1
            if MerkleFrontier.leafHash(of: line) != leaf {
                flaws.add(.packEntryAltered, at: .entry(index), "entries.txt, line \(entries.line)")
            } else if let entry = try? JournalEntry(canonical: line) {
                note(entry.at, at: index, range)
            } else {
                flaws.add(.entryUnreadable, at: .entry(index))
            }
            try entries.advance()
        }
        if let (number, line) = extracts.current, number == index {
            extractCount += 1
            lookAtExtract(line, index, leaf, range)
            try extracts.advance()
        }
    }

    private mutating func note(_ time: Timestamp, at index: Int64, _ range: Range<Int64>) {
        if index == range.lowerBound { times.first = time }
        if index == range.upperBound - 1 { times.last = time }
    }

    private mutating func lookAtExtract(_ line: [UInt8], _ index: Int64, _ leaf: [UInt8], _ range: Range<Int64>) {
        guard let extract = try? JSONDecoder().decode(EntryExtract.self, from: Data(line)), extract.index == index,
            (try? CanonicalJSON.encode(extract)) == line, keys.contains(where: { extract.isSigned(by: $0, of: leaf) })
        else { return flaws.add(.extractUnsigned, at: .entry(index)) }
        if let time = extract.entry["at"]?.text.flatMap(Timestamp.init(rfc3339:)) { note(time, at: index, range) }
        open(extract, leaf)
    }

    /// Puts back what is opened; an entry that is whole again must be the one under the leaf.
    private mutating func open(_ extract: EntryExtract, _ leaf: [UInt8]) {
        guard let openings = openings[extract.index] else { return }
        var entry = extract.entry
        for opening in openings {
            guard let commitment = try? opening.commitment, entry.value(at: opening.path[...]) == commitment else {
                flaws.add(.openingFalse, at: .entry(extract.index), "/" + opening.path.joined(separator: "/"))
                return
            }
            entry = entry.replacing(opening.path[...], by: opening.value)
        }
        guard entry.withheld == 0 else { return }
        guard let bytes = try? CanonicalJSON.encode(entry), MerkleFrontier.leafHash(of: bytes) == leaf else {
            return flaws.add(.openingFalse, at: .entry(extract.index), "leaf")
        }
        opened += 1
    }

    /// The neighbours of the period show by their times that nothing of it lies outside of the range.
    private mutating func lookAtEnds(_ range: Range<Int64>) {
        guard let period = manifest.period.range else { return }
        if period.lowerBound > range.lowerBound, times.first.map({ $0 >= manifest.from }) ?? true {
            flaws.add(.rangeBroken, at: .entry(range.lowerBound), "from")
        }
        if period.upperBound < range.upperBound, times.last.map({ $0 < manifest.to }) ?? true {
            flaws.add(.rangeBroken, at: .entry(range.upperBound - 1), "to")
        }
        if period.lowerBound > 0, period.lowerBound == range.lowerBound {
            flaws.add(.rangeBroken, at: .part("period", of: PackManifest.fileName), "from")
        }
    }
}

/// Lines that begin with the index of an entry, in its order.
private struct NumberedLines {
    private let lines: PackLines
    private(set) var current: (index: Int64, line: [UInt8])?
    /// Of ``current``, the first being 1.
    private(set) var line = 0

    init(_ pack: PackReading, _ name: String) throws {
        lines = try PackLines(pack, name)
        try advance()
    }

    mutating func advance() throws {
        current = nil
        guard let text = try lines.next() else { return }
        line += 1
        let space = text.firstIndex(of: 0x20) ?? text.endIndex
        let index = Int64(String(decoding: text[..<space], as: UTF8.self)) ?? -1
        current = (index, Array(text[space...].dropFirst()))
    }
}
