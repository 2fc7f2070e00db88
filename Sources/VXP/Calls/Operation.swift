/// The calls of the axis interface: `{endpoint}/<operation>`.
package enum Operation: String, Sendable, CaseIterable {
    /// All agencies of the register. data[] of ``AgencyRow``.
    case getAgenciesList
    /// The same with centre, version and deletion marks, for synchronising by increments. (A parameter cannot be named
    /// `version`: that header tells the client's own.)
    case getSynchronizeUnit
    /// Adds an agency under the caller's centre; its facts are the JSON body.
    case registerAgency
    /// Takes an agency of the caller's centre out of the register.
    case deleteAgency
    /// Hands a document or a status over; the edXML is the body.
    case sendEdoc
    /// What waits for the caller. data[] of ``ReceivedRow``.
    case getReceivedEdocList
    /// One packet, as base64 inside JSON.
    case getEdoc
    /// One packet, as it is.
    case downloadEdoc
    /// Says what became of a fetched packet: a ``TransportStatus``.
    case updateStatus
    /// What the caller has sent, and how far it got. data[] of ``SentRow``.
    case getSentEdocList
    /// How many documents wait for the caller.
    case countReceiveEdoc
    /// How many statuses wait for the caller.
    case countReceiveStatus

    package var path: String { "/" + rawValue }

    /// The method that clients use.
    package var method: String {
        switch self {
        case .countReceiveEdoc, .countReceiveStatus: "GET"
        default: "POST"
        }
    }

    /// Every method a server takes it by: all calls are POSTs, and the sources disagree about the last three.
    package var methods: [String] {
        switch self {
        case .countReceiveEdoc, .countReceiveStatus, .downloadEdoc: ["GET", "POST"]
        default: ["POST"]
        }
    }

    /// The parameters without which the call means nothing, besides `systemid` and `timestamp`.
    package var required: [String] {
        switch self {
        case .sendEdoc: ["from", "messagetype"]
        case .getReceivedEdocList, .getSentEdocList: ["messagetype"]
        case .getEdoc, .downloadEdoc: ["docId"]
        case .updateStatus: ["docId", "status"]
        case .deleteAgency: ["AgencyCode"]
        case .getAgenciesList, .getSynchronizeUnit, .registerAgency, .countReceiveEdoc, .countReceiveStatus: []
        }
    }

    /// The required parameters that a call lacks or leaves empty.
    package func missing(in parameters: Parameters) -> [String] {
        required.filter { parameters[$0]?.isEmpty ?? true }
    }
}

/// What a packet is: a document, or a business status about one.
package enum MessageType: String, Sendable, CaseIterable {
    case edoc
    case status
}

/// Where a packet stands between the axis and its receiver. Says nothing about what the receiver's clerks did.
package enum TransportStatus: String, Sendable, CaseIterable {
    /// Waits, and nobody has asked for it.
    case initial
    /// Fetched, fate unknown.
    case processing
    /// The receiver holds it durably; it leaves the list.
    case done
    /// The receiver cannot take it; it leaves the list.
    case fail
}
