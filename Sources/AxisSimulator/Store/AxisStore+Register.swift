import EdXML
import GRDB
import VXP

/// A row of the register.
struct RegisteredAgency: Sendable {
    let code: String
    let name: String
    let centre: String
}

extension AxisStore {
    /// Puts the configured agencies into the register; those already there keep their version unless something changed.
    func register(_ agencies: [AxisAgency], atMilliseconds now: Int64) async throws {
        try await pool.write { db in
            for agency in agencies {
                let registration = AgencyRegistration(
                    id: agency.code.canonical, pcode: agency.parent, code: agency.code.text, name: agency.name,
                    mail: agency.mail)
                try Self.put(registration, centre: agency.centre, atMilliseconds: now, in: db)
                guard let oldCode = agency.oldCode else { continue }
                try db.execute(
                    sql: "INSERT OR REPLACE INTO oldCode (key, agency) VALUES (?, ?)",
                    arguments: [oldCode.canonical, agency.code.canonical])
            }
        }
    }

    /// Adds an agency under the caller's centre, or changes it there.
    /// - Throws: ``AxisRefusal`` when the code belongs to another centre.
    func register(_ agency: AgencyRegistration, centre: String, atMilliseconds now: Int64) async throws {
        try await pool.write { db in
            if let owner = try Self.centre(of: agency.code, in: db), owner != centre {
                throw AxisRefusal(.notAuthorised, agency.code)
            }
            try Self.put(agency, centre: centre, atMilliseconds: now, in: db)
        }
    }

    /// Marks an agency as deleted; it stays known to those who synchronise.
    /// - Throws: ``AxisRefusal`` when there is none of that code under the caller's centre.
    func delete(agency code: String, centre: String, atMilliseconds now: Int64) async throws {
        try await pool.write { db in
            guard try Self.centre(of: code, in: db) == centre else { throw AxisRefusal(.notAuthorised, code) }
            try db.execute(
                sql: """
                    UPDATE agency SET isDeleted = 1, modified = ?, version = (SELECT max(version) + 1 FROM agency)
                    WHERE key = ? AND isDeleted = 0
                    """, arguments: [now, code.uppercased()])
        }
    }

    /// The agencies in force.
    func agencies() async throws -> [AgencyRow] {
        try await pool.read { db in
            try Row.fetchAll(
                db, sql: "SELECT id, parent, code, name, mail FROM agency WHERE isDeleted = 0 ORDER BY key"
            )
            .map { AgencyRow(id: $0["id"], pid: $0["parent"], code: $0["code"], name: $0["name"], mail: $0["mail"]) }
        }
    }

    /// All agencies that changed after a version, deleted ones too.
    func units(after version: Int) async throws -> [AgencyRow] {
        try await pool.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM agency WHERE version > ? ORDER BY version", arguments: [version])
                .map { row in
                    let unit = AgencyRow.Unit(
                        version: String(row["version"] as Int), centerCode: row["centre"], isDeleted: row["isDeleted"],
                        modifyDate: AxisTime.display(row["modified"]), isAgency: true)
                    return AgencyRow(
                        id: row["id"], pid: row["parent"], code: row["code"], name: row["name"], mail: row["mail"],
                        unit: unit)
                }
        }
    }

    /// An agency in force, by its code in either form.
    static func agency(_ id: AgencyID, in db: Database) throws -> RegisteredAgency? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT code, name, centre FROM agency
                WHERE key IN (?1, (SELECT agency FROM oldCode WHERE key = ?1)) AND isDeleted = 0
                """, arguments: [id.canonical]
        ).map { RegisteredAgency(code: $0["code"], name: $0["name"], centre: $0["centre"]) }
    }

    private static func centre(of code: String, in db: Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT centre FROM agency WHERE key = ?", arguments: [code.uppercased()])
    }

    private static func put(
        _ agency: AgencyRegistration, centre: String, atMilliseconds now: Int64, in db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO agency (key, code, id, parent, name, mail, centre, version, modified)
                VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(version), 0) + 1 FROM agency), ?)
                ON CONFLICT (key) DO UPDATE SET
                    code = excluded.code, id = excluded.id, parent = excluded.parent, name = excluded.name,
                    mail = excluded.mail, centre = excluded.centre, isDeleted = 0, version = excluded.version,
                    modified = excluded.modified
                WHERE (agency.code, agency.id, agency.parent, agency.name, agency.mail, agency.centre, agency.isDeleted)
                    <> (excluded.code, excluded.id, excluded.parent, excluded.name, excluded.mail, excluded.centre, 0)
                """,
            arguments: [
                agency.code.uppercased(), agency.code, agency.id.isEmpty ? agency.code : agency.id, agency.pcode,
                agency.name, agency.mail, centre, now,
            ])
    }
}
