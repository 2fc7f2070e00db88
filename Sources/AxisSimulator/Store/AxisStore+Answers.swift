import EdXML
import GRDB
import VXP

/// A status that an agency played by the axis is due to send, with what it speaks of.
struct DueAnswer: Sendable {
    let id: Int64
    let code: StatusCode
    let description: String
    let dueMilliseconds: Int64
    /// How often it is delivered.
    let copies: Int
    let speaker: Organization
    let responseFor: ResponseFor
}

extension AxisStore {
    /// Notes that an agency will say something about a packet. It says it once, however often it gets the packet.
    static func owe(
        _ answer: AnswerScript.Answer, ordinal: Int, by speaker: AgencyID, to listener: AgencyID,
        about packet: IncomingPacket, atMilliseconds now: Int64, in db: Database
    ) throws {
        let (document, status) = (packet.message.document, packet.message.status)
        let code = document?.code.full ?? status?.responseFor.code ?? ""
        try db.execute(
            sql: """
                INSERT INTO history.answer (speaker, listener, document, documentKey, documentCode, documentID, date,
                    ordinal, code, description, due, copies, awaits)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
            arguments: [
                speaker.canonical, listener.canonical, packet.hash.text(), packet.documentKey,
                answer.isStray ? "9000\(code)" : code,
                answer.isStray ? nil : document?.documentID ?? status?.responseFor.documentID,
                document?.promulgation.date.text ?? status?.responseFor.date?.text, ordinal, answer.code.rawValue,
                answer.description, answer.awaits == nil ? now + answer.delayMilliseconds : answer.delayMilliseconds,
                answer.copies, answer.awaits?.rawValue,
            ])
    }

    /// The answers that are due, oldest first.
    func dueAnswers(atMilliseconds now: Int64, limit: Int) async throws -> [DueAnswer] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT answer.*, agency.name FROM history.answer LEFT JOIN agency ON agency.key = speaker
                    WHERE given IS NULL AND awaits IS NULL AND due <= ? ORDER BY due, answer.id LIMIT ?
                    """, arguments: [now, limit]
            ).map(Self.answer)
        }
    }

    /// When the next answer is due; `nil` when none is left.
    func nextAnswerDue() async throws -> Int64? {
        try await pool.read { db in
            try Int64.fetchOne(
                db, sql: "SELECT min(due) FROM history.answer WHERE given IS NULL AND awaits IS NULL")
        }
    }

    /// Gives an answer: the status packet into its receiver's list, and the answer marked as given, in one transaction.
    /// An agency that agrees to a recall drops the document, and with it the answers it still owed.
    func give(
        _ answer: DueAnswer, as packet: IncomingPacket, newIdentifier: @escaping @Sendable () -> String,
        atMilliseconds now: Int64
    ) async throws {
        try await pool.write { db in
            let accepted = try accept(
                packet, script: AnswerScript(), newIdentifier: newIdentifier, atMilliseconds: now, in: db)
            for _ in 1..<max(1, answer.copies) {
                try Self.deliverAgain(accepted.id, newIdentifier: newIdentifier, atMilliseconds: now, in: db)
            }
            try db.execute(
                sql: "UPDATE history.answer SET given = ? WHERE id = ?", arguments: [accepted.docID, answer.id])
            guard answer.code == .recallAgreed else { return }
            try db.execute(
                sql: """
                    DELETE FROM history.answer WHERE given IS NULL AND id IN (
                        SELECT other.id FROM history.answer AS this JOIN history.answer AS other
                            ON other.documentKey = this.documentKey AND other.speaker = this.speaker
                                AND other.document <> this.document
                        WHERE this.id = ?)
                    """, arguments: [answer.id])
        }
    }

    /// Strikes out an answer that cannot be given.
    func drop(_ answer: DueAnswer) async throws {
        try await pool.write { db in
            try db.execute(sql: "DELETE FROM history.answer WHERE id = ?", arguments: [answer.id])
        }
    }

    /// What waited for something that has happened to a document is due after its delay.
    /// - Parameter listener: to whom it happened; `nil` for every receiver.
    static func wake(
        _ moment: AnswerScript.Moment, of key: String?, listener: AgencyID?, atMilliseconds now: Int64, in db: Database
    ) throws {
        try db.execute(
            sql: """
                UPDATE history.answer SET awaits = NULL, due = due + ?1
                WHERE awaits = ?2 AND documentKey = ?3 AND (?4 IS NULL OR listener = ?4)
                """, arguments: [now, moment.rawValue, key, listener?.canonical])
    }

    private static func answer(_ row: Row) throws -> DueAnswer {
        guard let code = StatusCode(rawValue: row["code"]), let speaker = AgencyID(row["speaker"]),
            let listener = AgencyID(row["listener"])
        else { throw AxisStoreError(problem: "answer \(row) cannot be read") }
        return DueAnswer(
            id: row["id"], code: code, description: row["description"], dueMilliseconds: row["due"],
            copies: row["copies"], speaker: Organization(id: speaker, name: row["name"] ?? speaker.text),
            responseFor: ResponseFor(
                agency: listener, code: row["documentCode"], documentID: row["documentID"],
                date: (row["date"] as String?).flatMap { LocalDate($0) }))
    }
}
