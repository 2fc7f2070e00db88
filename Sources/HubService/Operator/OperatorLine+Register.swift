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
        for page in agencies.pieces(of: Self.page) {
            changed += try await count(.putAgencies(page))
        }
        for certificate in certificates { _ = try await count(.putCertificate(certificate)) }
        return RegisterChange(agencies: agencies.count, changedAgencies: changed, certificates: certificates.count)
    }

    /// Puts a table's agencies and certificates there; what the table has no column for stays.
    package func put(_ table: AgencyTable) async throws -> RegisterChange {
        let differences = try await state(table.statements)
        for certificate in table.certificates { _ = try await count(.putCertificate(certificate)) }
        return RegisterChange(
            agencies: table.agencies.count, changedAgencies: differences.changes.count,
            certificates: table.certificates.count)
    }

    /// Changes what the statements say of agencies, and nothing else.
    /// - Parameter tentatively: says what would change, and changes nothing.
    package func state(
        _ statements: [AgencyStatement], tentatively: Bool = false
    ) async throws -> RegisterDifferences {
        var all = RegisterDifferences()
        for page in statements.pieces(of: Self.page) {
            all.add(try await differences(.stateAgencies(page, tentatively: tentatively)))
        }
        return all
    }

    /// Takes a file that holds the axis' own list (the reply to getAgenciesList or getSynchronizeUnit, or its rows) into the
    /// register, as synchronisation does; nobody is retired for not being in it.
    package func put(_ list: ListFile, tentatively: Bool) async throws -> RegisterDifferences {
        var (all, open, rowsSeen) = (RegisterDifferences(), [ListedAgency](), Set<String>())
        func take(_ rows: [ListedAgency], isLast: Bool) async throws -> [ListedAgency] {
            let act = OperatorAct.listAgencies(rows, isLast: isLast, tentatively: tentatively)
            let step = try await differences(act)
            all.add(step)
            return step.unresolved
        }
        try await list.forEach(ListWalk.step) { rows in
            let listed = rows.compactMap(ListedAgency.init)
            rowsSeen.formUnion(listed.map(\.row))
            open += try await take(listed, isLast: false)
        }
        while !open.isEmpty {
            var left: [ListedAgency] = []
            for rows in open.pieces(of: ListWalk.step) { left += try await take(rows, isLast: false) }
            if left.count == open.count {
                for rows in left.pieces(of: ListWalk.step) { _ = try await take(rows, isLast: true) }
                left = []
            }
            open = left
        }
        // What was only tried leaves parents unknown that are new themselves.
        if tentatively { all.forgetUnknownParents(rowsSeen) }
        return all
    }

    /// An agency by any of its identifiers.
    package func agency(_ id: String) async throws -> Agency? {
        guard case .agencies(let found) = try await asked(.agency(id)) else {
            throw Unreachable(unexpectedReplyTo: "agency")
        }
        return found.first
    }

    /// Agencies that somebody may be looking for.
    package func agencies(matching text: String, limit: Int) async throws -> [Agency] {
        guard case .agencies(let found) = try await asked(.searchAgencies(text, limit: limit)) else {
            throw Unreachable(unexpectedReplyTo: "search")
        }
        return found
    }

    private func differences(_ act: OperatorAct) async throws -> RegisterDifferences {
        guard case .differences(let differences) = try await asked(act) else {
            throw Unreachable(unexpectedReplyTo: "agencies")
        }
        return differences
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
        try await forEachPage { all += $0 }
        return all
    }

    /// All agencies, by identifier, some at a time.
    package func forEachPage(_ body: ([Agency]) throws -> Void) async throws {
        var last = ""
        while true {
            guard case .agencies(let page) = try await asked(.agencies(after: last, limit: Self.page)) else {
                throw Unreachable(unexpectedReplyTo: "agencies")
            }
            if !page.isEmpty { try body(page) }
            guard page.count == Self.page, let next = page.last else { return }
            last = next.id
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
