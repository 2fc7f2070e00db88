import GRDB
import VXP

extension AxisStore {
    /// All that has happened here, for whoever checks the other side's account against it:
    /// `{documents: [{docId, …, deliveries: [{receiver, docId, transport, businessStatus, answers: […]}]}], statuses: [the
    /// same], documentsDown: [{file, docId, problem}], owed: n}`.
    func truth() async throws -> JSON {
        try await pool.read { db in
            let packets = try Row.fetchAll(db, sql: "SELECT * FROM packet ORDER BY id").map { row in
                (type: row["type"] as String, json: try Self.packet(row, in: db))
            }
            let down = try Row.fetchAll(
                db,
                sql: """
                    SELECT file, docID, problem FROM downward LEFT JOIN packet ON packet.id = downward.packet
                    ORDER BY due, file
                    """
            ).map { row in
                JSON.strings([
                    ("file", row["file"]), ("docId", row["docID"] ?? ""), ("problem", row["problem"] ?? ""),
                ])
            }
            let owed =
                try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM history.answer WHERE given IS NULL AND awaits IS NULL") ?? 0
            return .object([
                JSON.Member("documents", .array(packets.filter { $0.type == "edoc" }.map(\.json))),
                JSON.Member("statuses", .array(packets.filter { $0.type == "status" }.map(\.json))),
                JSON.Member("documentsDown", .array(down)),
                JSON.Member("owed", .number(String(owed))),
            ])
        }
    }

    private static func packet(_ row: Row, in db: Database) throws -> JSON {
        let deliveries = try Row.fetchAll(
            try db.cachedStatement(sql: "SELECT * FROM delivery WHERE packet = ? ORDER BY id"), arguments: [row["id"]]
        ).map { try delivery($0, of: row["sha256"], in: db) }
        return .object([
            JSON.Member("docId", .string(row["docID"])),
            JSON.Member("system", (row["system"] as String?).map(JSON.string) ?? .null),
            JSON.Member("from", .string(row["sender"])),
            JSON.Member("document", (row["documentKey"] as String?).map(JSON.string) ?? .null),
            JSON.Member("code", .string(row["code"])),
            JSON.Member("business", (row["business"] as Int?).map { .number(String($0)) } ?? .null),
            JSON.Member("statusCode", (row["statusCode"] as String?).map(JSON.string) ?? .null),
            JSON.Member("description", (row["description"] as String?).map(JSON.string) ?? .null),
            JSON.Member("sha256", .string(row["sha256"])),
            JSON.Member("size", .number(String(row["size"] as Int))),
            JSON.Member("receivedAt", .number(String(row["received"] as Int64))),
            JSON.Member("repeats", .number(String(row["repeats"] as Int))),
            JSON.Member("deliveries", .array(deliveries)),
        ])
    }

    private static func delivery(_ row: Row, of document: String, in db: Database) throws -> JSON {
        let answers = try Row.fetchAll(
            try db.cachedStatement(
                sql: "SELECT code, given FROM history.answer WHERE document = ? AND speaker = upper(?) ORDER BY ordinal"
            ),
            arguments: [document, row["receiver"]]
        ).map { answer in
            JSON.object([
                JSON.Member("code", .string(answer["code"])),
                JSON.Member("given", .bool((answer["given"] as String?) != nil)),
            ])
        }
        return .object([
            JSON.Member("docId", .string(row["docID"])),
            JSON.Member("receiver", .string(row["receiver"])),
            JSON.Member("system", (row["system"] as String?).map(JSON.string) ?? .null),
            JSON.Member("transport", .string(row["status"])),
            JSON.Member("transportDescription", .string(row["description"])),
            JSON.Member("businessStatus", (row["businessStatus"] as String?).map(JSON.string) ?? .null),
            JSON.Member("updatedAt", .number(String(row["updated"] as Int64))),
            JSON.Member("answers", .array(answers)),
        ])
    }
}
