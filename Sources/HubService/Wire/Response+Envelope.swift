import HTTPTypes
import HubCore
import Hummingbird
import NIOCore
import SignedXML
import VXP

/// Replies of the axis interface, in either of its faces.
extension Response {
    private static let json: HTTPFields = [
        .contentType: "application/json; charset=utf-8", .cacheControl: "no-store",
    ]

    /// An envelope as the axis' own replies are.
    init(_ envelope: Envelope) {
        self.init(json: ResponseBody(byteBuffer: ByteBuffer(bytes: envelope.bytes)), envelope.httpStatus)
    }

    /// An envelope that is written piece by piece.
    init(json body: ResponseBody, _ status: Int = 200) {
        self.init(status: HTTPResponse.Status(code: status), headers: Self.json, body: body)
    }

    /// A packet as it is, to be saved under a name.
    init(file body: ResponseBody, named name: String) {
        self.init(
            status: .ok,
            headers: [
                .contentType: "application/octet-stream", .cacheControl: "no-store",
                .contentDisposition: ContentDisposition.attachment(name),
            ],
            body: body)
    }

    /// What became of a packet that was handed in: its docId and the receipt.
    /// - Throws: ``Refusal``.
    init(sent outcome: IntakeOutcome) throws {
        let (receipt, flags): (Receipt, [Finding]) =
            switch outcome {
            case .accepted(let receipt, let flags): (receipt, flags)
            case .duplicate(let receipt): (receipt, [])
            case .refused(let findings, _): throw Refusal(.unprocessableContent, findings).journalled
            }
        var extra = [JSON.Member("receipt", .string(String(buffer: WireJSON.encode(receipt))))]
        if !flags.isEmpty {
            let text = String(buffer: WireJSON.encode(flags.map(FindingOnTheWire.init)))
            extra.append(JSON.Member("reasons", .string(text)))
        }
        self.init(Envelope.sent(docID: receipt.documentID.text, extra: extra))
    }

    /// What became of a wish to change the register.
    init(_ outcome: RegistrationDesk.Outcome) {
        switch outcome {
        case .done: self.init(Envelope.done)
        case .awaitsOperator:
            self.init(
                Envelope(
                    data: .array([]),
                    description: "Đã ghi nhận, chờ quản trị trục duyệt / Noted; the hub's operator will decide",
                    extra: [JSON.Member("pending", .string("1"))]))
        }
    }

    /// The address is right, and the method is not.
    init(
        methodOf request: Request, isNotOneOf methods: [HTTPRequest.Method], _ context: HubRequestContext
    ) {
        let arguments = ["method": request.method.rawValue, "path": request.uri.path]
        self.init(Refusal(.methodNotAllowed, HTTPRule.notFound, arguments), to: request, context)
        headers[.allow] = methods.map(\.rawValue).joined(separator: ", ")
    }
}

extension HTTPRequest.Method {
    /// The methods of RFC 9110 §9.3 and RFC 5789 that a client may try.
    static let common: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
}
