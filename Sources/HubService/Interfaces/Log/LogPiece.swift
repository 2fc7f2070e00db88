import Crypto
import HTTPTypes
import HubCore
import Hummingbird
import NIOCore
import SignedXML

/// One thing that is read of the log, and how long it stands.
struct LogPiece {
    private let bytes: [UInt8]
    private let type: String
    /// In seconds.
    private let lifetime: Int
    /// What never changes: a tile of a stated width is the same for ever.
    private let isImmutable: Bool
    /// Hashes do not become smaller.
    private let isCompressible: Bool
    /// Whether caches may give it to whoever asks.
    private let isOpen: Bool

    init(checkpoint: String, isOpen: Bool) {
        bytes = Array(checkpoint.utf8)
        (type, lifetime, isImmutable, isCompressible) = ("text/plain; charset=utf-8", 1, false, false)
        self.isOpen = isOpen
    }

    init(tile bytes: [UInt8], _ name: TileName, isOpen: Bool) {
        self.bytes = bytes
        (type, lifetime, isImmutable) = ("application/octet-stream", 31_536_000, true)
        isCompressible = name.content == .entries
        self.isOpen = isOpen
    }

    func response(to request: Request) -> Response {
        let compressed = isCompressible && request.takesGzip ? Gzip.compressed(bytes) : nil
        // One tag for each form (RFC 9110 §8.8.3.3).
        let tag = EntityTag(
            sha256: Array(SHA256.hash(data: bytes)).hexadecimal + (compressed == nil ? "" : "-gzip"))
        var headers: HTTPFields = [
            .cacheControl: "\(isOpen ? "public" : "private"), max-age=\(lifetime)" + (isImmutable ? ", immutable" : ""),
            .eTag: tag.text,
        ]
        if isCompressible { headers[.vary] = "Accept-Encoding" }
        if tag.isKnown(to: request) { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = type
        if compressed != nil { headers[.contentEncoding] = "gzip" }
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: compressed ?? bytes)))
    }
}

extension Request {
    /// Whether `Accept-Encoding` names gzip, and does not rule it out (RFC 9110 §12.5.3).
    package var takesGzip: Bool {
        let stated = headers[values: .acceptEncoding].joined(separator: ",")
        return Preference.among([false, true], stated) { gzip, coding in
            gzip ? ["gzip", "x-gzip", "*"].contains(coding) : coding == "identity"
        }
    }
}
