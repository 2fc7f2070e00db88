import Crypto

/// From here on the hub goes by these settings.
package struct Configured: Sendable, Hashable, Codable {
    /// All that is set, by name (`limits.maxDocumentBytes`): defaults too, and of secrets only that there are any. What was too
    /// long stands cut, with the digest of the whole.
    package let settings: [String: String]
    /// Names whose values are others than in the entry of this kind before, those that are gone included; sorted. The last is
    /// `…` when there would be too many. Empty in the first entry.
    package let changed: [String]

    /// - Parameters:
    ///   - settings: as ``fitting(_:)`` gives them.
    ///   - former: those of the entry before; empty when there was none.
    /// - Returns: `nil` when nothing has changed.
    package init?(_ settings: [String: String], after former: [String: String]) {
        guard settings != former else { return nil }
        self.settings = settings
        let names = Set(settings.keys).union(former.keys).filter { settings[$0] != former[$0] }.sorted()
        changed = former.isEmpty ? [] : Self.first(names)
    }

    /// Bytes of canonical JSON; with what is around them they stay below ``JournalEntry/largest``.
    private static let (roomForSettings, roomForNames) = (44_000, 18_000)

    private static func first(_ names: [String]) -> [String] {
        var (first, room): ([String], Int) = ([], roomForNames)
        for name in names {
            // Two quotation marks, a comma, and nothing in a name that is escaped.
            room -= name.utf8.count + 3
            guard room >= 0 else { return first + ["…"] }
            first.append(name)
        }
        return first
    }

    /// The settings as far as they go into one entry: long values cut, and beyond some thousand names one digest for the rest.
    /// - Throws: `EncodingError`
    package static func fitting(_ settings: [String: String]) throws -> [String: String] {
        for length in [1000, 300, 120] {
            let cut = settings.mapValues { $0.cut(to: length) }
            if try CanonicalJSON.encode(cut).count <= roomForSettings { return cut }
        }
        return try firstOfMany(settings.mapValues { $0.cut(to: 120) })
    }

    private static func firstOfMany(_ settings: [String: String]) throws -> [String: String] {
        var (kept, rest): ([String: String], [String: String]) = ([:], [:])
        // For the one that stands for the rest.
        var room = roomForSettings - 200
        for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
            room -= try CanonicalJSON.encode([name: value]).count
            if room >= 0 { kept[name] = value } else { rest[name] = value }
        }
        kept["…"] = "\(rest.count): sha256 \(SHA256.hash(data: try CanonicalJSON.encode(rest)).hexadecimal)"
        return kept
    }
}

extension String {
    /// Its beginning, and the digest of the whole, where it is longer than so many bytes.
    fileprivate func cut(to length: Int) -> String {
        guard utf8.count > length else { return self }
        let digest = SHA256.hash(data: Array(utf8)).hexadecimal
        // A scalar has four bytes at most.
        return clipped(to: length / 4) + " (\(utf8.count) byte, sha256 \(digest))"
    }
}
