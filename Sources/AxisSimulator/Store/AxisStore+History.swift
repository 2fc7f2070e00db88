import EdXML
import Foundation
import GRDB
import VXP

/// What was sent to the axis and what it handed over, every attempt: in a file of its own, which no restored backup takes
/// back. Written in the transactions that do what it tells.
extension AxisStore {
    static let historyTables = """
        CREATE TABLE IF NOT EXISTS history.received (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            system TEXT NOT NULL,
            type TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            sender TEXT NOT NULL,
            code TEXT NOT NULL,
            statusCode TEXT,
            docID TEXT,
            outcome TEXT NOT NULL           -- accepted, repeated, or the name of the refusal
        );
        CREATE TABLE IF NOT EXISTS history.handedOver (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            receiver TEXT NOT NULL,
            system TEXT,                    -- NULL for an agency the axis plays
            docID TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            type TEXT NOT NULL,
            sender TEXT NOT NULL,
            event TEXT NOT NULL             -- offered, played, fetched, processing, done, fail
        );
        CREATE TABLE IF NOT EXISTS history.answer (
            id INTEGER PRIMARY KEY,
            speaker TEXT NOT NULL,          -- the agency played
            listener TEXT NOT NULL,
            document TEXT NOT NULL,         -- the digest of the packet it speaks of, once
            documentKey TEXT,
            documentCode TEXT NOT NULL,
            documentID TEXT,
            date TEXT,
            ordinal INTEGER NOT NULL,
            code TEXT NOT NULL,
            description TEXT NOT NULL,
            due INTEGER NOT NULL,
            copies INTEGER NOT NULL,        -- how often it is delivered
            awaits TEXT,                    -- what must happen first: completion, update
            given TEXT,                     -- the docId of the status packet, once it was given
            UNIQUE (speaker, listener, document, ordinal)
        );
        CREATE INDEX IF NOT EXISTS history.answerDue ON answer (due) WHERE given IS NULL AND awaits IS NULL;
        CREATE INDEX IF NOT EXISTS history.answerAbout ON answer (documentKey);
        CREATE INDEX IF NOT EXISTS history.answerTo ON answer (document, speaker, ordinal);
        """

    /// What became of a packet that was sent here.
    enum Reception: Sendable {
        case accepted(docID: String)
        case repeated(docID: String)
    }

    static func note(
        _ packet: IncomingPacket, _ reception: Reception, atMilliseconds now: Int64, in db: Database
    ) throws {
        guard let system = packet.system else { return }
        let (docID, outcome) =
            switch reception {
            case .accepted(let docID): (docID, "accepted")
            case .repeated(let docID): (docID, "repeated")
            }
        let (document, status) = (packet.message.document, packet.message.status)
        try db.execute(
            sql: """
                INSERT INTO history.received (at, system, type, sha256, sender, code, statusCode, docID, outcome)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                now, system, packet.type.rawValue, packet.hash.text(), packet.message.from.id.text,
                document?.code.full ?? status?.responseFor.code ?? "", status?.code.rawValue, docID, outcome,
            ])
    }

    /// Notes a packet that was refused.
    func note(
        refused code: ErrorCode, of system: String, _ type: MessageType, sha256: String, atMilliseconds now: Int64
    ) async throws {
        try await pool.write { db in
            try db.execute(
                sql: """
                    INSERT INTO history.received (at, system, type, sha256, sender, code, outcome)
                    VALUES (?, ?, ?, ?, '', '', ?)
                    """, arguments: [now, system, type.rawValue, sha256, code.name])
        }
    }

    /// Notes what happened to a delivery on its way to its receiver.
    static func note(_ event: String, ofDelivery docID: String, atMilliseconds now: Int64, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO history.handedOver (at, receiver, system, docID, sha256, type, sender, event)
                SELECT ?, receiver, delivery.system, delivery.docID, sha256, type, sender, ?
                FROM delivery JOIN packet ON packet.id = packet WHERE delivery.docID = ?
                """, arguments: [now, event, docID])
    }

    /// `{received: [{at, system, type, sha256, from, code, statusCode, docId, outcome}], handedOver: [{at, receiver, system,
    /// docId, sha256, type, from, event}], answers: [{speaker, listener, sha256, about, code, given}]}`, in the order in which
    /// it happened.
    func history() async throws -> JSON {
        try await pool.read { db in
            let received = try Row.fetchAll(db, sql: "SELECT * FROM history.received ORDER BY id").map { row in
                JSON.object([
                    JSON.Member("at", .number(String(row["at"] as Int64))),
                    JSON.Member("system", .string(row["system"])), JSON.Member("type", .string(row["type"])),
                    JSON.Member("sha256", .string(row["sha256"])), JSON.Member("from", .string(row["sender"])),
                    JSON.Member("code", .string(row["code"])),
                    JSON.Member("statusCode", (row["statusCode"] as String?).map(JSON.string) ?? .null),
                    JSON.Member("docId", (row["docID"] as String?).map(JSON.string) ?? .null),
                    JSON.Member("outcome", .string(row["outcome"])),
                ])
            }
            let handedOver = try Row.fetchAll(db, sql: "SELECT * FROM history.handedOver ORDER BY id").map { row in
                JSON.object([
                    JSON.Member("at", .number(String(row["at"] as Int64))),
                    JSON.Member("receiver", .string(row["receiver"])),
                    JSON.Member("system", (row["system"] as String?).map(JSON.string) ?? .null),
                    JSON.Member("docId", .string(row["docID"])), JSON.Member("sha256", .string(row["sha256"])),
                    JSON.Member("type", .string(row["type"])), JSON.Member("from", .string(row["sender"])),
                    JSON.Member("event", .string(row["event"])),
                ])
            }
            let answers = try Row.fetchAll(db, sql: "SELECT * FROM history.answer ORDER BY id").map { row in
                JSON.object([
                    JSON.Member("speaker", .string(row["speaker"])), JSON.Member("listener", .string(row["listener"])),
                    JSON.Member("sha256", .string(row["document"])),
                    JSON.Member("about", .string(row["documentCode"])), JSON.Member("code", .string(row["code"])),
                    JSON.Member("given", .bool((row["given"] as String?) != nil)),
                ])
            }
            return .object([
                JSON.Member("received", .array(received)), JSON.Member("handedOver", .array(handedOver)),
                JSON.Member("answers", .array(answers)),
            ])
        }
    }

    /// How much there is to tell, for whoever waits until nothing happens any more.
    struct Activity: Sendable, Hashable, Encodable {
        let received: Int
        let handedOver: Int
        /// Answers that agencies played here still have to give.
        let owed: Int
        /// Packets that no system has acknowledged.
        let waiting: Int
    }

    func activity() async throws -> Activity {
        try await pool.read { db in
            func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
            return Activity(
                received: try count("SELECT count(*) FROM history.received"),
                handedOver: try count("SELECT count(*) FROM history.handedOver"),
                owed: try count("SELECT count(*) FROM history.answer WHERE given IS NULL AND awaits IS NULL"),
                waiting: try count(
                    "SELECT count(*) FROM delivery WHERE system IS NOT NULL AND status IN ('initial', 'processing')"))
        }
    }
}
