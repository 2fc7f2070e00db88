import EdXML
import GRDB
import VXP

extension AxisStore {
    /// Accepts a packet: bytes, deliveries and the answers to come, in one transaction.
    /// - Returns: the packet's docId; that of the first time when the same packet comes again.
    /// - Throws: ``AxisRefusal`` for an unknown sender or receiver, and for other bytes under the same key.
    func accept(
        _ packet: IncomingPacket, script: AnswerScript, newIdentifier: @escaping @Sendable () -> String,
        atMilliseconds now: Int64
    ) async throws -> String {
        try await pool.write { db in
            try accept(packet, script: script, newIdentifier: newIdentifier, atMilliseconds: now, in: db).docID
        }
    }

    func accept(
        _ packet: IncomingPacket, script: AnswerScript, newIdentifier: () -> String, atMilliseconds now: Int64,
        in db: Database
    ) throws -> (id: Int64, docID: String) {
        let centre = try Self.centre(ofSenderOf: packet, in: db)
        let receivers = try Self.receivers(of: packet, outside: centre, in: db)
        let key = packet.duplicateKey(receivers: receivers.map(\.code))
        let first = try Row.fetchOne(
            db, sql: "SELECT id, docID, sha256 FROM packet WHERE duplicateKey = ?", arguments: [key])
        if let first {
            guard first["sha256"] == packet.hash.text() else { throw AxisRefusal(.conflict, key) }
            try db.execute(sql: "UPDATE packet SET repeats = repeats + 1 WHERE id = ?", arguments: [first["id"]])
            try packet.payload.discard(in: db)
            return (first["id"], first["docID"])
        }
        let docID = newIdentifier()
        let id = try Self.insert(packet, docID: docID, key: key, atMilliseconds: now, in: db)
        for receiver in receivers {
            try deliver(
                packet, id: id, to: receiver, docID: newIdentifier(), script: script, atMilliseconds: now, in: db)
        }
        try Self.note(packet, in: db)
        return (id, docID)
    }

    /// The centre of the packet's sender, who must belong to the system that hands it over.
    private static func centre(ofSenderOf packet: IncomingPacket, in db: Database) throws -> String {
        guard let sender = try agency(packet.message.from.id, in: db),
            packet.system == nil || packet.system == sender.centre
        else { throw AxisRefusal(.unknownSender, packet.message.from.id.text) }
        return sender.centre
    }

    /// Whom the packet is for. What stays inside a centre is not the axis's to carry: without `to`, the sender's
    /// own centre is left out.
    private static func receivers(
        of packet: IncomingPacket, outside centre: String, in db: Database
    ) throws -> [RegisteredAgency] {
        let listed = packet.message.recipients
        let listedCodes = Set(try listed.compactMap { try agency($0, in: db)?.code })
        var unknown: [String] = []
        var receivers: [RegisteredAgency] = []
        for id in packet.narrowedTo ?? listed {
            let agency = try agency(id, in: db)
            guard listed.contains(id) || agency.map({ listedCodes.contains($0.code) }) == true else {
                throw AxisRefusal(.parameterInvalid, "to: \(id.text)")
            }
            guard let agency else {
                unknown.append(id.text)
                continue
            }
            // One that is named in both forms of its code gets the packet once.
            if packet.narrowedTo != nil || agency.centre != centre,
                !receivers.contains(where: { $0.code == agency.code })
            {
                receivers.append(agency)
            }
        }
        guard unknown.isEmpty else { throw AxisRefusal(.unknownReceiver, unknown.joined(separator: ", ")) }
        guard !receivers.isEmpty else {
            throw AxisRefusal(.unknownReceiver, listed.map(\.text).joined(separator: ", "))
        }
        return receivers
    }

    private static func insert(
        _ packet: IncomingPacket, docID: String, key: String, atMilliseconds now: Int64, in db: Database
    ) throws -> Int64 {
        let document = packet.message.document
        let status = packet.message.status
        try db.execute(
            sql: """
                INSERT INTO packet (docID, duplicateKey, type, system, sender, documentKey, code, documentID, date, title,
                    business, statusCode, description, sha256, size, payload, received)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                docID, key, packet.type.rawValue, packet.system, packet.message.from.id.text, packet.documentKey,
                document?.code.full ?? status?.responseFor.code, document?.documentID ?? status?.responseFor.documentID,
                document?.promulgation.date.text ?? status?.responseFor.date?.text, document?.subject ?? "",
                document?.business.type.rawValue, status?.code.rawValue, status?.description, packet.hash.text(),
                packet.size, try packet.payload.complete(in: db), now,
            ])
        return db.lastInsertedRowID
    }

    /// Puts a packet into its receiver's list; an agency without a system of its own is played.
    private func deliver(
        _ packet: IncomingPacket, id: Int64, to receiver: RegisteredAgency, docID: String, script: AnswerScript,
        atMilliseconds now: Int64, in db: Database
    ) throws {
        let system = systems.contains(receiver.centre) ? receiver.centre : nil
        try db.execute(
            sql: "INSERT INTO delivery (packet, docID, receiver, system, status, updated) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                id, docID, receiver.code, system, (system == nil ? TransportStatus.done : .initial).rawValue, now,
            ])
        let delivery = db.lastInsertedRowID
        guard system == nil, let occasion = packet.occasion, let agency = AgencyID(receiver.code) else { return }
        let answers = script.answers(to: occasion, of: agency, key: packet.documentKey ?? packet.hash.text())
        for (ordinal, answer) in answers.enumerated() {
            try db.execute(
                sql: "INSERT INTO answer (delivery, ordinal, code, description, due) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    delivery, ordinal, answer.code.rawValue, answer.description, now + answer.delayMilliseconds,
                ])
        }
    }

    /// Writes a status beside the deliveries it speaks of.
    private static func note(_ packet: IncomingPacket, in db: Database) throws {
        guard let status = packet.message.status, let key = packet.documentKey else { return }
        try db.execute(
            sql: """
                UPDATE delivery SET businessStatus = ?
                WHERE upper(receiver) = ?
                    AND packet IN (SELECT id FROM packet WHERE type = 'edoc' AND documentKey = ?)
                """, arguments: [status.code.rawValue, status.from.id.canonical, key])
    }
}
