import HubCore
import NIOCore

/// How much of a register changed by what an operator put there.
package struct RegisterChange: Sendable, Hashable {
    package let agencies: Int
    package let changedAgencies: Int
    package let certificates: Int
}

extension OperatorLine {
    /// What travels in one act.
    private static let page = 1000

    /// Puts agencies and their certificates there. What is there already stays; repeats change nothing.
    /// - Returns: once all of it is durable. When it throws, part of it may be: repeat it.
    package func put(
        _ agencies: [Agency], certificates: [RegisteredCertificate]
    ) async throws -> RegisterChange {
        var changed = 0
        for start in stride(from: 0, to: agencies.count, by: Self.page) {
            let page = Array(agencies[start..<min(start + Self.page, agencies.count)])
            changed += try await count(.putAgencies(page))
        }
        for certificate in certificates { _ = try await count(.putCertificate(certificate)) }
        return RegisterChange(agencies: agencies.count, changedAgencies: changed, certificates: certificates.count)
    }

    /// Puts a table's agencies and certificates there; what the table has no column for stays.
    package func put(_ table: AgencyTable) async throws -> RegisterChange {
        try await put(table.completed(from: try await allAgencies()), certificates: table.certificates)
    }

    /// Adds or changes a centre. What is `nil` stays as it is.
    package func putCentre(id: String, name: String, secret: Secret?, token: Secret?) async throws {
        _ = try await count(.putCentre(id: id, name: name, secret: secret?.value, token: token?.value))
    }

    /// Puts a new secret of a centre in force; the old one goes on until then.
    package func rotateSecret(ofCentre id: String, to secret: Secret, oldUntil: Timestamp) async throws {
        _ = try await count(.rotateSecret(id: id, secret: secret.value, oldUntil: oldUntil))
    }

    /// What centres ask of the register and nobody has decided, oldest first.
    package func agencyRequests() async throws -> [OpenAgencyRequest] {
        guard case .agencyRequests(let requests) = try await asked(.agencyRequests) else {
            throw Unreachable(unexpectedReplyTo: "agencyRequests")
        }
        return requests
    }

    /// Grants a centre's request about an agency, or declines it.
    package func decide(agency: String, of centre: String?, isGranted: Bool, note: String) async throws {
        _ = try await count(.decide(agency: agency, centre: centre, isGranted: isGranted, note: note))
    }

    /// All agencies, by identifier.
    package func allAgencies() async throws -> [Agency] {
        var all: [Agency] = []
        while true {
            guard case .agencies(let page) = try await asked(.agencies(after: all.last?.id ?? "", limit: Self.page))
            else {
                throw Unreachable(unexpectedReplyTo: "agencies")
            }
            all += page
            if page.count < Self.page { return all }
        }
    }

    private func count(_ act: OperatorAct) async throws -> Int {
        guard case .changed(let count) = try await asked(act) else { throw Unreachable(unexpectedReplyTo: "put") }
        return count
    }
}

extension RegisterChange {
    package var text: String {
        """
        Đơn vị: \(agencies), trong đó thay đổi: \(changedAgencies). Chứng thư được đăng ký: \(certificates).
        Agencies: \(agencies), of which changed: \(changedAgencies). Certificates registered: \(certificates).
        """
    }
}

extension OpenAgencyRequest {
    /// One line of `agency requests`.
    package var text: String {
        let what = request.kind == .enter ? "ghi" : "bỏ"
        return
            "\(askedAt.shown)  \(request.centre.filled(to: 12))  \(what)  \(request.agency.filled(to: 16))  \(request.name)"
    }

    /// One JSON array on one line.
    package static func json(_ requests: [OpenAgencyRequest]) -> String { String(buffer: WireJSON.encode(requests)) }
}

extension Agency {
    /// One line of `agency list`.
    package var text: String {
        let place = isLocal ? "tại đây" : "qua trục"
        let lock = isLocked ? "  ĐANG KHÓA" : ""
        return
            "\(id.filled(to: 16))  \((oldID ?? "–").filled(to: 16))  \(place.filled(to: 8))  \(centre.filled(to: 12))  "
            + "\(name)\(lock)"
    }

    /// One JSON array on one line.
    package static func json(_ agencies: [Agency]) -> String { String(buffer: WireJSON.encode(agencies)) }
}
