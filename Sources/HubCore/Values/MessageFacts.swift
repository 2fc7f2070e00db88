/// What the hub needs to know about one inspected message, apart from its bytes.
///
/// It is part of the journal: names are stable, and long texts are clipped (``clipped()``), since the bytes keep them.
package struct MessageFacts: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Codable {
        case document
        case status
    }

    /// An agency as the message states it.
    package struct Party: Sendable, Hashable, Codable {
        /// As written, in the old or the new form.
        package var id: String
        package var name: String

        package init(id: String, name: String = "") {
            self.id = id
            self.name = name
        }
    }

    /// A reference to another document (`ResponseFor`).
    package struct Reference: Sendable, Hashable, Codable {
        /// The issuer, as written.
        package var organID: String
        /// The full code, `7816/VPCP-TTĐT`.
        package var code: String
        package var documentID: String?
        /// `yyyy-MM-dd` or `yyyy/MM/dd`.
        package var promulgationDate: String?

        package init(organID: String, code: String, documentID: String? = nil, promulgationDate: String? = nil) {
            self.organID = organID
            self.code = code
            self.documentID = documentID
            self.promulgationDate = promulgationDate
        }
    }

    /// What an update changes (`BussinessDocumentInfo`).
    package struct Changes: Sendable, Hashable, Codable {
        /// Whether the document's own description changed.
        package var changesDocument: Bool
        /// The recipients it adds, as written.
        package var added: [String]
        /// The recipients it removes, as written.
        package var removed: [String]

        package init(changesDocument: Bool = false, added: [String] = [], removed: [String] = []) {
            self.changesDocument = changesDocument
            self.added = added
            self.removed = removed
        }
    }

    /// One document of which this takes the place (`ReplacementInfo`).
    package struct Replaced: Sendable, Hashable, Codable {
        package var documentID: String
        /// Who held it, as written.
        package var holders: [String]

        package init(documentID: String, holders: [String]) {
            self.documentID = documentID
            self.holders = holders
        }
    }

    package var kind: Kind
    package var from: Party
    /// A document's recipients. Of a status the agency answered; of a recall request (13) the receivers it goes to.
    package var to: [Party]
    /// The sender's own identifier, opaque.
    package var documentID: String?
    /// The full code. Of a status: the code of what it answers.
    package var code: String
    /// `yyyy-MM-dd` or `yyyy/MM/dd`.
    package var promulgationDate: String?
    package var subject: String
    package var typeName: String
    /// 0 thường … 4 hỏa tốc hẹn giờ.
    package var priority: Int
    package var dueDate: String?
    /// 0 new, 1 recall, 2 update, 3 replace; 0 for a status.
    package var businessType: Int
    /// The document that a recall or an update is about.
    package var businessDocumentID: String?
    package var businessReason: String?
    /// Of an update; absent otherwise.
    package var changes: Changes?
    /// Of a replacement; absent otherwise.
    package var replaces: [Replaced]?
    package var responseFor: [Reference]
    /// Present in a status only.
    package var status: StatedStatus?
    /// Lower-case hex, over the bytes received.
    package var sha256: String
    package var size: Int64
    /// Fingerprint of the certificate whose signature was verified; `nil` when there was none.
    package var certificate: String?
    /// Codes of the findings that flag and do not refuse.
    package var flags: [String]

    package init(
        kind: Kind, from: Party, to: [Party], documentID: String? = nil, code: String, promulgationDate: String? = nil,
        subject: String = "", typeName: String = "", priority: Int = 0, dueDate: String? = nil, businessType: Int = 0,
        businessDocumentID: String? = nil, businessReason: String? = nil, changes: Changes? = nil,
        replaces: [Replaced]? = nil, responseFor: [Reference] = [], status: StatedStatus? = nil, sha256: String,
        size: Int64, certificate: String? = nil, flags: [String] = []
    ) {
        self.kind = kind
        self.from = from
        self.to = to
        self.documentID = documentID
        self.code = code
        self.promulgationDate = promulgationDate
        self.subject = subject
        self.typeName = typeName
        self.priority = priority
        self.dueDate = dueDate
        self.businessType = businessType
        self.businessDocumentID = businessDocumentID
        self.businessReason = businessReason
        self.changes = changes
        self.replaces = replaces
        self.responseFor = responseFor
        self.status = status
        self.sha256 = sha256
        self.size = size
        self.certificate = certificate
        self.flags = flags
    }
}

/// What a status message states.
package struct StatedStatus: Sendable, Hashable, Codable {
    /// Two digits.
    package var code: String
    /// The time the message states, not the time it came.
    package var at: Timestamp
    package var description: String
    package var staff: String
    package var department: String

    package init(code: String, at: Timestamp, description: String = "", staff: String = "", department: String = "") {
        self.code = code
        self.at = at
        self.description = description
        self.staff = staff
        self.department = department
    }
}
