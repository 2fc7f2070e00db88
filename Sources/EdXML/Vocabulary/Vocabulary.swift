import SignedXML

/// The words of edXML: which element may stand in which, and what it holds (QCVN 102:2016/BTTTT, and what senders in the
/// field write besides).
///
/// `Schemas/edxml.xsd` says the same and types, lengths and explanations with it; a test holds the two together. The
/// schema judges what the vocabulary knows; what it does not know is kept, flagged and shown to nobody.
enum Vocabulary {
    /// What an element holds.
    enum Content: Sendable, Hashable {
        case group(Group)
        case text
        /// Base64, judged by the decoder.
        case base64
        /// Anything; neither judged nor read.
        case opaque
    }

    /// A kind of element that holds others; its type in the schema has the same name.
    enum Group: Int, Sendable, Hashable, CaseIterable {
        case packet, envelope, header, body
        case messageHeader, organization, code, promulgationInfo, documentType, signerInfo, toPlaces
        case otherInfo, appendixes, responseFor, responseForTask, staffInfo
        case traceHeaderList, traceHeader, business, businessDocumentInfo, receiverList, receiver
        case replacementInfoList, replacementInfo, organIdList
        case manifest, reference, attachments, attachment

        /// The elements that may stand in it, in any order.
        var children: [String: Content] { Vocabulary.children[self] ?? [:] }

        /// What the element of that name holds; `nil` when there is none in this group.
        func content(of name: String) -> Content? {
            // Asked for every element of every packet. The groups are so small that looking beats hashing.
            let length = name.utf8.count
            for word in Vocabulary.words[rawValue] where word.length == length && word.name == name {
                return word.content
            }
            return nil
        }

        /// The attributes that it may bear, in no namespace.
        var attributes: Set<String> {
            switch self {
            case .traceHeaderList: ["id", "version", "mustUnderstand", "actor"]
            case .manifest: ["version"]
            default: []
            }
        }

        /// Whether its element and those in it may be in no namespace, as some senders write the attachments.
        var mayLackNamespace: Bool { self == .attachments || self == .attachment }
    }

    private static let children: [Group: [String: Content]] = [
        .packet: ["edXMLEnvelope": .group(.envelope), "AttachmentEncoded": .group(.attachments)],
        .envelope: ["edXMLHeader": .group(.header), "edXMLBody": .group(.body)],
        .header: [
            "MessageHeader": .group(.messageHeader), "TraceHeaderList": .group(.traceHeaderList),
            "Signature": .opaque, "DigitalSignature": .opaque,
        ],
        .messageHeader: eitherKind.merging(documentOnly) { first, _ in first }.merging(statusOnly) { first, _ in first
        },
        .organization: texts(
            "OrganId", "OrganizationInCharge", "OrganName", "OrganAdd", "Email", "Telephone", "Fax", "Website"),
        .code: texts("CodeNumber", "CodeNotation"),
        .promulgationInfo: texts("Place", "PromulgationDate"),
        .documentType: texts("Type", "TypeDetail", "TypeName"),
        .signerInfo: texts("Competence", "Position", "FullName"),
        .toPlaces: texts("Place"),
        .otherInfo: texts(
            "Priority", "SphereOfPromulgation", "TyperNotation", "PromulgationAmount", "PageAmount", "Direction",
            and: ["Appendixes": .group(.appendixes), "ReplyFors": .opaque, "ReferenceCodes": .opaque]),
        .appendixes: texts("Appendix"),
        .responseFor: texts("OrganId", "Code", "DocumentId", "PromulgationDate"),
        .responseForTask: texts("TaskCode"),
        .staffInfo: texts("Department", "DepartmentId", "Staff", "StaffId", "Email", "Mobile"),
        .traceHeaderList: ["TraceHeader": .group(.traceHeader), "Bussiness": .group(.business)],
        .traceHeader: texts("OrganId", "Timestamp"),
        .business: texts(
            "DocumentId", "BussinessDocType", "BussinessDocReason", "Paper",
            and: [
                "BussinessDocumentInfo": .group(.businessDocumentInfo),
                "ReplacementInfoList": .group(.replacementInfoList), "StaffInfo": .group(.staffInfo),
            ]),
        .businessDocumentInfo: texts("DocumentInfo", "DocumentReceiver", and: ["ReceiverList": .group(.receiverList)]),
        .receiverList: ["Receiver": .group(.receiver)],
        .receiver: texts("OrganId", "ReceiverType"),
        .replacementInfoList: ["ReplacementInfo": .group(.replacementInfo)],
        .replacementInfo: texts("DocumentId", and: ["OrganIdList": .group(.organIdList)]),
        .organIdList: texts("OrganId"),
        .body: ["edXMLManifest": .group(.manifest)],
        .manifest: ["Reference": .group(.reference)],
        .reference: texts("ContentId", "ContentType", "Description", "AttachmentName"),
        .attachments: ["Attachment": .group(.attachment)],
        .attachment: texts(
            "ContentId", "AttachmentName", "Description", "ContentType", and: ["ContentTransferEncoded": .base64]),
    ]

    /// The same for looking up: by the group's raw value.
    private static let words: [[(name: String, length: Int, content: Content)]] = Group.allCases.map { group in
        group.children.sorted { $0.key < $1.key }.map { ($0.key, $0.key.utf8.count, $0.value) }
    }

    /// What `MessageHeader` says in a document and in a status.
    static let eitherKind: [String: Content] = [
        "From": .group(.organization), "To": .group(.organization), "ResponseFor": .group(.responseFor),
    ]

    /// What it says in a document only.
    static let documentOnly: [String: Content] = texts(
        "DocumentId", "Subject", "Content", "DueDate", "SteeringType", "ApplicationType",
        and: [
            "Code": .group(.code), "PromulgationInfo": .group(.promulgationInfo),
            "DocumentType": .group(.documentType), "SignerInfo": .group(.signerInfo), "ToPlaces": .group(.toPlaces),
            "OtherInfo": .group(.otherInfo), "ResponseForTask": .group(.responseForTask),
        ])

    /// What it says in a status only.
    static let statusOnly: [String: Content] = texts(
        "StatusCode", "Description", "Timestamp", and: ["StaffInfo": .group(.staffInfo)])

    private static func texts(_ names: String..., and others: [String: Content] = [:]) -> [String: Content] {
        names.reduce(into: others) { $0[$1] = .text }
    }

    // MARK: What is not in it

    /// The words that decide who gets a packet, what it does, or what it carries. Passed over, they would turn it into
    /// another: a recall into a new document, three recipients into two.
    static let acting: Set<String> = [
        "To", "ResponseFor", "StatusCode", "TraceHeaderList", "Bussiness", "BussinessDocType",
        "BussinessDocumentInfo", "ReceiverList", "Receiver", "ReplacementInfoList", "ReplacementInfo", "OrganIdList",
        "AttachmentEncoded", "Attachment",
    ]

    /// The word of this group that was probably meant by one that is not in it.
    static func probablyMeant(by name: String, in group: Group) -> String? {
        Spelling.nearest(to: name, among: group.children.keys.sorted(), within: min(2, name.count / 3))
    }

    /// The elements in which the word may stand.
    static func homes(of name: String) -> [String] {
        Group.allCases.filter { $0.children[name] != nil }.flatMap { homesOfGroups[$0] ?? [] }
    }

    /// The names of the elements that are such a group.
    private static let homesOfGroups: [Group: [String]] = {
        var homes: [Group: Set<String>] = [.packet: ["edXML"]]
        for children in children.values {
            for case (let name, .group(let group)) in children { homes[group, default: []].insert(name) }
        }
        return homes.mapValues { $0.sorted() }
    }()
}
