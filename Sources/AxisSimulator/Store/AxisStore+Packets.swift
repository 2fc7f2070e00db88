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
            try Self.note(packet, .repeated(docID: first["docID"]), atMilliseconds: now, in: db)
            return (first["id"], first["docID"])
        }
        let docID = newIdentifier()
        let id = try Self.insert(packet, docID: docID, key: key, atMilliseconds: now, in: db)
        for receiver in receivers {
            try deliver(
                packet, id: id, to: receiver, docID: newIdentifier(), script: script, atMilliseconds: now, in: db)
        }
        try Self.note(packet, atMilliseconds: now, in: db)
        try Self.note(packet, .accepted(docID: docID), atMilliseconds: now, in: db)
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
        try Self.note(system == nil ? "played" : "offered", ofDelivery: docID, atMilliseconds: now, in: db)
        guard let occasion = packet.occasion, let agency = AgencyID(receiver.code) else { return }
        let key = packet.documentKey ?? packet.hash.text()
        let answers =
            system == nil
            ? script.answers(to: occasion, of: agency, key: key)
            : packet.system == nil && occasion == .document ? script.demands(on: agency, key: key) : []
        for (ordinal, answer) in answers.enumerated() {
            let (speaker, listener) =
                system == nil ? (agency, packet.message.from.id) : (packet.message.from.id, agency)
            try Self.owe(
                answer, ordinal: ordinal, by: speaker, to: listener, about: packet, atMilliseconds: now, in: db)
        }
    }

    /// Delivers a packet once more to those who have it, under other docIds: what a careless peer does.
    static func deliverAgain(
        _ packet: Int64, newIdentifier: () -> String, atMilliseconds now: Int64, in db: Database
    ) throws {
        let deliveries = try Row.fetchAll(
            db, sql: "SELECT DISTINCT receiver, system FROM delivery WHERE packet = ?", arguments: [packet])
        for row in deliveries {
            let docID = newIdentifier()
            try db.execute(
                sql: """
                    INSERT INTO delivery (packet, docID, receiver, system, status, updated)
                    VALUES (?, ?, ?, ?, 'initial', ?)
                    """, arguments: [packet, docID, row["receiver"] as String, row["system"] as String?, now])
            try note("offered", ofDelivery: docID, atMilliseconds: now, in: db)
        }
    }

    /// Writes a status beside the deliveries it speaks of, and wakes the demands that have waited for what happened.
    private static func note(_ packet: IncomingPacket, atMilliseconds now: Int64, in db: Database) throws {
        if let document = packet.message.document, document.business.type == .update, packet.system == nil {
            try wake(.update, of: packet.documentKey, listener: nil, atMilliseconds: now, in: db)
        }
        guard let status = packet.message.status, let key = packet.documentKey else { return }
        if status.code == .completed {
            try wake(
                .completion, of: key, listener: status.from.id, atMilliseconds: now, in: db)
        }
        try db.execute(
            sql: """
                UPDATE delivery SET businessStatus = ?
                WHERE upper(receiver) = ?
                    AND packet IN (SELECT id FROM packet WHERE type = 'edoc' AND documentKey = ?)
                """, arguments: [status.code.rawValue, status.from.id.canonical, key])
    }
}
