import HTTPTypes
import Hummingbird
import NIOCore
import VXP

extension Response {
    static let jsonType = "application/json; charset=utf-8"

    init(json bytes: [UInt8], status: HTTPResponse.Status = .ok) {
        self.init(
            status: status, headers: [.contentType: Self.jsonType],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    init(_ envelope: Envelope) {
        self.init(json: envelope.bytes, status: HTTPResponse.Status(code: envelope.httpStatus))
    }
}
