import Crypto
import Foundation
import HubCore
import HubStore
import SignedXML

/// A packet of the simulation: facts that inspection would have read, over bytes that say what it is.
struct Paper {
    let name: String
    let facts: MessageFacts
    let bytes: [UInt8]
    /// Whether its bytes were spoiled on the way, so that its signature does not hold.
    var isSpoiled = false

    var sha256: String { facts.sha256 }
    var payload: SpooledPayload { SpooledPayload(sha256: sha256, size: Int64(bytes.count), content: .bytes(bytes)) }

    init(_ name: String, _ facts: MessageFacts) {
        let bytes = Array(name.utf8)
        var facts = facts
        facts.sha256 = SHA256.hash(data: bytes).hexadecimal
        facts.size = Int64(bytes.count)
        (self.name, self.facts, self.bytes) = (name, facts, bytes)
    }

    /// The same packet with other bytes.
    func spoiled(_ number: Int) -> Paper {
        var paper = Paper("\(name) spoiled \(number)", facts)
        paper.isSpoiled = true
        return paper
    }
}

// MARK: What agencies write

extension Paper {
    static func document(_ number: Int, from sender: Agency, to recipients: [Agency], priority: Int) -> Paper {
        Paper(
            "document \(number) \(sender.id) → \(recipients.map(\.id).joined(separator: " ")) urgency \(priority)",
            facts(.document, from: sender, to: recipients, code: "\(number)/QĐ", documentID: "\(sender.id)#\(number)") {
                $0.priority = priority
            })
    }

    /// Another document under the code of this one, which its sender must not use again.
    func namesake(_ number: Int) -> Paper { Paper("namesake \(number) of \(name)", facts) }

    /// Asks for this document back, by a packet of its own or by a status.
    func recall(_ number: Int, from recipients: [Agency], by sender: Agency, asStatus: Bool, at moment: Timestamp)
        -> Paper
    {
        let about = reference(under: sender)
        let code = asStatus ? facts.code : "\(number)/TH"
        let names = recipients.map(\.id).joined(separator: " ")
        return Paper(
            "recall \(number) of \(facts.code) \(sender.id) → \(names)",
            Paper.facts(asStatus ? .status : .document, from: sender, to: recipients, code: code) { facts in
                if asStatus {
                    facts.responseFor = [about]
                    facts.status = StatedStatus(code: "13", at: moment, description: "Gửi nhầm")
                } else {
                    facts.businessType = 1
                    facts.businessDocumentID = about.documentID
                    facts.businessReason = "Gửi nhầm"
                    facts.responseFor = recipients.map {
                        MessageFacts.Reference(
                            organID: $0.id, code: about.code, documentID: about.documentID,
                            promulgationDate: about.promulgationDate)
                    }
                }
            })
    }

    /// A status about this document, to its sender.
    func status(_ code: String, _ number: Int, by speaker: Agency, to sender: Agency, at moment: Timestamp) -> Paper {
        let about = reference(under: sender)
        return Paper(
            "status \(number) \(code) of \(about.code) \(speaker.id) → \(sender.id)",
            Paper.facts(.status, from: speaker, to: [sender], code: about.code) { facts in
                facts.responseFor = [about]
                facts.status = StatedStatus(code: code, at: moment)
            })
    }

    private func reference(under sender: Agency) -> MessageFacts.Reference {
        MessageFacts.Reference(
            organID: sender.id, code: facts.code, documentID: facts.documentID, promulgationDate: facts.promulgationDate
        )
    }

    private static func facts(
        _ kind: MessageFacts.Kind, from sender: Agency, to recipients: [Agency], code: String,
        documentID: String? = nil,
        _ change: (inout MessageFacts) -> Void
    ) -> MessageFacts {
        var facts = MessageFacts(
            kind: kind, from: .init(id: sender.id, name: sender.name),
            to: recipients.map { .init(id: $0.id, name: $0.name) },
            documentID: documentID, code: code, promulgationDate: "2026-11-02", subject: "Về việc thử", sha256: "",
            size: 0)
        change(&facts)
        return facts
    }
}

// MARK: The decision about it

extension Paper {
    /// What the hub decides about it: the decision that the real intake asks for.
    func decision(from origin: Origin, now: Timestamp) -> Decision {
        decide(
            Evidence(
                facts: facts, origin: origin, sender: Register.agency(facts.from.id), recipients: Register.byIdentifier,
                findings: isSpoiled ? [Finding(SignatureRules.digest)] : [],
                policy: HubPolicy(documents: .off, statuses: .off, axisDocuments: .off, axisStatuses: .off)),
            now: now)
    }
}
