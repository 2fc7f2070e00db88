import GRDB
import HubCore

extension SQLiteStore {
    package func advice(
        on parties: [MessageFacts.Party], at moment: Timestamp
    ) async throws -> [String: AgencyAdvice] {
        try await read { db in
            var advice: [String: AgencyAdvice] = [:]
            for party in parties.prefix(AgencyAdvice.recipients) where advice[party.id] == nil {
                advice[party.id] = try AgencyAdvice(
                    on: party, known: try db.agency(party.id, at: moment), at: moment,
                    among: { try db.agencies(like: party) }, named: { try db.agency($0, at: moment) })
            }
            return advice
        }
    }

    package func agencies(matching text: String, limit: Int) async throws -> [Agency] {
        try await read { db in
            var found = try [db.agency(text)].compactMap(\.self)
            let prefix = text.canonicalIdentifier
            if !prefix.isEmpty {
                found += try db.rows(
                    """
                    SELECT record FROM agency WHERE id IN (
                        SELECT agency FROM agency_identifier WHERE identifier >= :prefix AND identifier < :prefix || x'7F'
                        ORDER BY identifier LIMIT :limit)
                    ORDER BY id
                    """, ["prefix": prefix, "limit": limit]
                ).map { try $0.json("record") }
            }
            found += try db.agencies(named: AgencySpelling.words(ofName: text), asPrefix: true, limit: limit)
            var seen: Set<String> = []
            return Array(found.filter { seen.insert($0.id).inserted }.prefix(limit))
        }
    }
}

/// Every look here goes over an index and is bounded, whatever was stated.
extension Database {
    /// Agencies whose identifier or name is written much like the one stated.
    fileprivate func agencies(like party: MessageFacts.Party) throws -> [Agency] {
        try agencies(spelt: AgencySpelling.skeleton(ofIdentifier: party.id)) + neighbours(of: party.id)
            + agencies(
                named: AgencySpelling.words(ofName: party.name), near: AgencySpelling.root(of: party.id), limit: 8)
    }

    private func agencies(spelt skeleton: String) throws -> [Agency] {
        try rows(
            """
            SELECT record FROM agency
            WHERE id IN (SELECT agency FROM agency_identifier WHERE skeleton = ? LIMIT 16)
            """, [skeleton]
        ).map { try $0.json("record") }
    }

    /// Those below the same parent whose identifier differs in one letter.
    private func neighbours(of identifier: String) throws -> [Agency] {
        let stated = identifier.canonicalIdentifier.clipped(to: 35)
        guard let dot = stated.lastIndex(of: ".") else { return [] }
        let family = try rows(
            """
            SELECT identifier, agency FROM agency_identifier
            WHERE identifier > :prefix AND identifier < :prefix || x'7F'
                AND length(identifier) BETWEEN :length - 1 AND :length + 1
            ORDER BY identifier LIMIT 2000
            """, ["prefix": String(stated[...dot]), "length": stated.utf8.count])
        let near = try family.filter { AgencySpelling.isOneSlip(from: stated, to: try $0.required("identifier")) }
        return try near.prefix(16).compactMap { try agency(exactly: try $0.required("agency")) }
    }

    /// Those whose names have all of the words; exactly these words first, then the same ministry or province.
    fileprivate func agencies(
        named words: String, near root: String? = nil, asPrefix: Bool = false, limit: Int
    ) throws -> [Agency] {
        let list = words.split(separator: " ").prefix(24)
        guard !list.isEmpty else { return [] }
        let pattern = list.map { "\"\($0)\"" }.joined(separator: " ") + (asPrefix ? "*" : "")
        return try rows(
            """
            SELECT record FROM (SELECT rowid FROM agency_name WHERE agency_name MATCH :pattern LIMIT 500) AS hit
                JOIN agency ON number = hit.rowid
            ORDER BY words = :words DESC, substr(id, 1, 3) = :root DESC, length(words), id LIMIT :limit
            """, ["pattern": pattern, "words": words, "root": root, "limit": limit]
        ).map { try $0.json("record") }
    }
}
