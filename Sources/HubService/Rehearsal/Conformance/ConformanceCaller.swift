import AsyncHTTPClient
import EdXML
import Foundation
import HubCore
import NIOCore
import NIOHTTP1
import NIOSSL
import SignedXML
import Synchronization
import VXP

/// An agency's system that makes its calls well, and badly on purpose.
final class ConformanceCaller: Sendable {
    let settings: ConformanceSettings
    private let http: HTTPClient
    private let lastTimestamp = Mutex<Int64>(0)
    private let papers: ConformancePapers

    /// Nobody answers at the address.
    package struct Unreachable: Error, CustomStringConvertible {
        let url: String
        let reason: String
        package var description: String {
            "Không kết nối được \(url): \(reason). / \(url) cannot be reached: \(reason)."
        }
    }

    typealias Header = (name: String, value: String)

    /// What came back.
    struct Reply: Sendable {
        let status: Int
        let body: [UInt8]
    }

    /// - Throws: `NIOSSLError` when an authority's file cannot be read.
    init(_ settings: ConformanceSettings) throws {
        self.settings = settings
        papers = ConformancePapers(settings)
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10), read: .seconds(20)),
            decompression: .disabled)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        if !settings.authorities.isEmpty {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .certificates(try settings.authorities.flatMap { try NIOSSLCertificate.fromPEMFile($0) })
            configuration.tlsConfiguration = tls
        }
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    func close() async throws { try await http.shutdown() }

    /// - Throws: ``Unreachable``.
    func reach() async throws(Unreachable) {
        do {
            _ = try await exchange(.getAgenciesList, headers(.getAgenciesList))
        } catch {
            throw Unreachable(url: settings.url, reason: "\(error)")
        }
    }

    // MARK: Calls

    /// The headers of a call, made well.
    func headers(
        _ operation: VXP.Operation, _ parameters: Parameters = [:], contentType: String = "application/json",
        systemID: String? = nil, secret: String? = nil, behindMilliseconds: Int64 = 0
    ) -> [Header] {
        HeaderAuthentication.sign(
            parameters: parameters, systemID: systemID ?? settings.systemID, secret: secret ?? settings.secret,
            timestampMilliseconds: nextTimestamp() - behindMilliseconds, contentType: contentType)
            + [("Content-Type", contentType)]
    }

    func exchange(
        _ operation: VXP.Operation, _ headers: [Header], body: [UInt8] = Array("{}".utf8)
    ) async throws -> Reply {
        try await exchange(operation.path, method: operation.method, headers, body: body)
    }

    func exchange(
        _ path: String, method: String = "POST", _ headers: [Header], body: [UInt8] = Array("{}".utf8)
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: settings.url + path)
        request.method = HTTPMethod(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if method != "GET" { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await http.execute(request, timeout: .seconds(30))
        let bytes = Array(try await response.body.collect(upTo: 128 << 20).readableBytesView)
        return Reply(status: Int(response.status.code), body: bytes)
    }

    /// A call made well, whose reply must be an envelope.
    func call(
        _ operation: VXP.Operation, _ parameters: Parameters = [:], body: [UInt8] = Array("{}".utf8),
        contentType: String = "application/json"
    ) async throws -> Envelope {
        try Self.envelope(
            try await exchange(
                operation, headers(operation, parameters, contentType: contentType), body: body))
    }

    /// Sends a packet as it is.
    func send(
        _ packet: [UInt8], _ type: MessageType, rendering: Hex.Rendering = .padded, tail: [UInt8] = []
    ) async throws -> Envelope {
        let parameters = Parameters.sendEdoc(
            from: settings.from.text, type, hash: FileHash(of: packet), rendering: rendering)
        return try await call(.sendEdoc, parameters, body: packet + tail, contentType: "application/octet-stream")
    }

    /// Strictly growing: two calls alike in one millisecond would be a replay.
    private func nextTimestamp() -> Int64 {
        let now = HubClock.system.now().milliseconds
        return lastTimestamp.withLock { last in
            last = max(now, last + 1)
            return last
        }
    }

    // MARK: Papers

    /// A fresh document from our sender to our receiver.
    func document(to recipients: [AgencyID]? = nil, from sender: AgencyID? = nil) throws -> ConformancePapers.Paper {
        try papers.document(from: sender ?? settings.from, to: recipients ?? [settings.to])
    }

    /// A status of our receiver about a document.
    func status(_ code: StatusCode, about paper: ConformancePapers.Paper) throws -> [UInt8] {
        try papers.status(code, about: paper)
    }

    /// Sends a fresh document, which must be taken.
    /// - Returns: the document, and the docId it got.
    func sent() async throws -> (paper: ConformancePapers.Paper, docID: String) {
        let paper = try document()
        return (paper, try Self.accepted(try await send(paper.bytes, .edoc)))
    }

    /// Sends a fresh document and finds it in its receiver's list.
    func delivered() async throws -> (paper: ConformancePapers.Paper, row: ReceivedRow) {
        let before = Set(try await list(.edoc).map(\.docID))
        let (paper, _) = try await sent()
        for row in try await list(.edoc) where !before.contains(row.docID) && row.to == settings.to.text {
            if try await fetch(row.docID) == paper.bytes { return (paper, row) }
        }
        throw Shortcoming(
            vi: "văn bản vừa gửi không có trong danh sách nhận của \(settings.to.text)",
            en: "the document just sent is not in the list of \(settings.to.text)")
    }

    /// Acknowledges what is ours and still waits; what cannot be cleared away is left to its owner.
    func clearAway() async throws {
        do {
            for type in MessageType.allCases {
                for row in try await list(type) where try await isOurs(row) {
                    _ = try await call(.updateStatus, .updateStatus(row.docID, .done))
                }
            }
        } catch is Shortcoming {
            // A system that cannot give a list has been told so in its cases.
        }
    }

    /// Never acknowledges what somebody else has sent: only the mark of a rehearsal tells.
    private func isOurs(_ row: ReceivedRow) async throws -> Bool {
        let parties = [settings.from.text, settings.to.text]
        guard parties.contains(row.from), parties.contains(row.to) else { return false }
        return try await fetch(row.docID).firstRange(of: Array(ConformancePapers.mark.utf8)) != nil
    }

    func list(_ type: MessageType, from: String? = nil, to: String? = nil) async throws -> [ReceivedRow] {
        try Self.rows(try await call(.getReceivedEdocList, .receivedEdocList(type, from: from, to: to)))
    }

    /// A packet as `getEdoc` gives it.
    func fetch(_ docID: String) async throws -> [UInt8] {
        try Self.document(in: try await exchange(.getEdoc, headers(.getEdoc, .edoc(docID))))
    }
}

// MARK: - What a reply must be

extension ConformanceCaller {
    /// Every reply has `status`, `ErrorCode` and `ErrorDesc`, whatever went wrong; a good one has `data`.
    static func envelope(_ reply: Reply) throws -> Envelope {
        guard let json = try? JSON(reply.body), case .object = json else {
            let text = String(decoding: reply.body.prefix(80), as: UTF8.self)
            throw Shortcoming(
                vi: "trả lời không phải JSON (HTTP \(reply.status)): \(text)",
                en: "the reply is not JSON (HTTP \(reply.status)): \(text)")
        }
        let missing = ["status", "ErrorCode", "ErrorDesc"].filter { json[$0]?.scalar == nil }
        guard missing.isEmpty else {
            let names = missing.joined(separator: ", ")
            throw Shortcoming(vi: "trả lời thiếu \(names)", en: "the reply lacks \(names)")
        }
        let envelope: Envelope
        do { envelope = try Envelope(json) } catch {
            throw Shortcoming(vi: "trả lời mâu thuẫn: \(error)", en: "the reply contradicts itself: \(error)")
        }
        guard !envelope.isOK || envelope.data != nil else {
            throw Shortcoming(vi: "trả lời thành công thiếu data", en: "a good reply lacks data")
        }
        return envelope
    }

    /// - Throws: ``Shortcoming`` when it was refused.
    @discardableResult
    static func ok(_ envelope: Envelope) throws -> Envelope {
        guard envelope.isOK else {
            let why = "\(envelope.code.number) \(envelope.description)"
            throw Shortcoming(vi: "bị từ chối: \(why)", en: "it was refused: \(why)")
        }
        return envelope
    }

    /// The docId under which a packet was taken.
    static func accepted(_ envelope: Envelope) throws -> String {
        try ok(envelope)
        guard let docID = try? envelope.docID() else {
            throw Shortcoming(vi: "trả lời thiếu DocId", en: "the reply lacks DocId")
        }
        return docID
    }

    static func refused(_ reply: Reply) throws { try refused(try envelope(reply)) }

    /// A refusal says why.
    static func refused(_ envelope: Envelope) throws {
        guard !envelope.isOK else {
            throw Shortcoming(vi: "phải bị từ chối, nhưng được nhận", en: "it must be refused, and was taken")
        }
        guard !envelope.description.isEmpty else {
            throw Shortcoming(
                vi: "lời từ chối không nêu lý do (ErrorDesc)", en: "the refusal gives no reason (ErrorDesc)")
        }
    }

    static func rows<Row: ReplyRow>(_ envelope: Envelope) throws -> [Row] {
        try ok(envelope)
        do { return try envelope.rows(Row.self) } catch {
            throw Shortcoming(vi: "danh sách sai dạng: \(error)", en: "the list is malformed: \(error)")
        }
    }

    static func document(in reply: Reply) throws -> [UInt8] {
        try ok(try envelope(reply))
        var data = StreamedData()
        do {
            let document = try data.take(reply.body)
            _ = try data.finish()
            return document
        } catch {
            throw Shortcoming(vi: "data không phải base64: \(error)", en: "data is not base64: \(error)")
        }
    }
}

/// - Throws: ``Shortcoming`` when it is not so.
func must(_ condition: Bool, vi: String, en: String) throws {
    guard condition else { throw Shortcoming(vi: vi, en: en) }
}
