import HubCore
import HubStore

/// A store whose agencies have addresses, and a keeper's steps by hand.
struct DutyRig {
    let rig = Rig()
    /// Friday, 20 November 2026, 08:00.
    static let morning = at("2026-11-20T08:00")

    static func at(_ text: String) -> Timestamp {
        Timestamp(rfc3339: text + ":00+07:00") ?? Timestamp(milliseconds: 0)
    }

    static let plan = DutyPlan(calendar: .plainWeek, terms: DutyTerms(processingDays: 3))

    func open() async throws -> SQLiteStore {
        let store = try await rig.openWithRegister()
        var agencies = Rig.agencies.filter { ["H24", "H24.01", "H24.02"].contains($0.id) }
        for index in agencies.indices {
            agencies[index].contacts.mail = "\(agencies[index].id.lowercased())@example.vn"
        }
        _ = try await store.put(agencies: agencies, by: "test", now: Rig.start)
        return store
    }

    /// A document of the city's for its two departments, and one beyond the axis.
    func letter(_ code: String = "12/QĐ-UBND", at now: Timestamp = morning, dueDate: String? = nil) -> Rig.Message {
        rig.message("letter \(code)", code: code, to: ["H24.01", "H24.02", "G22"], at: now) { $0.dueDate = dueDate }
    }
}

extension SQLiteStore {
    func follow(_ plan: DutyPlan = DutyRig.plan, limit: Int = 7, at now: Timestamp = DutyRig.morning) async throws {
        while try await keepDuties(by: plan, digest: plan.digest(), limit: limit, now: now) == .goesOn {}
    }

    /// Follows, then raises all that has come.
    @discardableResult
    func look(_ plan: DutyPlan = DutyRig.plan, at now: Timestamp) async throws -> Int {
        try await follow(plan, at: now)
        var raised = 0
        while case let count = try await raiseSteps(by: plan, limit: 2, now: now), count > 0 { raised += count }
        return raised
    }

    /// `H24.01 receipt 2026-11-20T17:00`, in the order in which they are due.
    func owed(_ query: DutyQuery = DutyQuery(), _ plan: DutyPlan = DutyRig.plan) async throws -> [String] {
        try await duties(query, by: plan, after: nil, limit: 1000).map { duty in
            "\(duty.recipient) \(duty.clock.duty.rawValue) \(duty.clock.dueAt.rfc3339.prefix(16))"
        }
    }

    func escalations() async throws -> [DutyEscalated] {
        try await journal(from: 0, limit: 10_000).filter { $0.kind == "dutyEscalated" }.compactMap { record in
            guard case .dutyEscalated(let fact) = try JournalEntry(canonical: record.entry.utf8).fact else {
                return nil
            }
            return fact
        }
    }
}
