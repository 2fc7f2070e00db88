/// What every reply of the interface is: `status`, `ErrorCode`, `ErrorDesc`, and `data` when all went well.
///
/// The vendor's client throws at a reply that lacks one of the first three, and at a successful one without `data`; so
/// they are always written, and every scalar is written as a string.
package struct Envelope: Sendable, Hashable {
    package let code: ErrorCode
    package let description: String
    /// An array, or a string; absent from a failure.
    package let data: JSON?
    /// Whatever else the reply holds, in order: `DocId`, `count`, a receipt.
    package let extra: [JSON.Member]

    package var isOK: Bool { code == .ok }

    /// A reply that all went well.
    /// - Parameter description: what there is to say all the same.
    package init(data: JSON, description: String = "", extra: [JSON.Member] = []) {
        code = .ok
        self.description = description
        self.data = data
        self.extra = extra
    }

    /// A reply that it did not.
    package init(failure code: ErrorCode, detail: String = "", extra: [JSON.Member] = []) {
        self.code = code
        description = code.sentence(detail)
        data = nil
        self.extra = extra
    }

    package init(_ failure: AuthenticationFailure) {
        self.init(failure: failure.errorCode, detail: failure.detail)
    }

    package var json: JSON {
        var members = [
            JSON.Member("status", .string(isOK ? "OK" : "FAIL")),
            JSON.Member("ErrorCode", .string(code.number)),
            JSON.Member("ErrorDesc", .string(description)),
        ]
        if let data { members.append(JSON.Member("data", data)) }
        return .object(members + extra)
    }

    /// The reply as it travels.
    package var bytes: [UInt8] { json.bytes }

    /// The HTTP status to send it with. The vendor's client reads no reply but a 200's, so a final refusal is one;
    /// what may succeed later is a 503, which every client takes for "again".
    package var httpStatus: Int { code == .busy || code == .systemError ? 503 : 200 }
}

/// Why a reply cannot be used. Never to be taken for an empty list: what cannot be read is asked for again.
package enum EnvelopeError: Error, Sendable, Hashable {
    case json(JSONError)
    /// `status` or `ErrorCode` is missing, or they contradict each other.
    case notAnEnvelope(String)
    /// The peer refused.
    case refused(ErrorCode, description: String)
    /// The reply is well, but this field of it is missing or of the wrong kind; a row is named by its index.
    case field(String)
}

extension Envelope {
    private static let ownMembers: Set<String> = ["status", "errorcode", "errordesc", "data"]

    /// Reads a reply. Names in any case; scalars as strings, numbers or booleans.
    package init(_ json: JSON) throws(EnvelopeError) {
        guard case .object(let members) = json else { throw .notAnEnvelope("not an object") }
        guard let number = json["ErrorCode"]?.scalar else { throw .notAnEnvelope("no ErrorCode") }
        guard let status = json["status"]?.scalar?.uppercased() else { throw .notAnEnvelope("no status") }
        code = ErrorCode(number: number)
        guard status == (code == .ok ? "OK" : "FAIL") else {
            throw .notAnEnvelope("status \(status), ErrorCode \(number)")
        }
        description = json["ErrorDesc"]?.scalar ?? ""
        data = json["data"]
        extra = members.filter { !Self.ownMembers.contains($0.name.lowercased()) }
    }

    package init(_ bytes: some Sequence<UInt8>) throws(EnvelopeError) {
        let json: JSON
        do { json = try JSON(bytes) } catch { throw .json(error) }
        try self.init(json)
    }

    /// - Throws: ``EnvelopeError/refused(_:description:)`` when the peer refused.
    package func ok() throws(EnvelopeError) {
        guard isOK else { throw .refused(code, description: description) }
    }

    /// The rows of a list reply.
    package func rows<Row: ReplyRow>(_: Row.Type) throws(EnvelopeError) -> [Row] {
        try ok()
        guard let elements = data?.elements else { throw .field("data") }
        var rows: [Row] = []
        for (index, element) in elements.enumerated() {
            rows.append(try Row(RowReader(row: element, index: index)))
        }
        return rows
    }

    /// The identifier that `sendEdoc` gave the packet: beside `data`, or in its first row.
    package func docID() throws(EnvelopeError) -> String {
        try ok()
        let inData = data?["DocId"] ?? data?.elements?.first?["DocId"]
        guard let docID = (json["DocId"] ?? inData)?.scalar, !docID.isEmpty else { throw .field("DocId") }
        return docID
    }

    /// The number of a count reply.
    package func count() throws(EnvelopeError) -> Int {
        try ok()
        let inData = data?["count"] ?? data?.elements?.first?["count"]
        guard let text = (json["count"] ?? inData)?.scalar, let count = Int(text), count >= 0 else {
            throw .field("count")
        }
        return count
    }
}

/// The replies that are more than a list.
extension Envelope {
    package static var done: Envelope { Envelope(data: .array([])) }

    package static func list(_ rows: [some ReplyRow], extra: [JSON.Member] = []) -> Envelope {
        Envelope(data: .array(rows.map { JSON.strings($0.members) }), extra: extra)
    }

    package static func sent(docID: String, extra: [JSON.Member] = []) -> Envelope {
        Envelope(
            data: .array([.strings([("DocId", docID)])]), extra: [JSON.Member("DocId", .string(docID))] + extra)
    }

    package static func count(_ count: Int) -> Envelope {
        Envelope(
            data: .array([.strings([("count", String(count))])]),
            extra: [JSON.Member("count", .string(String(count)))])
    }
}
