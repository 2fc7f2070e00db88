import GRDB
import HubCore

extension SQLiteStore: RegistrationStore {
    package func agencies(changedAfter position: RegisterPosition, limit: Int) async throws -> [VersionedAgency] {
        try await read { db in
            try db.rows(
                """
                SELECT record, version, changed_at FROM agency_version v JOIN agency ON agency.id = v.agency
                WHERE (v.version, v.agency) > (?, ?) ORDER BY v.version, v.agency LIMIT ?
                """, [position.version, position.agency, limit]
            ).map { row in
                VersionedAgency(
                    agency: try row.json("record"), version: try row.required("version"),
                    changedAt: try row.time("changed_at"))
            }
        }
    }

    package func ask(_ request: AgencyRequest, now: Timestamp) async throws {
        try await write { ledger in
            guard try ledger.db.openRequest(by: request.centre, about: request.agency) != request else { return }
            try ledger.append(.agencyAsked(AgencyAsked(request: request)), at: now)
        }
    }

    package func openRequests(limit: Int) async throws -> [OpenAgencyRequest] {
        try await read { db in
            try db.rows("SELECT record, asked_at FROM agency_request ORDER BY journal_index LIMIT ?", [limit])
                .map { OpenAgencyRequest(request: try $0.json("record"), askedAt: try $0.time("asked_at")) }
        }
    }

    package func decide(
        _ request: AgencyRequest, isGranted: Bool, note: String, by: String, now: Timestamp
    ) async throws {
        try await write { ledger in
            guard try ledger.db.openRequest(by: request.centre, about: request.agency) == request else {
                throw StoreError(
                    .inconsistent, "no request of \(request.centre) about \(request.agency) is open as it was decided")
            }
            let decided = AgencyDecided(request, isGranted: isGranted, note: note, by: by)
            try ledger.append(.agencyDecided(decided), at: now)
        }
    }
}

extension Database {
    fileprivate func openRequest(by centre: String, about agency: String) throws -> AgencyRequest? {
        try row("SELECT record FROM agency_request WHERE centre = ? AND agency = ?", [centre, agency])?.json("record")
    }
}
