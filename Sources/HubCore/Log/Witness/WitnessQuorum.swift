/// The witnesses who count, and how many of them it takes to call a head witnessed.
package struct WitnessQuorum: Sendable, Hashable {
    package let keys: [WitnessKey]
    /// At least 1.
    package let needed: Int

    package init(_ keys: [WitnessKey], needed: Int = 1) {
        self.keys = keys
        self.needed = max(1, needed)
    }

    /// Nobody is asked, and nothing is ever witnessed.
    package static let none = WitnessQuorum([])

    package var isEmpty: Bool { keys.isEmpty }

    /// The cosignatures of those who count under a note, one for each, as they stand there.
    package func cosignatures(under note: String) -> [Cosignature] {
        guard let parts = NoteParts(note) else { return [] }
        return keys.compactMap { Cosignature(by: $0, among: parts.lines, of: parts.text) }
    }

    /// The newest head that enough of them cosigned.
    /// - Parameter kept: in any order.
    package func newest(of kept: [CosignedHead]) -> WitnessedHead? {
        let sizes = Dictionary(grouping: kept.filter { keys.contains($0.cosignature.witness) }, by: \.size)
        for (size, group) in sizes.sorted(by: { $0.key > $1.key }) {
            let standing = keys.compactMap { key in group.first { $0.cosignature.witness == key } }
            if standing.count >= needed, let first = standing.first {
                return WitnessedHead(size: size, note: first.note, cosignatures: standing.map(\.cosignature))
            }
        }
        return nil
    }
}

/// A head of the journal that one witness cosigned.
package struct CosignedHead: Sendable, Hashable {
    package let size: Int64
    /// The head as the hub signed it.
    package let note: String
    package let cosignature: Cosignature

    package init(size: Int64, note: String, cosignature: Cosignature) {
        self.size = size
        self.note = note
        self.cosignature = cosignature
    }
}

/// A head of the journal behind which a quorum of witnesses stands.
package struct WitnessedHead: Sendable, Hashable {
    package let size: Int64
    /// As the hub signed it.
    package let note: String
    package let cosignatures: [Cosignature]

    /// The note with the witnesses' lines under the hub's.
    package var text: String { note + cosignatures.map(\.line).joined() }

    /// When the first of them had all been seen by enough: the oldest of the cosignatures.
    package var at: Timestamp { cosignatures.map(\.at).min() ?? Timestamp(milliseconds: 0) }
}
