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
    enum Group: UInt8, Sendable, Hashable, CaseIterable {
        case packet, envelope, header, body
        case messageHeader, organization, code, promulgationInfo, documentType, signerInfo, toPlaces
        case otherInfo, appendixes, responseFor, responseForTask, staffInfo
        case traceHeaderList, traceHeader, business, businessDocumentInfo, receiverList, receiver
        case replacementInfoList, replacementInfo, organIdList
        case manifest, reference, attachments, attachment

        /// The elements that may stand in it, in any order.
        var children: [Word: Content] { Vocabulary.children[self] ?? [:] }

        /// What the element of that name holds; `nil` when there is none in this group.
        func content(of word: Word) -> Content? {
            Vocabulary.contents[Int(rawValue) * Word.count + word.number]
        }

        /// The attributes that it may bear, in no namespace.
        var attributes: Set<String> {
            switch self {
            case .traceHeaderList: Vocabulary.traceAttributes
            case .manifest: Vocabulary.manifestAttributes
            default: []
            }
        }

        /// Whether its element and those in it may be in no namespace, as some senders write the attachments.
        var mayLackNamespace: Bool { self == .attachments || self == .attachment }
    }

    private static let children: [Group: [Word: Content]] = [
        .packet: [.edXMLEnvelope: .group(.envelope), .attachmentEncoded: .group(.attachments)],
        .envelope: [.edXMLHeader: .group(.header), .edXMLBody: .group(.body)],
        .header: [
            .messageHeader: .group(.messageHeader), .traceHeaderList: .group(.traceHeaderList),
            .signature: .opaque, .digitalSignature: .opaque,
        ],
        .messageHeader: eitherKind.merging(documentOnly) { first, _ in first }.merging(statusOnly) { first, _ in first
        },
        .organization: texts(
            .organId, .organizationInCharge, .organName, .organAdd, .email, .telephone, .fax, .website),
        .code: texts(.codeNumber, .codeNotation),
        .promulgationInfo: texts(.place, .promulgationDate),
        .documentType: texts(.type, .typeDetail, .typeName),
        .signerInfo: texts(.competence, .position, .fullName),
        .toPlaces: texts(.place),
        .otherInfo: texts(
            .priority, .sphereOfPromulgation, .typerNotation, .promulgationAmount, .pageAmount, .direction,
            and: [.appendixes: .group(.appendixes), .replyFors: .opaque, .referenceCodes: .opaque]),
        .appendixes: texts(.appendix),
        .responseFor: texts(.organId, .code, .documentId, .promulgationDate),
        .responseForTask: texts(.taskCode),
        .staffInfo: texts(.department, .departmentId, .staff, .staffId, .email, .mobile),
        .traceHeaderList: [.traceHeader: .group(.traceHeader), .bussiness: .group(.business)],
        .traceHeader: texts(.organId, .timestamp),
        .business: texts(
            .documentId, .bussinessDocType, .bussinessDocReason, .paper,
            and: [
                .bussinessDocumentInfo: .group(.businessDocumentInfo),
                .replacementInfoList: .group(.replacementInfoList), .staffInfo: .group(.staffInfo),
            ]),
        .businessDocumentInfo: texts(.documentInfo, .documentReceiver, and: [.receiverList: .group(.receiverList)]),
        .receiverList: [.receiver: .group(.receiver)],
        .receiver: texts(.organId, .receiverType),
        .replacementInfoList: [.replacementInfo: .group(.replacementInfo)],
        .replacementInfo: texts(.documentId, and: [.organIdList: .group(.organIdList)]),
        .organIdList: texts(.organId),
        .body: [.edXMLManifest: .group(.manifest)],
        .manifest: [.reference: .group(.reference)],
        .reference: texts(.contentId, .contentType, .description, .attachmentName),
        .attachments: [.attachment: .group(.attachment)],
        .attachment: texts(
            .contentId, .attachmentName, .description, .contentType, and: [.contentTransferEncoded: .base64]),
    ]

    private static let traceAttributes: Set = ["id", "version", "mustUnderstand", "actor"]
    private static let manifestAttributes: Set = ["version"]

    /// The same for looking up: a row for each group, in it a place for each word. Asked for every element of every packet.
    private static let contents: [Content?] = Group.allCases.flatMap { group in
        Word.allCases.map { group.children[$0] }
    }

    /// What `MessageHeader` says in a document and in a status.
    static let eitherKind: [Word: Content] = [
        .from: .group(.organization), .to: .group(.organization), .responseFor: .group(.responseFor),
    ]

    /// What it says in a document only.
    static let documentOnly: [Word: Content] = texts(
        .documentId, .subject, .content, .dueDate, .steeringType, .applicationType,
        and: [
            .code: .group(.code), .promulgationInfo: .group(.promulgationInfo),
            .documentType: .group(.documentType), .signerInfo: .group(.signerInfo), .toPlaces: .group(.toPlaces),
            .otherInfo: .group(.otherInfo), .responseForTask: .group(.responseForTask),
        ])

    /// What it says in a status only.
    static let statusOnly: [Word: Content] = texts(
        .statusCode, .description, .timestamp, and: [.staffInfo: .group(.staffInfo)])

    private static func texts(_ words: Word..., and others: [Word: Content] = [:]) -> [Word: Content] {
        words.reduce(into: others) { $0[$1] = .text }
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
        Spelling.nearest(to: name, among: group.children.keys.map(\.name).sorted(), within: min(2, name.count / 3))
    }

    /// The elements in which the word may stand.
    static func homes(of name: String) -> [String] {
        Group.allCases.filter { group in group.children.keys.contains { $0.name == name } }
            .flatMap { homesOfGroups[$0] ?? [] }
    }

    /// The names of the elements that are such a group.
    private static let homesOfGroups: [Group: [String]] = {
        var homes: [Group: Set<String>] = [.packet: ["edXML"]]
        for children in children.values {
            for case (let word, .group(let group)) in children { homes[group, default: []].insert(word.name) }
        }
        return homes.mapValues { $0.sorted() }
    }()
}
