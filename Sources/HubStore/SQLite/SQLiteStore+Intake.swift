import Foundation
import GRDB
import HubCore

extension SQLiteStore: IntakeStore {
    package func spool() throws -> Spool { payloads.spool() }

    package func receipt(ofBytes sha256: String) async throws -> Receipt? {
        try await read { try $0.receipt(ofBytes: sha256) }
    }

    package func receipt(claiming claim: DocumentClaim) async throws -> Receipt? {
        try await read { try $0.receipt(claiming: claim) }
    }

    package func noteRepeat(
        ofBytes sha256: String, size: Int64, from origin: Origin, request: String? = nil, now: Timestamp
    ) async throws -> Receipt? {
        try await write(bytes: 0) {
            try $0.noteRepeat(ofBytes: sha256, size: size, from: origin, request: request, now: now)
        }
    }

    package func accept(
        _ document: IncomingDocument, payload: SpooledPayload, now: Timestamp
    ) async throws -> AcceptOutcome {
        guard payload.sha256 == document.facts.sha256, payload.size == document.facts.size else {
            throw StoreError(.inconsistent, "the payload is not the one the facts are about")
        }
        // A large payload must be on the disk before the commit that names it, and need not be when none will. What two at
        // once make of this is decided in the transaction; a file that is then not named is harmless.
        var isKept = false
        if case .file = payload.content {
            if try await read({ try $0.isRepeat(document) }) {
                payload.discard()
            } else {
                try await payloads.keep(payload)
                isKept = true
            }
        }
        defer { if isKept { payloads.settled(payload) } }
        return try await write(bytes: payload.heldBytes) { try $0.accept(document, payload: payload, now: now) }
    }

    package func refuse(_ refusal: Refusal, now: Timestamp) async throws -> Int64 {
        try await write(bytes: 0) { try $0.append(.refused(refusal), at: now) }
    }
}

extension Ledger {
    /// The decision about a repeat is made here, inside the transaction, so that two at once cannot both be first.
    func accept(_ document: IncomingDocument, payload: SpooledPayload, now: Timestamp) throws -> AcceptOutcome {
        let (origin, request, size) = (document.origin, document.request, payload.size)
        if let receipt = try noteRepeat(
            ofBytes: payload.sha256, size: size, from: origin, request: request, now: now)
        {
            return .duplicate(receipt)
        }
        if let claim = document.claimsAlone, let receipt = try db.receipt(claiming: claim) {
            let conflict = Repeated(
                document: receipt.documentID, origin: origin, sha256: payload.sha256, size: size, request: request)
            try append(.conflict(conflict), at: now)
            return .conflict(existing: receipt)
        }
        arrives(payload)
        let (first, rest) = document.acceptance
        try append(.accepted(first), at: now)
        for part in rest { try append(.continued(part), at: now) }
        guard let receipt, receipt.documentID == document.id else {
            throw StoreError(.broken, "an accepted document has no receipt")
        }
        try relate(document, now: now)
        return .accepted(receipt)
    }

    func noteRepeat(
        ofBytes sha256: String, size: Int64, from origin: Origin, request: String? = nil, now: Timestamp
    ) throws -> Receipt? {
        guard let receipt = try db.receipt(ofBytes: sha256) else { return nil }
        let again = Repeated(document: receipt.documentID, origin: origin, sha256: sha256, size: size, request: request)
        try append(.duplicate(again), at: now)
        // The axis has given it another name, by which a status may have asked for it.
        if case .axis = origin { try matchParked(with: receipt.documentID, now: now) }
        return receipt
    }
}

extension Database {
    func receipt(ofBytes sha256: String) throws -> Receipt? {
        try row(
            "SELECT receipt FROM payload JOIN document ON journal_index = position WHERE sha256 = ?",
            [Data(digest: sha256)]
        )?.json("receipt")
    }

    fileprivate func isRepeat(_ document: IncomingDocument) throws -> Bool {
        if try receipt(ofBytes: document.facts.sha256) != nil { return true }
        return try document.claimsAlone.map { try receipt(claiming: $0) != nil } ?? false
    }

    func receipt(claiming claim: DocumentClaim) throws -> Receipt? {
        let key = claim.key
        return try row(
            """
            SELECT receipt FROM document WHERE code_tolerant = ? AND sender = ? AND code_key = ? AND date_key = ?
                AND business_type = ? AND kind = 'document'
            """, [key.code.tolerantCode, key.issuer, key.code, key.date, claim.businessType]
        )?.json("receipt")
    }
}
