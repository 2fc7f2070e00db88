import GRDB
import HubCore

/// Whose certificate is whose.
extension SQLiteStore {
    package func certificate(_ fingerprint: String) async throws -> RegisteredCertificate? {
        let fingerprint = fingerprint.lowercased()
        return try await memory.recall(\.certificates, fingerprint) {
            try await read { try $0.certificate(fingerprint) }
        }
    }

    package func certificates(of agency: String) async throws -> [RegisteredCertificate] {
        try await read { db in
            try db.rows(
                "SELECT record FROM certificate WHERE agency = ? ORDER BY fingerprint", [try db.agency(agency)?.id]
            ).map { try $0.json("record") }
        }
    }

    package func put(certificate: RegisteredCertificate, by: String, now: Timestamp) async throws {
        try await write { ledger in
            var certificate = certificate
            certificate.agency = try ledger.db.ownerID(certificate.agency)
            let earlier = try ledger.db.certificate(certificate.fingerprint)
            certificate.validFrom = certificate.validFrom ?? earlier?.validFrom
            certificate.validUntil = certificate.validUntil ?? earlier?.validUntil
            certificate.revokedAt = certificate.revokedAt ?? earlier?.revokedAt
            guard earlier != certificate else { return }
            try ledger.append(.certificateChanged(CertificateChanged(certificate: certificate, by: by)), at: now)
        }
    }

    package func withdraw(
        _ registration: String, from revokedAt: Timestamp?, by: String, now: Timestamp
    ) async throws {
        try await write { ledger in
            if var certificate = try ledger.db.certificate(registration) {
                guard Self.changes(&certificate.revokedAt, to: revokedAt) else { return }
                try ledger.append(.certificateChanged(CertificateChanged(certificate: certificate, by: by)), at: now)
            } else if var rule = try ledger.db.subjectRule(registration) {
                guard Self.changes(&rule.revokedAt, to: revokedAt) else { return }
                try ledger.append(.subjectRuleChanged(SubjectRuleChanged(rule: rule, by: by)), at: now)
            } else {
                throw StoreError(.inconsistent, "nothing is registered as \(registration.clipped(to: 80))")
            }
        }
    }

    /// What was withdrawn once was so from then on.
    private static func changes(_ moment: inout Timestamp?, to new: Timestamp?) -> Bool {
        guard (moment == nil) != (new == nil) else { return false }
        moment = new
        return true
    }

    package func subjectRule(_ id: String) async throws -> SubjectRule? {
        try await read { try $0.subjectRule(id) }
    }

    package func subjectRules(of agency: String) async throws -> [SubjectRule] {
        try await read { db in
            try db.rows("SELECT record FROM subject_rule WHERE agency = ? ORDER BY id", [try db.agency(agency)?.id])
                .map { try $0.json("record") }
        }
    }

    package func subjectRules(forIssuer issuer: String, searchKeys: [String]) async throws -> [SubjectRule] {
        try await read { db in
            var found = try db.rows(
                "SELECT record FROM subject_rule WHERE issuer = ? AND search_key IS NULL ORDER BY id", [issuer])
            for key in Set(searchKeys).sorted() {
                found += try db.rows(
                    "SELECT record FROM subject_rule WHERE issuer = ? AND search_key = ? ORDER BY id", [issuer, key])
            }
            return try found.map { try $0.json("record") }
        }
    }

    package func put(rule: SubjectRule, by: String, now: Timestamp) async throws {
        guard rule.isMeaningful else { throw StoreError(.inconsistent, "the rule \(rule.id) fits any certificate") }
        try await write { ledger in
            var rule = rule
            rule.agency = try ledger.db.ownerID(rule.agency)
            let earlier = try ledger.db.subjectRule(rule.id)
            if let earlier, earlier.agency != rule.agency {
                throw StoreError(.inconsistent, "the rule \(rule.id) is already one of \(earlier.agency)")
            }
            rule.validFrom = rule.validFrom ?? earlier?.validFrom
            rule.validUntil = rule.validUntil ?? earlier?.validUntil
            rule.revokedAt = rule.revokedAt ?? earlier?.revokedAt
            guard earlier != rule else { return }
            try ledger.append(.subjectRuleChanged(SubjectRuleChanged(rule: rule, by: by)), at: now)
        }
    }
}

extension Database {
    fileprivate func certificate(_ fingerprint: String) throws -> RegisteredCertificate? {
        try row("SELECT record FROM certificate WHERE fingerprint = ?", [fingerprint.lowercased()])?.json("record")
    }

    fileprivate func subjectRule(_ id: String) throws -> SubjectRule? {
        try row("SELECT record FROM subject_rule WHERE id = ?", [id])?.json("record")
    }

    /// The identifier in the register of the agency that is to own something.
    fileprivate func ownerID(_ agency: String) throws -> String {
        guard let found = try self.agency(agency) else {
            throw StoreError(.inconsistent, "the agency \(agency) is unknown")
        }
        return found.id
    }
}
