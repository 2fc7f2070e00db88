import EdXML
import Foundation
import HubCore
import SignedXML

/// A register in a file: agencies with their identifiers and centres, and who signs for them.
///
/// Columns: `organId`, `name`, `centre`, `local` (`true`: has its mailbox here); optional:
/// - `oldId`: other identifiers, separated by `;`, each with its period where it has one: `H24.11@2020-01-01..2025-07-01`
///   (the end is the first day on which it no longer counts; either bound may be empty)
/// - `parent`, `level`, `validFrom`, `validUntil`, `successors` (separated by `;`); a time is a day or RFC 3339
/// - `address`, `mail`, `telephone`, `fax`, `website`
/// - `documentSignatures`, `statusSignatures`: the agency's own policy
/// - `certificate`: a PEM file, whose first certificate is registered; a relative path is taken from the table's folder
package struct AgencyTable: Sendable {
    package let agencies: [Agency]
    package let certificates: [RegisteredCertificate]
    /// Whether the table says who signs for whom; without the column `certificate` it does not.
    package let namesSigners: Bool
    private let columns: Set<String>

    private let byIdentifier: [String: [Agency]]
    private let byFingerprint: [String: RegisteredCertificate]

    /// - Throws: ``TableError`` at the first line that makes no sense.
    package init(contentsOfFile path: String) throws(TableError) {
        let table = try CommaSeparatedTable(contentsOfFile: path, required: ["organId", "name", "centre", "local"])
        let folder = URL(filePath: path).deletingLastPathComponent().path
        var agencies: [Agency] = []
        var byIdentifier: [String: [Agency]] = [:]
        var byFingerprint: [String: RegisteredCertificate] = [:]
        for row in table.rows {
            let agency = try Agency(row)
            for claim in agency.identifiers {
                let others = byIdentifier[claim.id] ?? []
                guard !others.contains(where: { $0.claims(claim) }) else {
                    throw row.error(
                        vi: "Mã định danh \(claim.id) đã có ở dòng trên.", en: "\(claim.id) is already there.")
                }
                byIdentifier[claim.id] = others + [agency]
            }
            agencies.append(agency)
            guard let file = row["certificate"] else { continue }
            let certificate = try RegisteredCertificate(
                of: agency, at: file.hasPrefix("/") ? file : "\(folder)/\(file)", row)
            byFingerprint[certificate.fingerprint] = certificate
        }
        self.agencies = agencies
        self.byIdentifier = byIdentifier
        self.byFingerprint = byFingerprint
        certificates = byFingerprint.values.sorted { $0.agency < $1.agency }
        columns = Set(table.columns)
        namesSigners = columns.contains("certificate")
    }

    /// What the table says; what it has no column for stays as the register has it, so that importing again unlocks nobody
    /// and changes nobody's policy.
    package var statements: [AgencyStatement] {
        let says = Set(AgencyStatement.Property.allCases.filter { $0 != .locked && columns.contains($0.column) })
        return agencies.map { AgencyStatement($0, says: says, mayAdd: true) }
    }

    /// By any of its identifiers, in any case; where several agencies bore it, the one of the moment first.
    package func agency(_ id: String, at moment: Timestamp? = nil) -> Agency? {
        let bearers = byIdentifier[id.canonicalIdentifier] ?? []
        return bearers.first { agency in moment.map { agency.answers(to: id, at: $0) } ?? false } ?? bearers.first
    }

    package func certificate(_ fingerprint: String) -> RegisteredCertificate? {
        byFingerprint[fingerprint.lowercased()]
    }
}

extension Agency {
    fileprivate init(_ row: CommaSeparatedTable.Row) throws(TableError) {
        guard let id = row["organId"], AgencyID(id) != nil else {
            throw row.error(
                vi: "organId “\(row["organId"] ?? "")” không phải mã định danh.",
                en: "organId “\(row["organId"] ?? "")” is not an agency identifier.")
        }
        guard let name = row["name"] else { throw row.error(vi: "Thiếu tên (name).", en: "The name is missing.") }
        guard let centre = row["centre"] else {
            throw row.error(vi: "Thiếu mã hệ thống (centre).", en: "The centre is missing.")
        }
        guard let local = row["local"].flatMap({ Bool($0.lowercased()) }) else {
            throw row.error(
                vi: "local phải là true (có hộp thư ở đây) hoặc false.",
                en: "local must be true (has its mailbox here) or false.")
        }
        guard let level = Int(row["level"] ?? "1"), (1...9).contains(level) else {
            throw row.error(vi: "level phải là số từ 1 đến 9.", en: "level must be a number from 1 to 9.")
        }
        self.init(
            id: id, formerIdentifiers: try row.formerIdentifiers(), name: name, parent: row["parent"], level: level,
            centre: centre, isLocal: local, validFrom: try row.time("validFrom"),
            validUntil: try row.time("validUntil"),
            successors: try row.identifiers("successors"),
            contacts: AgencyContacts(
                address: row["address"] ?? "", mail: row["mail"] ?? "", telephone: row["telephone"] ?? "",
                fax: row["fax"] ?? "", website: row["website"] ?? ""),
            documentSignatures: try row.policy("documentSignatures"),
            statusSignatures: try row.policy("statusSignatures"))
    }
}

extension RegisteredCertificate {
    /// The registration of a certificate for the one agency that signs with it.
    package init(_ certificate: Certificate, of agency: String) {
        self.init(
            fingerprint: certificate.fingerprint, agency: agency, der: Data(certificate.der).base64EncodedString(),
            subject: certificate.subject, issuer: certificate.issuer, serial: certificate.serial,
            notBefore: Timestamp(milliseconds: certificate.notBefore * 1000),
            notAfter: Timestamp(milliseconds: certificate.notAfter * 1000))
    }

    /// The first certificate of a PEM file.
    /// - Throws: ``SignedXMLError``, or the error of reading the file.
    package init(pemFile path: String, of agency: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        self.init(try Certificate.all(inPEM: text)[0], of: agency)
    }

    fileprivate init(of agency: Agency, at path: String, _ row: CommaSeparatedTable.Row) throws(TableError) {
        do {
            try self.init(pemFile: path, of: agency.id)
        } catch {
            throw row.error(
                vi: "Không đọc được chứng thư \(path) (\(plain(error))).",
                en: "Cannot read the certificate \(path).")
        }
    }
}

extension CommaSeparatedTable.Row {
    fileprivate func policy(_ column: String) throws(TableError) -> SignaturePolicy? {
        guard let text = self[column] else { return nil }
        if let policy = SignaturePolicy(rawValue: text) { return policy }
        let words = SignaturePolicy.allCases.map(\.rawValue).joined(separator: " | ")
        throw error(vi: "\(column) phải là \(words), hoặc để trống.", en: "\(column) must be \(words), or empty.")
    }

    fileprivate func formerIdentifiers() throws(TableError) -> [FormerIdentifier] {
        var former: [FormerIdentifier] = []
        for text in list("oldId") {
            let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
            let bounds = parts.count == 2 ? parts[1].split(separator: "..", omittingEmptySubsequences: false) : []
            guard AgencyID(parts[0]) != nil, bounds.isEmpty || bounds.count == 2 else {
                throw error(
                    vi: "oldId “\(text)” không phải mã định danh, hoặc mã@từ..đến.",
                    en: "oldId “\(text)” is not an agency identifier, nor one@from..until.")
            }
            let times = try bounds.map { bound throws(TableError) in try time(String(bound), in: "oldId") }
            former.append(
                FormerIdentifier(parts[0], validFrom: times.first ?? nil, validUntil: times.last ?? nil))
        }
        return former
    }

    fileprivate func identifiers(_ column: String) throws(TableError) -> [String] {
        let identifiers = list(column)
        guard let wrong = identifiers.first(where: { AgencyID($0) == nil }) else { return identifiers }
        throw error(
            vi: "\(column): “\(wrong)” không phải mã định danh.",
            en: "\(column): “\(wrong)” is not an agency identifier.")
    }

    fileprivate func time(_ column: String) throws(TableError) -> Timestamp? {
        try time(self[column] ?? "", in: column)
    }

    /// A day begins at midnight in Vietnam.
    private func time(_ text: String, in column: String) throws(TableError) -> Timestamp? {
        if text.isEmpty { return nil }
        if let time = Timestamp(rfc3339: text) ?? Timestamp(rfc3339: text + "T00:00:00+07:00") { return time }
        throw error(
            vi: "\(column): “\(text)” không phải ngày (2025-07-01) hoặc thời điểm RFC 3339.",
            en: "\(column): “\(text)” is neither a day (2025-07-01) nor an RFC 3339 time.")
    }

    private func list(_ column: String) -> [String] {
        (self[column] ?? "").split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    fileprivate func error(vi: String, en: String) -> TableError { TableError(line: line, vi: vi, en: en) }
}
