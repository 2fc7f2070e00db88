/// A row of a list reply.
package protocol ReplyRow: Sendable, Hashable {
    /// As written: every value a string.
    var members: [(String, String)] { get }
    init(_ row: RowReader) throws(EnvelopeError)
}

/// Reads the fields of one row: names in any case, scalars of any kind.
package struct RowReader {
    let row: JSON
    let index: Int

    init(row: JSON, index: Int) throws(EnvelopeError) {
        guard case .object = row else { throw .field("data[\(index)]") }
        self.row = row
        self.index = index
    }

    /// A field that may be missing, null or empty, and is then `""`.
    func optional(_ name: String) throws(EnvelopeError) -> String {
        guard let value = row[name], value != .null else { return "" }
        guard let text = value.scalar else { throw .field("data[\(index)].\(name)") }
        return text
    }

    func required(_ name: String) throws(EnvelopeError) -> String {
        let text = try optional(name)
        guard !text.isEmpty else { throw .field("data[\(index)].\(name)") }
        return text
    }
}

/// An agency of the register; a row of `getAgenciesList` and, with the fields after `mail`, of `getSynchronizeUnit`.
package struct AgencyRow: ReplyRow {
    package var id: String
    /// The parent's id.
    package var pid: String
    /// The agency's identifier, as it stands in `OrganId`.
    package var code: String
    package var name: String
    package var mail: String
    package var unit: Unit?

    /// What only synchronisation needs to know.
    package struct Unit: Sendable, Hashable {
        /// Grows with every change of the register.
        package var version: String
        /// The interconnection centre the agency hangs under.
        package var centerCode: String
        package var isDeleted: Bool
        package var modifyDate: String
        package var isAgency: Bool

        package init(version: String, centerCode: String, isDeleted: Bool, modifyDate: String, isAgency: Bool) {
            self.version = version
            self.centerCode = centerCode
            self.isDeleted = isDeleted
            self.modifyDate = modifyDate
            self.isAgency = isAgency
        }
    }

    package init(id: String, pid: String, code: String, name: String, mail: String, unit: Unit? = nil) {
        self.id = id
        self.pid = pid
        self.code = code
        self.name = name
        self.mail = mail
        self.unit = unit
    }

    package init(_ row: RowReader) throws(EnvelopeError) {
        id = try row.optional("id")
        pid = try row.optional("pid")
        code = try row.required("code")
        name = try row.optional("name")
        mail = try row.optional("mail")
        let version = try row.optional("version")
        let center = try row.optional("centerCode")
        guard !version.isEmpty || !center.isEmpty else { return }
        unit = Unit(
            version: version, centerCode: center, isDeleted: Self.isTrue(try row.optional("deleted")),
            modifyDate: try row.optional("modifyDate"),
            isAgency: Self.isTrue(try row.optional("isAgency"), orMissing: true))
    }

    package var members: [(String, String)] {
        let common = [("id", id), ("pid", pid), ("code", code), ("name", name), ("mail", mail)]
        guard let unit else { return common }
        return common + [
            ("version", unit.version), ("centerCode", unit.centerCode), ("deleted", unit.isDeleted ? "1" : "0"),
            ("modifyDate", unit.modifyDate), ("isAgency", unit.isAgency ? "1" : "0"),
        ]
    }

    private static func isTrue(_ text: String, orMissing missing: Bool = false) -> Bool {
        text.isEmpty ? missing : ["1", "true", "yes"].contains(text.lowercased())
    }
}

/// A packet that waits; a row of `getReceivedEdocList`.
package struct ReceivedRow: ReplyRow {
    package var docID: String
    package var messageType: MessageType
    /// ``AxisTime/display(_:)``'s form.
    package var createdTime: String
    package var updatedTime: String
    package var from: String
    /// One string, whoever the recipients are: the truth about them is in the packet.
    package var to: String
    package var status: TransportStatus
    package var statusDescription: String

    package init(
        docID: String, messageType: MessageType, createdTime: String, updatedTime: String, from: String, to: String,
        status: TransportStatus, statusDescription: String = ""
    ) {
        self.docID = docID
        self.messageType = messageType
        self.createdTime = createdTime
        self.updatedTime = updatedTime
        self.from = from
        self.to = to
        self.status = status
        self.statusDescription = statusDescription
    }

    package init(_ row: RowReader) throws(EnvelopeError) {
        docID = try row.required("docId")
        guard let type = MessageType(rawValue: try row.required("messageType").lowercased()) else {
            throw .field("data[\(row.index)].messageType")
        }
        messageType = type
        createdTime = try row.optional("created_time")
        updatedTime = try row.optional("updated_time")
        from = try row.optional("from")
        to = try row.optional("to")
        let status = try row.optional("status").lowercased()
        // A peer's own word for a waiting packet still means that it waits: it stands in the list.
        self.status = TransportStatus(rawValue: status) ?? .initial
        statusDescription = try row.optional("status_desc")
    }

    package var members: [(String, String)] {
        [
            ("docId", docID), ("serviceType", Parameters.serviceType), ("messageType", messageType.rawValue),
            ("created_time", createdTime), ("updated_time", updatedTime), ("from", from), ("to", to),
            ("status", status.rawValue), ("status_desc", statusDescription),
        ]
    }
}

/// A packet sent, once per receiver; a row of `getSentEdocList`.
package struct SentRow: ReplyRow {
    /// The docId that `sendEdoc` answered.
    package var senderDocID: String
    /// The docId under which the receiver finds it.
    package var receiverDocID: String
    package var fromCode: String
    package var toCode: String
    package var title: String
    package var notation: String
    package var sentTime: String
    package var receivedTime: String
    package var sendStatus: String
    package var sendStatusDescription: String
    package var receiveStatus: String
    package var receiveStatusDescription: String

    package init(
        senderDocID: String, receiverDocID: String, fromCode: String, toCode: String, title: String, notation: String,
        sentTime: String, receivedTime: String, sendStatus: String, sendStatusDescription: String = "",
        receiveStatus: String, receiveStatusDescription: String = ""
    ) {
        self.senderDocID = senderDocID
        self.receiverDocID = receiverDocID
        self.fromCode = fromCode
        self.toCode = toCode
        self.title = title
        self.notation = notation
        self.sentTime = sentTime
        self.receivedTime = receivedTime
        self.sendStatus = sendStatus
        self.sendStatusDescription = sendStatusDescription
        self.receiveStatus = receiveStatus
        self.receiveStatusDescription = receiveStatusDescription
    }

    package init(_ row: RowReader) throws(EnvelopeError) {
        senderDocID = try row.required("senderDocId")
        receiverDocID = try row.optional("receiverDocId")
        fromCode = try row.optional("fromCode")
        toCode = try row.optional("toCode")
        title = try row.optional("title")
        notation = try row.optional("notation")
        sentTime = try row.optional("sentTime")
        receivedTime = try row.optional("receivedTime")
        sendStatus = try row.optional("sendStatus")
        sendStatusDescription = try row.optional("sendStatusDesc")
        receiveStatus = try row.optional("receiveStatus")
        receiveStatusDescription = try row.optional("receiveStatusDesc")
    }

    package var members: [(String, String)] {
        [
            ("senderDocId", senderDocID), ("receiverDocId", receiverDocID), ("fromCode", fromCode), ("toCode", toCode),
            ("title", title), ("notation", notation), ("sentTime", sentTime), ("receivedTime", receivedTime),
            ("sendStatus", sendStatus), ("sendStatusDesc", sendStatusDescription), ("receiveStatus", receiveStatus),
            ("receiveStatusDesc", receiveStatusDescription),
        ]
    }
}
