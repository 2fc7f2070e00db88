import Foundation
import GRDB
import VXP

extension AxisStore {
    /// Rows of one list; a caller with more waiting asks again once it has acknowledged these.
    static let listLength = 500

    /// What waits for a system, oldest first.
    /// - Parameter arrived: bounds of the time of arrival, milliseconds, both inclusive.
    func waiting(
        for system: String, _ type: MessageType, arrived: ClosedRange<Int64>
    ) async throws -> [ReceivedRow] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT delivery.docID, received, updated, sender, receiver, delivery.status, delivery.description
                    FROM delivery JOIN packet ON packet.id = packet
                    WHERE delivery.system = ? AND status IN ('initial', 'processing') AND type = ?
                        AND received BETWEEN ? AND ?
                    ORDER BY delivery.id LIMIT ?
                    """,
                arguments: [system, type.rawValue, arrived.lowerBound, arrived.upperBound, Self.listLength]
            ).map { row in
                ReceivedRow(
                    docID: row["docID"], messageType: type, createdTime: AxisTime.display(row["received"]),
                    updatedTime: AxisTime.display(row["updated"]), from: row["sender"], to: row["receiver"],
                    status: TransportStatus(rawValue: row["status"]) ?? .initial,
                    statusDescription: row["description"])
            }
        }
    }

    func waitingCount(for system: String, _ type: MessageType) async throws -> Int {
        try await pool.read { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM delivery JOIN packet ON packet.id = packet
                    WHERE delivery.system = ? AND status IN ('initial', 'processing') AND type = ?
                    """, arguments: [system, type.rawValue]) ?? 0
        }
    }

    /// What a system has sent, one row per receiver, newest first.
    func sent(by system: String, _ type: MessageType, docID: String?) async throws -> [SentRow] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT packet.docID AS senderDocID, delivery.docID AS receiverDocID, sender, receiver, title, code, received,
                        updated, status, delivery.description, businessStatus
                    FROM packet JOIN delivery ON packet = packet.id
                    WHERE packet.system = ? AND type = ? AND (? IS NULL OR packet.docID = ?)
                    ORDER BY delivery.id DESC LIMIT ?
                    """, arguments: [system, type.rawValue, docID, docID, Self.listLength]
            ).map { row in
                SentRow(
                    senderDocID: row["senderDocID"], receiverDocID: row["receiverDocID"], fromCode: row["sender"],
                    toCode: row["receiver"], title: row["title"], notation: row["code"],
                    sentTime: AxisTime.display(row["received"]), receivedTime: AxisTime.display(row["updated"]),
                    sendStatus: TransportStatus.done.rawValue, receiveStatus: row["businessStatus"] ?? row["status"],
                    receiveStatusDescription: row["description"])
            }
        }
    }

    /// The size and payload of a packet that was delivered to a system; it counts as being fetched from now on.
    func fetch(_ docID: String, for system: String, atMilliseconds now: Int64) async throws -> (
        size: Int, payload: Int64
    )? {
        try await pool.write { db in
            try db.execute(
                sql: """
                    UPDATE delivery SET status = 'processing', updated = ?
                    WHERE docID = ? AND system = ? AND status = 'initial'
                    """, arguments: [now, docID, system])
            let found = try Row.fetchOne(
                db,
                sql: """
                    SELECT size, payload FROM delivery JOIN packet ON packet.id = packet
                    WHERE delivery.docID = ? AND delivery.system = ?
                    """, arguments: [docID, system]
            ).map { (size: $0["size"] as Int, payload: $0["payload"] as Int64) }
            if found != nil { try Self.note("fetched", ofDelivery: docID, atMilliseconds: now, in: db) }
            return found
        }
    }

    /// One piece of a payload; `nil` after the last.
    func piece(_ ordinal: Int, of payload: Int64) async throws -> [UInt8]? {
        try await pool.read { db in
            try Data.fetchOne(
                db, sql: "SELECT bytes FROM piece WHERE payload = ? AND ordinal = ?", arguments: [payload, ordinal]
            ).map { Array($0) }
        }
    }

    /// Records what became of a fetched packet. `done` and `fail` take it out of the list, and neither is ever taken back.
    /// - Returns: false when the system has no packet of that docId.
    func update(
        _ docID: String, for system: String, to status: TransportStatus, description: String,
        atMilliseconds now: Int64
    ) async throws -> Bool {
        try await pool.write { db in
            try db.execute(
                sql: """
                    UPDATE delivery SET status = ?, description = ?, updated = ?
                    WHERE docID = ? AND system = ? AND status IN ('initial', 'processing')
                    """, arguments: [status.rawValue, description, now, docID, system])
            if db.changesCount > 0 { try Self.note(status.rawValue, ofDelivery: docID, atMilliseconds: now, in: db) }
            return try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM delivery WHERE docID = ? AND system = ?)",
                arguments: [docID, system]) == true
        }
    }
}
