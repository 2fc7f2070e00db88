import EdXML
import HubCore
import HubStore
import SignedXML

/// What a judgement asks of the register: who is who, whose certificate it is, and who holds a document.
package protocol JudgingRegister: Sendable {
    /// What has to be taken to be in order, because this register does not know it.
    var leavesOpen: Set<NotJudged> { get }

    /// By any identifier that names it at `moment`, or else has named it; in any case.
    func agency(_ id: String, named name: String, at moment: Timestamp) async throws -> Agency?

    /// Under the identifiers as stated; unknown ones are left out.
    func agencies(_ parties: [MessageFacts.Party], at moment: Timestamp) async throws -> [String: Agency]

    /// Who may be meant by parties that cannot be served, or has taken over from them; under the identifiers as stated.
    func advice(on parties: [MessageFacts.Party], at moment: Timestamp) async throws -> [String: AgencyAdvice]

    /// What is known of a certificate that signs for `sender` (as the register has it, or as stated).
    func registration(of certificate: Certificate, signingFor sender: String) async throws -> Registration

    /// Who has the document referred to, but for those who were refused it; `nil` when that is not known.
    func holders(of reference: MessageFacts.Reference) async throws -> [String]?
}

/// The hub's own register and documents.
struct StoredRegister: JudgingRegister {
    let store: any Store

    var leavesOpen: Set<NotJudged> { [] }

    func agency(_ id: String, named name: String, at moment: Timestamp) async throws -> Agency? {
        try await store.agency(id, at: moment)
    }

    func agencies(_ parties: [MessageFacts.Party], at moment: Timestamp) async throws -> [String: Agency] {
        try await store.agencies(parties.map(\.id), at: moment)
    }

    func advice(on parties: [MessageFacts.Party], at moment: Timestamp) async throws -> [String: AgencyAdvice] {
        try await store.advice(on: parties, at: moment)
    }

    func registration(of certificate: Certificate, signingFor sender: String) async throws -> Registration {
        try await store.registration(of: certificate)
    }

    func holders(of reference: MessageFacts.Reference) async throws -> [String]? {
        guard let document = try await store.referenced(by: reference) else { return nil }
        return try await store.deliveries(of: document.id).filter { $0.state != .refused }.map(\.recipient)
    }
}

extension AgencyTable: JudgingRegister {
    package var leavesOpen: Set<NotJudged> { namesSigners ? [.holders] : [.certificateOwner, .holders] }

    package func agency(_ id: String, named name: String, at moment: Timestamp) -> Agency? { agency(id, at: moment) }

    package func agencies(_ parties: [MessageFacts.Party], at moment: Timestamp) -> [String: Agency] {
        let known = parties.compactMap { party in agency(party.id, at: moment).map { (party.id, $0) } }
        return Dictionary(known, uniquingKeysWith: { first, _ in first })
    }

    package func advice(on parties: [MessageFacts.Party], at moment: Timestamp) -> [String: AgencyAdvice] {
        let advice = parties.prefix(AgencyAdvice.recipients).map { party in
            let advice = AgencyAdvice(
                on: party, known: agency(party.id, at: moment), at: moment, among: { agencies },
                named: { agency($0, at: moment) })
            return (party.id, advice)
        }
        return Dictionary(advice, uniquingKeysWith: { first, _ in first })
    }

    package func registration(of certificate: Certificate, signingFor sender: String) -> Registration {
        Registration(
            certificate: namesSigners
                ? self.certificate(certificate.fingerprint) : RegisteredCertificate(certificate, of: sender))
    }

    package func holders(of reference: MessageFacts.Reference) -> [String]? { nil }
}

/// No register at all: every agency is taken to be in it, and every certificate to be its signer's.
struct AssumedRegister: JudgingRegister {
    var leavesOpen: Set<NotJudged> { [.register, .certificateOwner, .holders] }

    func agency(_ id: String, named name: String, at moment: Timestamp) -> Agency? {
        Agency(id: id, name: name.isEmpty ? id : name, centre: "", isLocal: true)
    }

    func agencies(_ parties: [MessageFacts.Party], at moment: Timestamp) -> [String: Agency] {
        let taken = parties.compactMap { party in
            agency(party.id, named: party.name, at: moment).map { (party.id, $0) }
        }
        return Dictionary(taken, uniquingKeysWith: { first, _ in first })
    }

    func advice(on parties: [MessageFacts.Party], at moment: Timestamp) -> [String: AgencyAdvice] { [:] }

    func registration(of certificate: Certificate, signingFor sender: String) -> Registration {
        Registration(certificate: RegisteredCertificate(certificate, of: sender))
    }

    func holders(of reference: MessageFacts.Reference) -> [String]? { nil }
}
