import GRDB
import HubCore

/// What changes of registrations and centres change in the views.
extension Ledger {
    func apply(_ changed: CertificateChanged) throws {
        let certificate = changed.certificate
        try db.run(
            """
            INSERT INTO certificate (fingerprint, agency, record) VALUES (?, ?, ?)
            ON CONFLICT (fingerprint) DO UPDATE SET agency = excluded.agency, record = excluded.record
            """,
            [certificate.fingerprint, certificate.agency, try certificate.columnText()])
    }

    func apply(_ changed: SubjectRuleChanged) throws {
        let rule = changed.rule
        try db.run(
            """
            INSERT INTO subject_rule (id, agency, issuer, search_key, record) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET agency = excluded.agency, issuer = excluded.issuer,
                search_key = excluded.search_key, record = excluded.record
            """,
            [rule.id, rule.agency, rule.issuer, rule.searchKey, try rule.columnText()])
    }

    func apply(_ changed: CredentialChanged) throws {
        try db.run(
            """
            INSERT INTO centre (id, name, is_locked) VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, is_locked = excluded.is_locked
            """,
            [changed.centre, changed.name, changed.isLocked])
    }
}
