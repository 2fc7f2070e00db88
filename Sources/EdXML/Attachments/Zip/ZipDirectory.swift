import SignedXML

/// What the entries said of themselves as they passed, to be confirmed by the central directory behind them.
///
/// A reader that goes from front to back believes the local headers, one that begins at the end the directory: where the
/// two differ, two recipients unpack two different documents.
struct ZipDirectory {
    /// One entry that has passed.
    struct Entry {
        let offset: UInt64
        let name: [UInt8]
        let isNamedInUTF8: Bool
        let method: UInt16
        let isEncrypted: Bool
        let checksum: UInt32
        let compressed: UInt64
        let inflated: UInt64
        var isConfirmed = false
    }

    private(set) var entries: [Entry] = []
    private var names: Set<[UInt8]> = []
    private(set) var namesLength = 0
    private var confirmed = 0

    /// Adds an entry's name.
    /// - Returns: whether it is the first of that name.
    mutating func add(name: [UInt8]) -> Bool {
        namesLength += name.count
        return names.insert(name).inserted
    }

    mutating func add(_ entry: Entry) { entries.append(entry) }

    /// Compares one entry of the central directory with what passed.
    /// - Returns: what differs; `nil` when nothing does.
    mutating func confirm(_ header: ZipCentralHeader) -> String? {
        guard let index = index(at: header.offset), !entries[index].isConfirmed else { return "offset" }
        entries[index].isConfirmed = true
        confirmed += 1
        let entry = entries[index]
        if header.name != entry.name { return "name" }
        // The same bytes are another name in another code.
        if header.fields.isNamedInUTF8 != entry.isNamedInUTF8, entry.name.contains(where: { $0 >= 0x80 }) {
            return "name encoding"
        }
        if header.fields.method != entry.method { return "method" }
        if header.fields.isEncrypted != entry.isEncrypted { return "encryption" }
        if header.fields.checksum != entry.checksum { return "CRC-32" }
        if header.fields.compressed != entry.compressed { return "compressed size" }
        if header.fields.inflated != entry.inflated { return "size" }
        return nil
    }

    /// An entry that passed and is not in the directory.
    var unconfirmed: Entry? { confirmed == entries.count ? nil : entries.first { !$0.isConfirmed } }

    /// Entries come with rising offsets. Most directories keep their order, too.
    private func index(at offset: UInt64) -> Int? {
        if entries.indices.contains(confirmed), entries[confirmed].offset == offset { return confirmed }
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].offset < offset { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].offset == offset ? low : nil
    }
}
