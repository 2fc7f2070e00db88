import HubCore
import HubStore

/// Puts receipts together from the journal.
package struct ReceiptDesk: Sendable {
    let store: any Store

    package init(store: any Store) { self.store = store }

    /// - Returns: `nil` while there is nothing to prove: the delivery has not been handed over.
    package func receipt(about subject: ProvenReceipt.Subject) async throws -> ProvenReceipt? {
        let proofs = try await store.journal(about: subject.document).filter { record in
            try Self.kinds.contains(record.kind)
                && JournalEntry(canonical: record.entry.utf8).fact.isProof(of: subject)
        }
        let hasHandOver = proofs.contains { Self.handOvers.contains($0.kind) }
        guard !proofs.isEmpty, subject.delivery == nil || hasHandOver else { return nil }
        let evidence = try await store.evidence(of: proofs.map(\.index))
        return ProvenReceipt(
            about: subject,
            entries: evidence.entries.map { ProvenReceipt.Entry(index: $0.index, entry: $0.entry, path: $0.path) },
            checkpoint: evidence.checkpoint, key: store.publicKey.text, witnesses: evidence.witnesses.map(\.text))
    }

    /// Those that ``HubCore/Fact/isProof(of:)`` may hold for; others are not read.
    private static let kinds = handOvers.union(["accepted", "continued", "addressed"])
    private static let handOvers: Set = [
        Moved.Event.delivered.rawValue, Moved.Event.fetched.rawValue, Moved.Event.acknowledged.rawValue,
    ]
}
