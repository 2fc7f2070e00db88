import HubCore
import HubStore
import SignedXML

extension RegisterStore {
    /// What the register says about a signer's certificate. Rules are asked only for one that is not registered itself.
    /// - Throws: ``StoreError``.
    func registration(of certificate: Certificate) async throws -> Registration {
        if let own = try await self.certificate(certificate.fingerprint) { return Registration(certificate: own) }
        let subject = certificate.subjectAttributes
        let rules = try await subjectRules(forIssuer: certificate.issuer, searchKeys: subject.map(\.searchKey))
        return Registration(rules: rules.filter { $0.matches(issuer: certificate.issuer, subject: subject) })
    }
}
