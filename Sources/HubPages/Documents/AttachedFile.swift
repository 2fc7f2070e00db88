import EdXML
import HTTPTypes
import HubService
import HubStore
import Hummingbird
import NIOCore

/// One file out of a packet.
struct AttachedFile: Sendable {
    private let attachment: Attachment
    private let payload: StoredPayload

    init(_ attachment: Attachment, in payload: StoredPayload) {
        (self.attachment, self.payload) = (attachment, payload)
    }

    /// Whether a browser may show it under this hub's name: what a page can hold, and cannot do anything.
    static func maybeShown(_ kind: FileKind?) -> Bool {
        switch kind {
        case .pdf, .png, .jpeg, .gif, .webp: true
        default: false
        }
    }

    /// - Parameter isShown: in the page, where that is harmless; else it is saved.
    func response(isShown: Bool) -> Response {
        let kind = attachment.fileKind
        let shows = isShown && Self.maybeShown(kind)
        let name = attachment.offeredName
        return Response(
            status: .ok,
            headers: [
                .contentType: shows ? kind?.mediaType ?? "" : "application/octet-stream",
                .contentDisposition: shows ? "inline" : ContentDisposition.attachment(name),
                // Whatever is in the file: it may not fetch, run or frame anything.
                HTTPField.Name("Content-Security-Policy")!:
                    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
            ],
            body: ResponseBody(contentLength: attachment.fileSize) { writer in
                let extraction = try AttachmentExtraction(attachment)
                for try await piece in PayloadBody(payload: payload) {
                    let bytes = extraction.feed(Array(piece.readableBytesView))
                    if !bytes.isEmpty { try await writer.write(ByteBuffer(bytes: bytes)) }
                }
                let rest = extraction.finish()
                if !rest.isEmpty { try await writer.write(ByteBuffer(bytes: rest)) }
                try await writer.finish(nil)
            })
    }
}
