import GRDB
import HubCore

/// Packets find the documents they are about, whichever of the two comes first.
extension Ledger {
    func relate(_ document: IncomingDocument, now: Timestamp) throws {
        if document.facts.kind == .status { try relate(status: document, now: now) }
        if document.facts.kind == .document {
            let requests = document.requests
            for request in requests { try relate(request, of: document, now: now) }
            if !requests.isEmpty { try holdBack(document.id, now: now) }
            try matchParked(with: document.id, now: now)
        }
    }

    private func relate(status message: IncomingDocument, now: Timestamp) throws {
        guard let status = message.facts.status, var about = message.facts.responseFor.first else { return }
        about.organID = try db.registered(about.organID)
        let speech = Speech(message: message.id, speaker: message.sender, about: about, status: status)
        switch try db.find(speech.search) {
        case .one(let found): try hear(speech, found, match: found.match, now: now)
        case .several(let documents): try park(speech, .ambiguous, documents, now: now)
        case .none(let documents): try park(speech, .unknown, documents, now: now)
        }
    }

    /// Parks a status, or says anew why it is parked.
    func park(_ speech: Speech, _ because: ParkedBecause, _ candidates: [DocumentID], now: Timestamp) throws {
        let parked = StatusParked(
            message: speech.message, replier: speech.speaker, about: speech.about, status: speech.status,
            because: because, candidates: candidates)
        if speech.isParked, try !db.isNews(parked) { return }
        try append(.statusParked(parked), at: now)
    }

    func relate(_ request: DocumentRequest, of message: IncomingDocument, now: Timestamp) throws {
        let search = Search(request.about, packet: message.id)
        let (because, candidates): (ParkedBecause, [DocumentID])
        switch try db.find(search) {
        case .one(let found) where found.sender == message.sender:
            return try ask(request, of: message.id, about: found.document, match: found.match, now: now)
        case .one(let found): (because, candidates) = (.notConcerned, [found.document])
        case .several(let documents): (because, candidates) = (.ambiguous, documents)
        case .none(let documents): (because, candidates) = (.unknown, documents)
        }
        for piece in request.pieces {
            let parked = RequestParked(
                message: message.id, request: piece, because: because, candidates: candidates)
            try append(.requestParked(parked), at: now)
        }
    }

    // MARK: What waits

    /// Gives a document what was waiting for it, in the order it came.
    func matchParked(with document: DocumentID, now: Timestamp) throws {
        guard try db.hasParked() else { return }
        for parked in try db.parked(for: document) {
            switch parked {
            case .status(let speech):
                guard case .one(let found) = try db.find(speech.search), found.document == document else { continue }
                try hear(speech, found, match: found.match, now: now)
            case .request(let index, let message, let request):
                let search = Search(request.about, packet: message)
                guard case .one(let found) = try db.find(search), found.document == document,
                    found.sender == request.about.organID
                else { continue }
                try append(
                    .requestMatched(RequestMatched(message: message, parked: index, document: document)), at: now)
                try ask(request, of: message, about: document, match: found.match, now: now)
                try holdBack(message, now: now)
            }
        }
    }
}

/// A status as one agency says it about one document.
struct Speech {
    let message: DocumentID
    /// The identifier in the register.
    let speaker: String
    /// With the issuer's identifier in the register.
    let about: MessageFacts.Reference
    let status: StatedStatus
    /// Whether it waits since an earlier commit.
    var isParked = false
    /// Who matched it by hand.
    var by: String?
    /// Which request it answers, when somebody said so.
    var answering: DocumentID?

    var search: Search { Search(about, speaker: speaker, packet: message) }
}

/// Something that waits for its document.
enum Parked {
    case status(Speech)
    /// - Parameter Int64: the index of its ``RequestParked``.
    case request(Int64, DocumentID, DocumentRequest)

    init(_ row: Row) throws {
        if let request: DocumentRequest = try row.optionalJSON("request") {
            self = .request(try row.required("journal_index"), try row.identifier("message"), request)
        } else {
            self = .status(try Speech(parked: row))
        }
    }
}

extension Speech {
    fileprivate init(parked row: Row) throws {
        self.init(
            message: try row.identifier("message"), speaker: try row.required("speaker"), about: try row.json("about"),
            status: try row.json("status"), isParked: true)
    }
}

extension Database {
    private static let parkedColumns = """
        SELECT journal_index, message, replier AS speaker, about, status, NULL AS request FROM parked_status WHERE
        """
    private static let parkedRequestColumns = """
        SELECT journal_index, message, sender, NULL, NULL, request FROM parked_request WHERE
        """

    fileprivate func hasParked() throws -> Bool {
        try number(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM parked_status) OR EXISTS (SELECT 1 FROM parked_request)") != nil
    }

    /// What may be about a document, by any of the names it has; the oldest first.
    fileprivate func parked(for document: DocumentID) throws -> [Parked] {
        let names = try rows(
            """
            SELECT document_key AS name FROM document WHERE id = ?1 AND document_key IS NOT NULL
            UNION SELECT upper(?1) UNION SELECT upper(id) FROM delivery WHERE document = ?1
            UNION SELECT upper(reference) FROM delivery WHERE document = ?1 AND reference IS NOT NULL
            UNION SELECT upper(doc_id) FROM axis_item WHERE document = ?1
            """, [document.text]
        ).map { try $0.required("name") as String }
        guard let row = try row("SELECT sender, code_tolerant FROM document WHERE id = ?", [document.text]) else {
            return []
        }
        let (statuses, requests) = (Database.parkedColumns, Database.parkedRequestColumns)
        return try rows(
            """
            \(statuses) document_key IN (SELECT value FROM json_each(:names))
            UNION \(statuses) issuer = :sender AND code_tolerant = :code
            UNION \(statuses) other_issuer = :sender AND other_code = :code
            UNION \(requests) document_key IN (SELECT value FROM json_each(:names))
            UNION \(requests) sender = :sender AND code_tolerant = :code
            UNION \(requests) other_issuer = :sender AND other_code = :code
            ORDER BY journal_index
            """,
            [
                "names": try names.columnText(), "sender": try row.required("sender") as String,
                "code": try row.required("code_tolerant") as String,
            ]
        ).map(Parked.init)
    }

    /// What waits under one packet's name.
    func parked(packet: DocumentID) throws -> [Parked] {
        try rows(
            """
            \(Database.parkedColumns) message = ?1 UNION ALL \(Database.parkedRequestColumns) message = ?1
            ORDER BY journal_index
            """, [packet.text]
        ).map(Parked.init)
    }

    /// Whether a status is parked for another reason than before.
    fileprivate func isNews(_ parked: StatusParked) throws -> Bool {
        try number(
            "SELECT 1 FROM parked_status WHERE message = ? AND because = ? AND candidates = ?",
            [
                parked.message.text, (parked.because ?? .unknown).rawValue,
                try (parked.candidates ?? []).columnText(),
            ]) == nil
    }
}
