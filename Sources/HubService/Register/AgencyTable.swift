import EdXML
import Foundation
import HubCore
import SignedXML

/// A register in a file: agencies with their identifiers and centres, and who signs for them.
///
/// Columns: `organId`, `name`, `centre`, `local` (`true`: has its mailbox here); optional `oldId`, `parent`, `level`,
/// `documentSignatures`, `statusSignatures` (the agency's own policy), `certificate` (PEM, its first certificate is registered; a relative path is taken from the table's folder).
package struct AgencyTable: Sendable {
    package let agencies: [Agency]
    package let certificates: [RegisteredCertificate]
    /// Whether the table says who signs for whom; without the column `certificate` it does not.
    package let namesSigners: Bool
    private let columns: Set<String>

    private let byIdentifier: [String: Agency]
    private let byFingerprint: [String: RegisteredCertificate]

    /// - Throws: ``TableError`` at the first line that makes no sense.
    package init(contentsOfFile path: String) throws(TableError) {
        let table = try CommaSeparatedTable(contentsOfFile: path, required: ["organId", "name", "centre", "local"])
        let folder = URL(filePath: path).deletingLastPathComponent().path
        var agencies: [Agency] = []
        var byIdentifier: [String: Agency] = [:]
        var byFingerprint: [String: RegisteredCertificate] = [:]
        for row in table.rows {
            let agency = try Agency(row)
            for id in [agency.id] + agency.formerIdentifiers.map(\.id) {
                guard byIdentifier.updateValue(agency, forKey: id) == nil else {
                    throw row.error(vi: "Mã định danh \(id) đã có ở dòng trên.", en: "\(id) is already there.")
                }
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

    /// The table's agencies; what the table has no column for is as the register has it, so that importing again unlocks
    /// nobody and changes nobody's policy.
    package func completed(from register: [Agency]) -> [Agency] {
        let known = Dictionary(register.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return agencies.map { stated in
            guard var agency = known[stated.id] else { return stated }
            (agency.name, agency.centre, agency.isLocal) = (stated.name, stated.centre, stated.isLocal)
            if columns.contains("oldId") { agency.formerIdentifiers = stated.formerIdentifiers }
            if columns.contains("parent") { agency.parent = stated.parent }
            if columns.contains("level") { agency.level = stated.level }
            if columns.contains("documentSignatures") { agency.documentSignatures = stated.documentSignatures }
            if columns.contains("statusSignatures") { agency.statusSignatures = stated.statusSignatures }
            return agency
        }
    }

    /// By the old or the new identifier, in any case.
    package func agency(_ id: String) -> Agency? { byIdentifier[id.canonicalIdentifier] }

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
        if let old = row["oldId"], AgencyID(old) == nil {
            throw row.error(
                vi: "oldId “\(old)” không phải mã định danh.", en: "oldId “\(old)” is not an agency identifier.")
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
            id: id, oldID: row["oldId"], name: name, parent: row["parent"], level: level, centre: centre,
            isLocal: local,
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

    fileprivate func error(vi: String, en: String) -> TableError { TableError(line: line, vi: vi, en: en) }
}
