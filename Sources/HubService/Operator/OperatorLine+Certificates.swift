import HubCore
import NIOCore
import SignedXML

/// What the register holds on who signs for an agency.
package struct AgencyRegistrations: Sendable, Hashable, Codable {
    package let certificates: [RegisteredCertificate]
    package let rules: [SubjectRule]
}

extension OperatorLine {
    /// Adds a rule or changes it; what is `nil` stays as it is.
    package func put(_ rule: SubjectRule) async throws { try await change(.putSubjectRule(rule)) }

    /// Ends a registration at once: a certificate's (by fingerprint) or a rule (by name). What was accepted stays accepted.
    package func withdraw(_ registration: String) async throws { try await change(.withdraw(registration)) }

    /// Lets a withdrawn registration stand again.
    package func restore(_ registration: String) async throws { try await change(.restore(registration)) }

    package func registrations(of agency: String) async throws -> AgencyRegistrations {
        guard case .registrations(let certificates, let rules) = try await asked(.registrations(of: agency)) else {
            throw Unreachable(unexpectedReplyTo: "registrations")
        }
        return AgencyRegistrations(certificates: certificates, rules: rules)
    }

    /// Sets what is asked of an agency's signatures; `nil` leaves it to the hub's policy.
    package func setPolicy(of agency: String, documents: SignaturePolicy?, statuses: SignaturePolicy?) async throws {
        try await change(.setPolicy(agency: agency, documents: documents, statuses: statuses))
    }

    private func change(_ act: OperatorAct) async throws {
        guard case .changed = try await asked(act) else { throw Unreachable(unexpectedReplyTo: "put") }
    }
}

extension AgencyRegistrations {
    /// A line for each, the newest certificates last.
    package func text(at now: Timestamp) -> String {
        let lines =
            certificates.sorted { $0.notBefore < $1.notBefore }.map { $0.line(at: now) }
            + rules.map { $0.line(at: now) }
        return lines.isEmpty
            ? "Chưa đăng ký chứng thư nào. / No certificate is registered." : lines.joined(separator: "\n")
    }

    /// One JSON object on one line.
    package var json: String { String(buffer: WireJSON.encode(self)) }
}

extension RegisteredCertificate {
    fileprivate func line(at now: Timestamp) -> String {
        let until = [validUntil, notAfter].compactMap(\.self).min() ?? notAfter
        let from = [validFrom, notBefore].compactMap(\.self).max() ?? notBefore
        return "\(fingerprint)  \(state(from, until, revokedAt, at: now))  \(subject)"
    }
}

extension SubjectRule {
    fileprivate func line(at now: Timestamp) -> String {
        let what = attributes.map(\.text).joined(separator: ", ")
        return "quy tắc \(id)  \(state(validFrom, validUntil, revokedAt, at: now))  \(what) · \(issuer)"
    }
}

/// `còn hiệu lực đến 21/11/2029`, in few words.
private func state(
    _ from: Timestamp?, _ until: Timestamp?, _ revokedAt: Timestamp?, at now: Timestamp
) -> String {
    if let revokedAt, revokedAt <= now { return "đã thu hồi đăng ký \(revokedAt.shown)" }
    if let until, until <= now { return "đã hết hạn \(until.shownDay)" }
    if let from, now < from { return "có hiệu lực từ \(from.shown)" }
    return until.map { "còn hiệu lực đến \($0.shownDay)" } ?? "còn hiệu lực"
}
