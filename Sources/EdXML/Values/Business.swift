import SignedXML

/// What a packet does (`BussinessDocType`). The raw value is the one on the wire.
package enum BusinessType: Int, Sendable, Hashable, Codable, CaseIterable {
    case new = 0
    case recall = 1
    case update = 2
    case replace = 3

    package var name: Bilingual {
        switch self {
        case .new: Bilingual(vi: "Văn bản mới", en: "New document")
        case .recall: Bilingual(vi: "Thu hồi", en: "Recall")
        case .update: Bilingual(vi: "Cập nhật", en: "Update")
        case .replace: Bilingual(vi: "Thay thế", en: "Replacement")
        }
    }
}

/// The `Bussiness` part of the trace list: what the packet does, to which documents, and who says so.
package struct Business: Sendable, Hashable {
    package var type: BusinessType
    /// The document recalled or updated.
    package var documentID: String?
    package var reason: String?
    /// Passed through: senders disagree on its meaning.
    package var paper: String?
    package var staff: StaffInfo?
    /// Present when `type` is ``BusinessType/update``.
    package var update: DocumentUpdate?
    /// Not empty when `type` is ``BusinessType/replace``.
    package var replacements: [Replacement]

    package init(
        type: BusinessType = .new, documentID: String? = nil, reason: String? = nil, paper: String? = nil,
        staff: StaffInfo? = nil, update: DocumentUpdate? = nil, replacements: [Replacement] = []
    ) {
        self.type = type
        self.documentID = documentID
        self.reason = reason
        self.paper = paper
        self.staff = staff
        self.update = update
        self.replacements = replacements
    }
}

/// What an update changes (`BussinessDocumentInfo`).
package struct DocumentUpdate: Sendable, Hashable {
    /// Whether the document's own description changed.
    package var changesDocument: Bool
    /// Whether the list of recipients changed.
    package var changesReceivers: Bool
    package var receivers: [ReceiverChange]

    package init(changesDocument: Bool, changesReceivers: Bool, receivers: [ReceiverChange]) {
        self.changesDocument = changesDocument
        self.changesReceivers = changesReceivers
        self.receivers = receivers
    }
}

/// One recipient added or removed by an update (`Receiver`).
package struct ReceiverChange: Sendable, Hashable {
    package var agency: AgencyID
    /// `ReceiverType`: 1 added, 0 removed.
    package var isAdded: Bool

    package init(agency: AgencyID, isAdded: Bool) {
        self.agency = agency
        self.isAdded = isAdded
    }
}

/// One document that this one takes the place of (`ReplacementInfo`).
package struct Replacement: Sendable, Hashable {
    package var documentID: String
    /// Who held the replaced document.
    package var holders: [AgencyID]

    package init(documentID: String, holders: [AgencyID]) {
        self.documentID = documentID
        self.holders = holders
    }
}
