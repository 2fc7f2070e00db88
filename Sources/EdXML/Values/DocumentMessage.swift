/// A packet that carries, recalls, updates or replaces a document.
package struct DocumentMessage: Sendable, Hashable {
    package var from: Organization
    /// At least one, each with an identifier of its own.
    package var to: [Organization]
    /// The sender's identifier of the document: opaque, often `OrganId,yyyy/MM/dd,code`.
    package var documentID: String?
    package var code: DocumentCode
    package var promulgation: Promulgation
    package var type: DocumentType
    /// *Trích yếu*.
    package var subject: String
    package var content: String?
    package var signer: SignerInfo?
    package var dueDate: LocalDate?
    package var toPlaces: [String]
    package var other: OtherInfo
    /// The documents this one answers; in a recall, one per recipient concerned.
    package var responsesFor: [ResponseFor]
    /// 0 to 3, passed through.
    package var steeringType: Int?
    /// The codes of the tasks it answers (`ResponseForTask`), passed through.
    package var taskCodes: [String]
    /// Passed through.
    package var applicationType: String?
    /// `TraceHeaderList/@id`.
    package var traceID: String?
    package var trace: [TraceHeader]
    package var business: Business
    package var references: [ManifestReference]
    package var attachments: [Attachment]

    package init(
        from: Organization, to: [Organization], documentID: String? = nil, code: DocumentCode,
        promulgation: Promulgation, type: DocumentType = DocumentType(), subject: String, content: String? = nil,
        signer: SignerInfo? = nil, dueDate: LocalDate? = nil, toPlaces: [String] = [], other: OtherInfo = OtherInfo(),
        responsesFor: [ResponseFor] = [], steeringType: Int? = nil, taskCodes: [String] = [],
        applicationType: String? = nil, traceID: String? = nil, trace: [TraceHeader] = [],
        business: Business = Business(), references: [ManifestReference] = [], attachments: [Attachment] = []
    ) {
        self.from = from
        self.to = to
        self.documentID = documentID
        self.code = code
        self.promulgation = promulgation
        self.type = type
        self.subject = subject
        self.content = content
        self.signer = signer
        self.dueDate = dueDate
        self.toPlaces = toPlaces
        self.other = other
        self.responsesFor = responsesFor
        self.steeringType = steeringType
        self.taskCodes = taskCodes
        self.applicationType = applicationType
        self.traceID = traceID
        self.trace = trace
        self.business = business
        self.references = references
        self.attachments = attachments
    }

    package var naturalKey: NaturalKey {
        NaturalKey(issuer: from.id, date: promulgation.date, code: code.full)
    }
}

/// Number and notation of a document: `7816` and `VPCP-TTĐT`.
package struct DocumentCode: Sendable, Hashable, Codable {
    package var number: String
    package var notation: String

    package init(number: String, notation: String) {
        self.number = number
        self.notation = notation
    }

    /// `7816/VPCP-TTĐT`.
    package var full: String { "\(number)/\(notation)" }
}

/// Where and when a document was issued (`PromulgationInfo`).
package struct Promulgation: Sendable, Hashable {
    package var place: String?
    package var date: LocalDate

    package init(place: String? = nil, date: LocalDate) {
        self.place = place
        self.date = date
    }
}

/// The kind of document, as the sender classes it. The numbers are unreliable between senders; the name is not.
package struct DocumentType: Sendable, Hashable {
    package var type: String?
    package var detail: String?
    package var name: String?

    package init(type: String? = nil, detail: String? = nil, name: String? = nil) {
        self.type = type
        self.detail = detail
        self.name = name
    }
}

/// Who signed the document (`SignerInfo`).
package struct SignerInfo: Sendable, Hashable {
    /// `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, …
    package var competence: String?
    package var position: String?
    package var fullName: String?

    package init(competence: String? = nil, position: String? = nil, fullName: String? = nil) {
        self.competence = competence
        self.position = position
        self.fullName = fullName
    }
}

/// Urgency and bookkeeping (`OtherInfo`).
package struct OtherInfo: Sendable, Hashable {
    package var priority: Priority
    package var sphere: String?
    package var typerNotation: String?
    package var promulgationAmount: Int?
    package var pageAmount: Int?
    /// Whether it steers others' work, as the sender puts it; passed through.
    package var direction: String?
    package var appendixes: [String]

    package init(
        priority: Priority = .ordinary, sphere: String? = nil, typerNotation: String? = nil,
        promulgationAmount: Int? = nil, pageAmount: Int? = nil, direction: String? = nil, appendixes: [String] = []
    ) {
        self.priority = priority
        self.sphere = sphere
        self.typerNotation = typerNotation
        self.promulgationAmount = promulgationAmount
        self.pageAmount = pageAmount
        self.direction = direction
        self.appendixes = appendixes
    }
}

/// One stop of the packet on its way.
package struct TraceHeader: Sendable, Hashable {
    package var agency: AgencyID
    package var at: LocalDateTime

    package init(agency: AgencyID, at: LocalDateTime) {
        self.agency = agency
        self.at = at
    }
}
