import GRDB

extension AxisStore {
    /// Notes files that were not seen before, to be sent at that time.
    func note(files: [String], dueMilliseconds due: Int64) async throws {
        try await pool.write { db in
            for file in files {
                try db.execute(sql: "INSERT OR IGNORE INTO downward (file, due) VALUES (?, ?)", arguments: [file, due])
            }
        }
    }

    /// The files that are due and have not been sent.
    func dueFiles(atMilliseconds now: Int64) async throws -> [String] {
        try await pool.read { db in
            try String.fetchAll(
                db,
                sql:
                    "SELECT file FROM downward WHERE due <= ? AND packet IS NULL AND problem IS NULL ORDER BY due, file",
                arguments: [now])
        }
    }

    /// Sends a file's packet: accepted and marked as sent in one transaction.
    func send(
        _ file: String, as packet: IncomingPacket, script: AnswerScript,
        newIdentifier: @escaping @Sendable () -> String,
        atMilliseconds now: Int64
    ) async throws {
        try await pool.write { db in
            let id = try accept(
                packet, script: script, newIdentifier: newIdentifier, atMilliseconds: now, in: db
            ).id
            try db.execute(sql: "UPDATE downward SET packet = ? WHERE file = ?", arguments: [id, file])
        }
    }

    /// Gives a file up, with the reason.
    func giveUp(_ file: String, problem: String) async throws {
        try await pool.write { db in
            try db.execute(sql: "UPDATE downward SET problem = ? WHERE file = ?", arguments: [problem, file])
        }
    }
}
