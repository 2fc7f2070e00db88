import HubCore

/// Taking messages in.
package protocol IntakeStore: Sendable {
    /// A place for one incoming body. Nothing of it is durable before ``accept(_:payload:now:)``.
    func spool() throws -> Spool

    /// The receipt already given for exactly these bytes, so that a repeat needs no inspection; `nil` when there is none.
    func receipt(ofBytes sha256: String) async throws -> Receipt?

    /// The receipt of the document that bears a claim (see ``IncomingDocument/claimsAlone``); `nil` when it is free.
    func receipt(claiming claim: DocumentClaim) async throws -> Receipt?

    /// Journals that bytes accepted before came again; from the axis, its `docID` is noted in the ledger too, so that it can
    /// be told `done`.
    ///
    /// For what must be told a repeat before it is judged: the axis brings our own agencies' documents back to those of
    /// their recipients that are ours as well.
    /// - Parameter request: ``IncomingDocument/request``
    /// - Returns: the receipt given then; `nil`, and nothing is changed, when the bytes are new.
    func noteRepeat(
        ofBytes sha256: String, size: Int64, from origin: Origin, request: String?, now: Timestamp
    ) async throws -> Receipt?

    /// Makes a message durable: payload, document, deliveries, journal entries, duplicate key, and what it states about
    /// other documents (a status is recorded on the delivery it is about, or parked; parked statuses that were waiting
    /// for this document are recorded).
    ///
    /// The payload is used up: kept, or dropped when it is a repeat. From the axis, its `docID` is noted in the ledger in the same transaction, whatever the outcome.
    /// When it returns `.accepted`, everything is on the disk, and whoever awaits ``DispatchStore/wakeUps()`` is woken.
    func accept(_ document: IncomingDocument, payload: SpooledPayload, now: Timestamp) async throws -> AcceptOutcome

    /// Journals an upload that was not accepted; from the axis, its `docID` is noted in the ledger too.
    /// - Returns: the journal index of the entry.
    func refuse(_ refusal: Refusal, now: Timestamp) async throws -> Int64
}

/// What became of a message offered to ``IntakeStore/accept(_:payload:now:)``.
package enum AcceptOutcome: Sendable {
    case accepted(Receipt)
    /// The same bytes were accepted before: the receipt given then. The repeat is journalled.
    case duplicate(Receipt)
    /// A document of this sender with this natural key and business type was accepted before, with other bytes: its
    /// receipt. The attempt is journalled; nothing else changes.
    case conflict(existing: Receipt)
}
