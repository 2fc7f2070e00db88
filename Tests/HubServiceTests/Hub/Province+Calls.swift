import AsyncHTTPClient
import EdXML
import Foundation
import HubCore
import NIOCore
import NIOHTTP1
import SignedXML
import VXP

@testable import HubService

/// What came back from a call.
struct Answer {
    let status: Int
    let json: JSON
    /// Codes of all findings, or of the problem's.
    let codes: [String]

    var receipt: Receipt? {
        let text = json["receipt"]?.scalar.map { Array($0.utf8) } ?? json["receipt"]?.bytes
        return text.flatMap { try? JSONDecoder().decode(Receipt.self, from: Data($0)) }
    }
}

/// Calls as agencies' systems make them.
extension Province {
    /// A document as an agency's software would build it: one attachment, no signature.
    static func document(
        from: String = "H24.01", to: [String] = ["H24.02"], number: Int,
        subject: String = "Về việc kiểm tra cải cách hành chính",
        attachment: [UInt8] = Array("%PDF-1.4\nnội dung".utf8)
    ) -> [UInt8] {
        let recipients = to.map {
            "<edXML:To><edXML:OrganId>\($0)</edXML:OrganId><edXML:OrganName>Nơi nhận</edXML:OrganName></edXML:To>"
        }
        return Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <edXML xmlns="\(EdXMLNamespace.uri)"><edXML:edXMLEnvelope xmlns:edXML="\(EdXMLNamespace.uri)"><edXML:edXMLHeader>
            <edXML:MessageHeader><edXML:From><edXML:OrganId>\(from)</edXML:OrganId><edXML:OrganName>Nơi gửi</edXML:OrganName></edXML:From>
            \(recipients.joined())<edXML:DocumentId>\(from),2026/11/04,\(number)/SNV-VP</edXML:DocumentId>
            <edXML:Code><edXML:CodeNumber>\(number)</edXML:CodeNumber><edXML:CodeNotation>SNV-VP</edXML:CodeNotation></edXML:Code>
            <edXML:PromulgationInfo><edXML:Place>Hải Phòng</edXML:Place><edXML:PromulgationDate>2026/11/04</edXML:PromulgationDate></edXML:PromulgationInfo>
            <edXML:DocumentType><edXML:Type>2</edXML:Type><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
            <edXML:Subject>\(subject)</edXML:Subject><edXML:SignerInfo><edXML:FullName>Nguyễn Văn A</edXML:FullName></edXML:SignerInfo>
            <edXML:OtherInfo><edXML:Priority>1</edXML:Priority></edXML:OtherInfo></edXML:MessageHeader>
            <edXML:TraceHeaderList id="a" version="1.0"><edXML:Bussiness><edXML:BussinessDocType>0</edXML:BussinessDocType></edXML:Bussiness>
            <edXML:TraceHeader><edXML:OrganId>\(from)</edXML:OrganId><edXML:Timestamp>2026/11/04 09:38:24</edXML:Timestamp></edXML:TraceHeader>
            </edXML:TraceHeaderList></edXML:edXMLHeader><edXML:edXMLBody><edXML:edXMLManifest version="1.0"><edXML:Reference>
            <edXML:ContentId>cid:vb.pdf</edXML:ContentId><edXML:ContentType>application/pdf</edXML:ContentType>
            <edXML:AttachmentName>vb.pdf</edXML:AttachmentName></edXML:Reference></edXML:edXMLManifest></edXML:edXMLBody></edXML:edXMLEnvelope>
            <AttachmentEncoded><Attachment><ContentId>cid:vb.pdf</ContentId><AttachmentName>vb.pdf</AttachmentName>
            <ContentType>application/pdf</ContentType><ContentTransferEncoded>\(Data(attachment).base64EncodedString())</ContentTransferEncoded>
            </Attachment></AttachmentEncoded></edXML>

            """.utf8)
    }

    /// A status about ``document(from:to:number:subject:attachment:)``.
    static func status(
        _ code: String, from: String, about number: Int, of sender: String, at time: String = "2026/11/05 10:00:00"
    ) -> [UInt8] {
        Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <edXML xmlns="\(EdXMLNamespace.uri)"><edXML:edXMLEnvelope xmlns:edXML="\(EdXMLNamespace.uri)"><edXML:edXMLHeader>
            <edXML:MessageHeader><edXML:From><edXML:OrganId>\(from)</edXML:OrganId><edXML:OrganName>Nơi nhận</edXML:OrganName></edXML:From>
            <edXML:ResponseFor><edXML:OrganId>\(sender)</edXML:OrganId><edXML:Code>\(number)/SNV-VP</edXML:Code>
            <edXML:DocumentId>\(sender),2026/11/04,\(number)/SNV-VP</edXML:DocumentId><edXML:PromulgationDate>2026/11/04</edXML:PromulgationDate>
            </edXML:ResponseFor><edXML:StaffInfo><edXML:Department>Văn thư</edXML:Department><edXML:Staff>Lê Văn C</edXML:Staff></edXML:StaffInfo>
            <edXML:StatusCode>\(code)</edXML:StatusCode><edXML:Description>Lý do</edXML:Description>
            <edXML:Timestamp>\(time)</edXML:Timestamp></edXML:MessageHeader></edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>

            """.utf8)
    }

    static func signed(_ document: [UInt8], by files: IdentityFiles) throws -> [UInt8] {
        let identity = try SigningIdentity(
            keyPEM: String(contentsOfFile: files.key, encoding: .utf8),
            certificatesPEM: String(contentsOfFile: files.certificates, encoding: .utf8))
        return try DocumentSigner.sign(document, by: identity, profile: .edXML()).get()
    }

    static func signed(_ document: [UInt8], by agency: String) throws -> [UInt8] {
        try signed(document, by: pki.get().agency(agency))
    }

    // MARK: Calls

    func post(_ document: [UInt8], token: String = Province.token, type: String = "application/xml") async throws
        -> Answer
    {
        try await call("/api/v1/documents", [("Authorization", "Bearer \(token)"), ("Content-Type", type)], document)
    }

    func get(_ path: String) async throws -> Answer {
        try await call(path, [("Authorization", "Bearer \(Province.token)")], nil)
    }

    /// `sendEdoc` as the vendor's client makes it: with the CRLF that `hash-file` does not cover.
    func send(
        _ document: [UInt8], as type: MessageType = .edoc, from: String = "H24.01", secret: String = Province.secret,
        at: Int64 = HubClock.system.now().milliseconds, hash: FileHash? = nil, tail: [UInt8] = [0x0D, 0x0A]
    ) async throws -> Answer {
        let parameters = VXP.Parameters.sendEdoc(
            from: from, type, to: [], hash: hash ?? FileHash(of: document), rendering: .unpadded)
        return try await vxp(.sendEdoc, parameters, body: document + tail, secret: secret, at: at)
    }

    func vxp(
        _ operation: VXP.Operation, _ parameters: VXP.Parameters, body: [UInt8] = Array("{}".utf8),
        secret: String = Province.secret,
        at: Int64 = HubClock.system.now().milliseconds
    ) async throws -> Answer {
        let headers = HeaderAuthentication.sign(
            parameters: parameters, systemID: Province.centre, secret: secret, timestampMilliseconds: at,
            contentType: "application/octet-stream")
        return try await call("/vxp\(operation.path)", headers.map { ($0.name, $0.value) }, body)
    }

    func call(_ path: String, _ headers: [(String, String)], _ body: [UInt8]?) async throws -> Answer {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.method = body == nil ? .GET : .POST
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let bytes = Array(try await response.body.collect(upTo: 64 << 20).readableBytesView)
        let json = bytes.isEmpty ? JSON.object([]) : try JSON(bytes)
        let findings = try json["reasons"]?.scalar.map { try JSON(text: $0) } ?? json["findings"]
        let codes = (findings?.elements ?? []).compactMap { $0["code"]?.scalar }
        return Answer(status: Int(response.status.code), json: json, codes: codes)
    }
}
