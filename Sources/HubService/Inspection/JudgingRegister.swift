import EdXML
import HubCore
import HubStore
import SignedXML

/// What a judgement asks of the register: who is who, whose certificate it is, and who holds a document.
package protocol JudgingRegister: Sendable {
    /// What has to be taken to be in order, because this register does not know it.
    var leavesOpen: Set<NotJudged> { get }

    /// By the old or the new identifier, in any case.
    func agency(_ id: String, named name: String) async throws -> Agency?

    /// Under the identifiers as stated; unknown ones are left out.
    func agencies(_ parties: [MessageFacts.Party]) async throws -> [String: Agency]

    /// What is known of a certificate that signs for `sender` (as the register has it, or as stated).
    func registration(of certificate: Certificate, signingFor sender: String) async throws -> Registration

    /// Who has the document referred to, but for those who were refused it; `nil` when that is not known.
    func holders(of reference: MessageFacts.Reference) async throws -> [String]?
}

/// The hub's own register and documents.
struct StoredRegister: JudgingRegister {
    let store: any Store

    var leavesOpen: Set<NotJudged> { [] }

    func agency(_ id: String, named name: String) async throws -> Agency? { try await store.agency(id) }

    func agencies(_ parties: [MessageFacts.Party]) async throws -> [String: Agency] {
        try await store.agencies(parties.map(\.id))
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

    package func agency(_ id: String, named name: String) -> Agency? { agency(id) }

    package func agencies(_ parties: [MessageFacts.Party]) -> [String: Agency] {
        let known = parties.compactMap { party in agency(party.id).map { (party.id, $0) } }
        return Dictionary(known, uniquingKeysWith: { first, _ in first })
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

    func agency(_ id: String, named name: String) -> Agency? {
        Agency(id: id, name: name.isEmpty ? id : name, centre: "", isLocal: true)
    }

    func agencies(_ parties: [MessageFacts.Party]) -> [String: Agency] {
        let taken = parties.compactMap { party in agency(party.id, named: party.name).map { (party.id, $0) } }
        return Dictionary(taken, uniquingKeysWith: { first, _ in first })
    }

    func registration(of certificate: Certificate, signingFor sender: String) -> Registration {
        Registration(certificate: RegisteredCertificate(certificate, of: sender))
    }

    func holders(of reference: MessageFacts.Reference) -> [String]? { nil }
}
