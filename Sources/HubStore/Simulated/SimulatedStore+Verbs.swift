import Foundation
import GRDB
import HubCore

/// The verbs of the store, each as the piece of work that ``SQLiteStore`` puts to its committer. All return whether
/// ``SimulatedStore/write()`` has to be called.
extension SimulatedStore {
    package typealias Answer<T> = (Result<T, any Error>) -> Void

    package func accept(
        _ document: IncomingDocument, _ payload: SpooledPayload, now: Timestamp, then: @escaping Answer<AcceptOutcome>
    ) -> Bool {
        if mistake == .forgetsDuplicates {
            return submit(
                { ledger in
                    // The digest is taken over something that differs each time, so it never comes again.
                    let digest = String(format: "%064x", ledger.size)
                    let again = SpooledPayload(sha256: digest, size: payload.size, content: payload.content)
                    return try ledger.accept(document.named(byDigest: digest), payload: again, now: now)
                }, then: then)
        }
        return submit({ try $0.accept(document, payload: payload, now: now) }, then: then)
    }

    package func refuse(_ refusal: Refusal, now: Timestamp, then: @escaping Answer<Int64>) -> Bool {
        submit({ try $0.append(.refused(refusal), at: now) }, then: then)
    }

    package func note(_ fact: Fact, now: Timestamp, then: @escaping Answer<Int64>) -> Bool {
        submit({ try $0.append(fact, at: now) }, then: then)
    }

    // MARK: Sending on

    /// What was claimed, and what was due and stayed: not what came with the same commit, later.
    package typealias Claimed = (round: ClaimRound, left: [(id: DeliveryID, priority: Int)])

    package func claim(
        _ places: DestinationHealth.Places, _ turns: Turns, owner: String, until: Timestamp, now: Timestamp,
        then: @escaping Answer<Claimed>
    ) -> Bool {
        submit(
            { [mistake] ledger in
                let lease = Transport.Lease(
                    owner: owner, until: mistake == .keepsLeases ? Timestamp(milliseconds: .max) : until)
                if mistake == .claimsUrgentLast { try ledger.db.run(Database.turnLanesOver) }
                if mistake == .forgetsLeases {
                    try ledger.db.run("UPDATE delivery SET due_at = 0 WHERE state = 'leased'")
                }
                let round = try ledger.claim(.axis, places, turns, lease: lease, now: now)
                if mistake == .claimsUrgentLast { try ledger.db.run(Database.turnLanesOver) }
                return (round, try ledger.db.dueUnclaimed(now: now, but: places.crowded))
            }, then: then)
    }

    package func extend(_ claim: Claim, until: Timestamp, then: @escaping Answer<Settlement>) -> Bool {
        submit({ try $0.extend(claim, until: until) }, then: then)
    }

    package func settle(
        _ claim: Claim, _ outcome: DispatchOutcome, now: Timestamp, then: @escaping Answer<Settlement>
    ) -> Bool {
        submit({ try $0.settle(claim, outcome, now: now) }, then: then)
    }

    // MARK: Mailboxes and the axis

    package func markFetched(
        _ delivery: DeliveryID, by: String, now: Timestamp, then: @escaping Answer<AcknowledgeOutcome>
    ) -> Bool {
        submit(
            { [mistake] ledger in
                guard mistake == .movesWithoutFact else {
                    return try ledger.answer(delivery, .fetched, as: .fetched, by: by, now: now)
                }
                try ledger.db.run(
                    "UPDATE delivery SET state = 'fetched', fetched_at = ? WHERE id = ? AND state = 'available'",
                    [now.milliseconds, delivery.text])
                return .recorded
            }, then: then)
    }

    package func acknowledge(
        _ delivery: DeliveryID, _ word: Acknowledgement, by: String, now: Timestamp,
        then: @escaping Answer<AcknowledgeOutcome>
    ) -> Bool {
        submit(
            {
                try $0.answer(
                    delivery, .acknowledged(word, description: nil), as: .acknowledged, by: by, now: now)
            }, then: then)
    }

    package func acknowledgedUpstream(_ docID: String, now: Timestamp, then: @escaping Answer<Void>) -> Bool {
        submit({ try $0.acknowledgedUpstream(docID, now: now) }, then: then)
    }
}

extension IncomingDocument {
    fileprivate func named(byDigest sha256: String) -> IncomingDocument {
        var facts = facts
        facts.sha256 = sha256
        return IncomingDocument(
            id: id, origin: origin, sender: sender, facts: facts, deliveries: deliveries, copies: copies,
            notices: notices)
    }
}

extension Database {
    fileprivate static let turnLanesOver = "UPDATE delivery SET lane = 8 - lane + 2 * (lane % 2)"
}
