/// The entries of one tile of leaves, one after the other, each behind its length as two bytes, most significant first
/// (C2SP *tlog-tiles*, "Log Entries").
package enum EntryBundle {
    /// - Parameter entries: each at most ``JournalEntry/largest`` bytes; more are not written by any hub.
    package static func encode(_ entries: some Sequence<some Collection<UInt8>>) -> [UInt8] {
        var bytes: [UInt8] = []
        for entry in entries {
            bytes.append(UInt8(truncatingIfNeeded: entry.count >> 8))
            bytes.append(UInt8(truncatingIfNeeded: entry.count))
            bytes += entry
        }
        return bytes
    }

    /// `nil` when a length leads beyond the end.
    package static func decode(_ bytes: [UInt8]) -> [[UInt8]]? {
        var (entries, position): ([[UInt8]], Int) = ([], 0)
        while position < bytes.count {
            guard position + 2 <= bytes.count else { return nil }
            let end = position + 2 + (Int(bytes[position]) << 8 | Int(bytes[position + 1]))
            guard end <= bytes.count else { return nil }
            entries.append(Array(bytes[(position + 2)..<end]))
            position = end
        }
        return entries
    }
}
