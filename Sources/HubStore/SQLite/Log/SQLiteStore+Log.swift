import GRDB
import HubCore

extension SQLiteStore: LogStore {
    package var publicKey: NoteKey { signer.publicKey }

    package func tile(_ name: TileName) async throws -> [UInt8]? {
        try await read { db in
            guard name.width <= name.tile.width(inTreeOf: try db.treeSize()) else { return nil }
            switch name.content {
            case .hashes:
                let hashes = try db.hashes(of: name.tile).prefix(name.width * Tile.hashLength)
                guard hashes.count == name.width * Tile.hashLength else {
                    throw StoreError(.lost, "tile \(name.tile.level)/\(name.number) of the journal's tree is too short")
                }
                return Array(hashes)
            case .entries:
                let first = name.number * Int64(Tile.fullWidth)
                return EntryBundle.encode(try db.entries(first..<(first + Int64(name.width))).map(\.utf8))
            }
        }
    }

    package func evidence(of indexes: [Int64]) async throws -> LogEvidence {
        if let witnessed = try await witnessedHead(), let newest = indexes.max(), newest < witnessed.size {
            return try await evidence(
                of: indexes, under: witnessed.text, size: witnessed.size,
                witnesses: witnessed.cosignatures.map(\.witness))
        }
        var head = try signedHead()
        if let newest = indexes.max(), newest >= head.tree.size {
            // It is committed, and its head is being written: whoever comes after it in the line finds that done.
            try await write { _ in }
            head = try signedHead()
        }
        return try await evidence(of: indexes, under: head.note, size: head.tree.size, witnesses: [])
    }

    private func evidence(
        of indexes: [Int64], under note: String, size: Int64, witnesses: [WitnessKey]
    ) async throws -> LogEvidence {
        try await read { db in
            var tree = db.tree(ofFirst: size)
            return LogEvidence(
                checkpoint: note, witnesses: witnesses,
                entries: try indexes.map { index in
                    guard index < size, let entry = try db.entries(index..<(index + 1)).first else {
                        throw StoreError(.inconsistent, "journal entry \(index) is not there yet")
                    }
                    return LogEvidence.Entry(index: index, entry: entry, path: try tree.inclusionProof(of: index))
                })
        }
    }

    package func consistencyProof(from older: Int64, to newer: Int64) async throws -> [[UInt8]]? {
        try await read { db in
            guard 0...newer ~= older, newer <= (try db.treeSize()) else { return nil }
            var tree = db.tree(ofFirst: newer)
            return try tree.consistencyProof(from: older)
        }
    }

    private func signedHead() throws -> (note: String, tree: TreeHead) {
        let note = headFile.note
        guard let head = Checkpoint(text: note)?.head else {
            throw StoreError(.broken, "the journal's head cannot be read")
        }
        return (note, head)
    }
}

extension Database {
    /// - Throws: ``StoreError/Code/lost`` unless every one of them is there.
    fileprivate func entries(_ range: Range<Int64>) throws -> [String] {
        let entries = try rows(
            "SELECT entry FROM journal WHERE idx >= ? AND idx < ? ORDER BY idx", [range.lowerBound, range.upperBound]
        ).map { try $0.required("entry") as String }
        guard entries.count == range.count else {
            throw StoreError(
                .lost, "of the journal entries \(range.lowerBound)…\(range.upperBound - 1) some are missing")
        }
        return entries
    }
}
