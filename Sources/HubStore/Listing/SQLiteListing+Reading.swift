import GRDB
import HubCore

extension SQLiteListing {
    package func listed(
        _ query: ListingQuery, _ turn: ListingTurn = .first, limit: Int, now: Timestamp
    ) async throws -> ListingPage {
        let found = try await read { try $0.listed(query, turn, limit: limit, now: now) }
        let rows = try await store.read { db in try found.rows.map { try db.shown($0) } }
        return ListingPage(rows, previous: found.previous, next: found.next)
    }

    package func trayCounts(of agencies: [String], now: Timestamp) async throws -> TrayCounts {
        let ids = try Set(agencies).sorted().columnText()
        return try await read { db in
            try Tray.counted.reduce(into: TrayCounts()) { counts, tray in
                counts[tray] = Int(try db.number(tray.counting, tray.arguments(ids, now: now)) ?? 0)
            }
        }
    }

    package func listingChoices(of agencies: [String], box: ListingBox, limit: Int) async throws -> ListingChoices {
        let ids = try Set(agencies).sorted().columnText()
        let (typeNames, counterparts) = try await read { db in
            (
                try db.offered("type_name", "name", as: .typeName, to: ids, box, limit: limit),
                try db.offered("agency", "id", as: .counterpart, to: ids, box, limit: limit)
            )
        }
        let names = try await store.read { db in
            try counterparts.map { id in
                let name = try db.text("SELECT record ->> '$.name' FROM agency WHERE id = ?", [id])
                return ListingRow.Counterpart(id: id, name: name ?? "")
            }
        }
        return ListingChoices(typeNames: typeNames, counterparts: names)
    }
}

extension Tray {
    fileprivate var counting: String {
        let of = "agency IN (SELECT number FROM agency WHERE id IN (SELECT value FROM json_each(:ids)))"
        return switch self {
        case .sent, .received: "SELECT count(*) FROM listed WHERE \(of) AND box = :box"
        case .toDo: "SELECT count(*) FROM listed INDEXED BY listed_to_do WHERE \(of) AND to_do_rank IS NOT NULL"
        case .unsent: "SELECT count(*) FROM listed INDEXED BY listed_unsent WHERE \(of) AND is_unsent = 1"
        case .failed: "SELECT count(*) FROM listed INDEXED BY listed_failed WHERE \(of) AND is_failed = 1"
        case .returned: "SELECT count(*) FROM listed INDEXED BY listed_returned WHERE \(of) AND is_returned = 1"
        case .lateThere, .lateHere:
            "SELECT count(*) FROM listed INDEXED BY listed_late WHERE \(of) AND box = :box AND receipt_due < :now"
        }
    }

    fileprivate func arguments(_ ids: String, now: Timestamp) -> StatementArguments {
        switch self {
        case .sent, .received: ["ids": ids, "box": box.number]
        case .toDo, .unsent, .failed, .returned: ["ids": ids]
        case .lateThere, .lateHere: ["ids": ids, "box": box.number, "now": now.milliseconds]
        }
    }
}

extension Database {
    /// The rows of all agencies, merged; and where the list goes on at either end.
    fileprivate func listed(
        _ query: ListingQuery, _ turn: ListingTurn, limit: Int, now: Timestamp
    ) throws -> (rows: [ListedRow], previous: ListingPlace?, next: ListingPlace?) {
        let isBackward = if case .before = turn { true } else { false }
        var found: [ListedRow] = []
        if let selection = try ListingSelection(query, now: now, in: self) {
            for id in Set(query.agencies) {
                guard let number = try number("SELECT number FROM agency WHERE id = ?", [id]) else { continue }
                // One more than asked for tells whether there is more.
                found += try selection.rows(of: (number, id), turn, limit: limit + 1, in: self)
            }
        }
        found.sort { isBackward ? $0.place > $1.place : $0.place < $1.place }
        let hasMore = found.count > limit
        let rows = isBackward ? Array(found.prefix(limit).reversed()) : Array(found.prefix(limit))
        switch turn {
        case .first: return (rows, nil, hasMore ? rows.last?.place : nil)
        case .after: return (rows, rows.first?.place, hasMore ? rows.last?.place : nil)
        case .before: return (rows, hasMore ? rows.first?.place : nil, rows.last?.place)
        }
    }

    fileprivate func offered(
        _ table: String, _ column: String, as what: ListingChoiceKind, to ids: String, _ box: ListingBox, limit: Int
    ) throws -> [String] {
        try rows(
            """
            SELECT t.\(column) AS offered, max(c.place) AS newest FROM choice c JOIN \(table) t ON t.number = c.value
            WHERE c.agency IN (SELECT number FROM agency WHERE id IN (SELECT value FROM json_each(:ids)))
                AND c.box = :box AND c.what = :what AND offered <> ''
            GROUP BY c.value ORDER BY newest DESC LIMIT :limit
            """, ["ids": ids, "box": box.number, "what": what.rawValue, "limit": limit]
        ).map { try $0.required("offered") }
    }
}
