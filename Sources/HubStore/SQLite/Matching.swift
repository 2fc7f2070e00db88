import Foundation
import GRDB
import HubCore

/// What is looked for: the document a packet speaks of.
struct Search {
    /// With the issuer's identifier in the register.
    var reference: MessageFacts.Reference
    /// Who speaks, where that may tell documents apart: only one of them was sent to, or by, that agency.
    var speaker: String?
    /// The packet that speaks; it never means itself.
    var packet: DocumentID?

    init(_ reference: MessageFacts.Reference, speaker: String? = nil, packet: DocumentID? = nil) {
        self.reference = reference
        self.speaker = speaker
        self.packet = packet
    }
}

/// What was found.
enum SearchOutcome {
    case one(Found)
    /// Ambiguity is never resolved by a guess.
    case several([DocumentID])
    /// With those that look alike.
    case none([DocumentID])
}

struct Found {
    let document: DocumentID
    let sender: String
    /// The packet found is a request itself (type 1, 2, or a status 13).
    let isRequest: Bool
    let match: Match
}

extension Database {
    /// Tries one name after the other, from the surest on (``Match/Quality``), and stops at the first by which there is any
    /// document.
    func find(_ search: Search) throws -> SearchOutcome {
        let reference = search.reference
        let key = DocumentKey(issuer: reference.organID, date: reference.promulgationDate, code: reference.code)
        for quality in Match.Quality.allCases {
            let found = try candidates(by: quality, search, key).filter { $0.id != search.packet }
            guard !found.isEmpty else { continue }
            let named = try narrowed(found, search)
            guard let only = named.first, named.count == 1 else { return .several(named.map(\.id)) }
            let match = Match(quality, disagrees: only.disagreements(with: reference, key, by: quality))
            return .one(
                Found(document: only.id, sender: only.sender, isRequest: only.isRequest, match: match))
        }
        return .none(try lookalikes(of: key, search))
    }

    private func candidates(by quality: Match.Quality, _ search: Search, _ key: DocumentKey) throws -> [Candidate] {
        let name = search.reference.documentID?.canonicalIdentifier ?? ""
        switch quality {
        case .docID: return try named(search.reference.documentID ?? "")
        case .documentID:
            return name.isEmpty ? [] : try documents("document_key = ? AND sender = ?", [name, key.issuer])
        case .naturalKey:
            if key.date.isEmpty || key.code.isEmpty { return [] }
            return try documents(
                "sender = ? AND code_tolerant = ? AND code_key = ? AND date_key = ?",
                [key.issuer, key.code.tolerantCode, key.code, key.date])
        case .conventional:
            guard let other = search.reference.conventional else { return [] }
            return try tolerant(
                DocumentKey(
                    issuer: registered(other.organID), date: other.promulgationDate, code: other.code))
        case .codeAlone:
            if !key.date.isEmpty || key.code.isEmpty { return [] }
            return try documents(
                "sender = ? AND code_tolerant = ? AND code_key = ?", [key.issuer, key.code.tolerantCode, key.code])
        case .tolerant: return key.code.isEmpty ? [] : try tolerant(key)
        case .byHand: return []
        }
    }

    /// By the name that the hub, or the axis, gave a packet or one delivery of it.
    private func named(_ text: String) throws -> [Candidate] {
        let name = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if name.isEmpty { return [] }
        return try documents(
            """
            id IN (SELECT document FROM delivery WHERE id = ?2 OR reference IN (?1, ?2, ?3)
                UNION SELECT document FROM axis_item WHERE doc_id IN (?1, ?2, ?3) AND outcome IN ('accepted', 'duplicate')
                UNION SELECT ?2)
            """, [name, name.lowercased(), name.uppercased()], alsoStatuses: true)
    }

    private func tolerant(_ key: DocumentKey) throws -> [Candidate] {
        try documents(
            "code_tolerant = ?1 AND sender = ?2 AND ?3 IN ('', date_key)",
            [key.code.tolerantCode, key.issuer, key.date])
    }

    private func documents(
        _ condition: String, _ arguments: StatementArguments, alsoStatuses: Bool = false
    ) throws -> [Candidate] {
        let kinds = alsoStatuses ? "" : " AND kind = 'document'"
        return try rows(
            """
            SELECT id, sender, kind, business_type, document_key, code_tolerant, date_key FROM document
            WHERE (\(condition))\(kinds) ORDER BY journal_index DESC LIMIT 100
            """, arguments
        ).map(Candidate.init)
    }

    /// Of several, those that can be meant: documents before requests about documents, those the speaker has a part in, and
    /// what has taken another's place before that other.
    private func narrowed(_ all: [Candidate], _ search: Search) throws -> [Candidate] {
        var left = all
        func keep(_ isMeant: (Candidate) throws -> Bool) rethrows {
            let meant = left.count > 1 ? try left.filter(isMeant) : []
            if !meant.isEmpty { left = meant }
        }
        keep { !$0.isRequest }
        if let speaker = search.speaker {
            try keep {
                try $0.sender == speaker
                    || number(
                        "SELECT 1 FROM delivery WHERE document = ? AND recipient = ?", [$0.id.text, speaker]) != nil
            }
        }
        let replaced = try left.map { candidate in
            try text(
                "SELECT packet FROM relation WHERE document = ? AND kind = 'replace' LIMIT 1", [candidate.id.text])
        }
        let standing = Dictionary(zip(left.map(\.id), replaced)) { first, _ in first }
        let names = Set(left.map(\.id.text))
        keep { candidate in !names.contains((standing[candidate.id] ?? nil) ?? "") }
        return left
    }

    /// Another year's or another issuer's, for a person to choose from.
    private func lookalikes(of key: DocumentKey, _ search: Search) throws -> [DocumentID] {
        try rows(
            """
            SELECT id FROM document WHERE kind = 'document' AND (code_tolerant = :code AND sender = :issuer
                OR code_tolerant = :code AND code_key = :exact AND EXISTS (
                    SELECT 1 FROM delivery WHERE document = document.id AND recipient = :speaker))
            ORDER BY journal_index DESC LIMIT 10
            """,
            [
                "code": key.code.tolerantCode, "issuer": key.issuer, "exact": key.code, "speaker": search.speaker,
            ]
        ).map { try $0.identifier("id") }
    }
}

/// A document that may be the one looked for.
private struct Candidate {
    let id: DocumentID
    let sender: String
    let isRequest: Bool
    let documentKey: String?
    let code: String
    let date: String

    init(_ row: Row) throws {
        id = try row.identifier("id")
        sender = try row.required("sender")
        let type: Int = try row.required("business_type")
        isRequest = try row.required("kind") as String == "status" || type == 1 || type == 2
        documentKey = row["document_key"] as String?
        code = try row.required("code_tolerant")
        date = try row.required("date_key")
    }

    /// What is stated otherwise than the document has it.
    func disagreements(
        with reference: MessageFacts.Reference, _ key: DocumentKey, by quality: Match.Quality
    ) -> [String] {
        var found: [String] = []
        if !key.code.isEmpty, key.code.tolerantCode != code { found.append("code") }
        if !key.date.isEmpty, key.date != date { found.append("date") }
        let name = reference.documentID?.canonicalIdentifier ?? ""
        if quality != .docID, !name.isEmpty, let documentKey, name != documentKey { found.append("documentID") }
        return found
    }
}
