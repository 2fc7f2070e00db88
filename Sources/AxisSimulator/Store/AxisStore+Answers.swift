import EdXML
import GRDB
import VXP

/// A status that an agency played by the axis is due to send, with what it answers.
struct DueAnswer: Sendable {
    let delivery: Int64
    let ordinal: Int
    let code: StatusCode
    let description: String
    let dueMilliseconds: Int64
    let replier: Organization
    let responseFor: ResponseFor
}

extension AxisStore {
    /// The answers that are due, oldest first.
    func dueAnswers(atMilliseconds now: Int64, limit: Int) async throws -> [DueAnswer] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT answer.delivery, ordinal, answer.code AS answerCode, answer.description AS answerDescription, due,
                        receiver, agency.name, sender, packet.code, documentID, date
                    FROM answer
                        JOIN delivery ON delivery.id = answer.delivery
                        JOIN packet ON packet.id = delivery.packet
                        LEFT JOIN agency ON agency.key = upper(receiver)
                    WHERE answer.packet IS NULL AND due <= ?
                    ORDER BY due, answer.delivery, ordinal LIMIT ?
                    """, arguments: [now, limit]
            ).map(Self.answer)
        }
    }

    /// When the next answer is due; `nil` when none is left.
    func nextAnswerDue() async throws -> Int64? {
        try await pool.read { db in
            try Int64.fetchOne(db, sql: "SELECT min(due) FROM answer WHERE packet IS NULL")
        }
    }

    /// Gives an answer: the status packet into its receiver's list, and the answer marked as given, in one transaction.
    /// An agency that agrees to a recall drops the document, and with it the answers it still owed.
    func give(
        _ answer: DueAnswer, as packet: IncomingPacket, newIdentifier: @escaping @Sendable () -> String,
        atMilliseconds now: Int64
    ) async throws {
        try await pool.write { db in
            let id = try accept(
                packet, script: AnswerScript(), newIdentifier: newIdentifier, atMilliseconds: now, in: db
            ).id
            try db.execute(
                sql: "UPDATE answer SET packet = ? WHERE delivery = ? AND ordinal = ? AND packet IS NULL",
                arguments: [id, answer.delivery, answer.ordinal])
            guard answer.code == .recallAgreed else { return }
            try db.execute(
                sql: """
                    DELETE FROM answer WHERE packet IS NULL AND delivery IN (
                        SELECT other.id FROM delivery AS this
                            JOIN packet AS asked ON asked.id = this.packet
                            JOIN packet AS recalled ON recalled.documentKey = asked.documentKey
                            JOIN delivery AS other ON other.packet = recalled.id AND other.receiver = this.receiver
                        WHERE this.id = ? AND other.id <> this.id)
                    """, arguments: [answer.delivery])
        }
    }

    /// Strikes out an answer that cannot be given.
    func drop(_ answer: DueAnswer) async throws {
        try await pool.write { db in
            try db.execute(
                sql: "DELETE FROM answer WHERE delivery = ? AND ordinal = ?",
                arguments: [answer.delivery, answer.ordinal])
        }
    }

    private static func answer(_ row: Row) throws -> DueAnswer {
        guard let code = StatusCode(rawValue: row["answerCode"]), let replier = AgencyID(row["receiver"]),
            let asker = AgencyID(row["sender"])
        else { throw AxisStoreError(problem: "answer \(row) cannot be read") }
        return DueAnswer(
            delivery: row["delivery"], ordinal: row["ordinal"], code: code, description: row["answerDescription"],
            dueMilliseconds: row["due"], replier: Organization(id: replier, name: row["name"] ?? replier.text),
            responseFor: ResponseFor(
                agency: asker, code: row["code"], documentID: row["documentID"],
                date: (row["date"] as String?).flatMap { LocalDate($0) }))
    }
}
