/// The words of edXML: the names of its elements (QCVN 102:2016/BTTTT, and what senders in the field write besides).
///
/// Each is known by a small number, from the reader of the bytes to the reading of the message, so that no names are
/// compared on the way. A case is spelt as the element is, but for the capital that most begin with.
enum Word: UInt8, Sendable, CaseIterable {
    case edXML, edXMLEnvelope, edXMLHeader, edXMLBody, edXMLManifest
    case messageHeader, traceHeaderList, signature, digitalSignature
    case from, to, responseFor
    case organId, organizationInCharge, organName, organAdd, email, telephone, fax, website
    case documentId, code, codeNumber, codeNotation, promulgationInfo, place, promulgationDate
    case documentType, type, typeDetail, typeName, subject, content
    case signerInfo, competence, position, fullName
    case dueDate, toPlaces, steeringType, applicationType, responseForTask, taskCode
    case otherInfo, priority, sphereOfPromulgation, typerNotation, promulgationAmount, pageAmount, direction
    case appendixes, appendix, replyFors, referenceCodes
    case statusCode, description, timestamp
    case staffInfo, department, departmentId, staff, staffId, mobile
    case traceHeader, bussiness, bussinessDocType, bussinessDocReason, paper
    case bussinessDocumentInfo, documentInfo, documentReceiver, receiverList, receiver, receiverType
    case replacementInfoList, replacementInfo, organIdList
    case reference, contentId, contentType, attachmentName
    case attachmentEncoded, attachment, contentTransferEncoded

    /// Its place in ``names``.
    var number: Int { Int(rawValue) }

    init?(number: Int) { self.init(rawValue: UInt8(clamping: number)) }

    /// As it is written: `OrganId`, `edXMLHeader`.
    var name: String { Self.names[number] }

    static var count: Int { Word.contentTransferEncoded.number + 1 }

    /// All of them as they are written, in the order of their numbers.
    static let names = allCases.map { word in
        let spelt = "\(word)"
        return spelt.hasPrefix("edXML") ? spelt : spelt.prefix(1).uppercased() + spelt.dropFirst()
    }
}

/// A set of words.
struct WordSet: Sendable, ExpressibleByArrayLiteral {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init(_ words: some Sequence<Word>) { for word in words { insert(word) } }

    init(arrayLiteral words: Word...) { self.init(words) }

    func contains(_ word: Word) -> Bool {
        (word.rawValue < 64 ? low >> UInt64(word.rawValue) : high >> UInt64(word.rawValue - 64)) & 1 != 0
    }

    /// - Returns: whether it was not in it.
    @discardableResult
    mutating func insert(_ word: Word) -> Bool {
        if contains(word) { return false }
        if word.rawValue < 64 { low |= 1 << UInt64(word.rawValue) } else { high |= 1 << UInt64(word.rawValue - 64) }
        return true
    }
}
