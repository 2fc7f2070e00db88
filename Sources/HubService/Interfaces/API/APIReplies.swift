import EdXML
import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import NIOCore
import SignedXML

/// Some of a list, and the address of the rest.
struct PageReply<Item: Encodable>: Encodable {
    let items: [Item]
    /// The address of the next page; absent at the end.
    let next: String?
}

extension Response {
    /// A page of a list: its continuation stands in the body, and as a link (RFC 8288).
    init<Item: Encodable>(page items: [Item], next: APICursor?, of call: APICall) {
        let address = next.map { call.address(continuingAt: $0) }
        self.init(PageReply(items: items, next: address), status: .ok)
        if let address, let link = HTTPField.Name("Link") { headers[link] = "<\(address)>; rel=\"next\"" }
    }

    /// What can be asked for again by its tag (RFC 9110 §8.8.3, §13.1.2): 304 when the caller has it already.
    init(_ value: some Encodable, taggedFor call: APICall) {
        let bytes = WireJSON.encode(value)
        self.init(json: bytes, EntityTag(of: bytes), of: call)
    }

    init(json bytes: ByteBuffer, _ tag: EntityTag, of call: APICall) {
        self.init(
            status: .ok,
            headers: [
                .contentType: "application/json; charset=utf-8", .cacheControl: "private, no-cache", .eTag: tag.text,
            ],
            body: ResponseBody(byteBuffer: bytes))
        if tag.isKnown(to: call.request) { self = Response(notModified: tag) }
    }

    init(notModified tag: EntityTag) {
        self.init(status: .notModified, headers: [.eTag: tag.text, .cacheControl: "private, no-cache"])
    }
}

extension APICall {
    /// This list's address with everything that was asked, from another place on.
    fileprivate func address(continuingAt cursor: APICursor) -> String {
        var parts = operation.parameters.filter { $0.place == .query && $0.name != APIParameter.cursor.name }
            .compactMap { parameter in
                values[parameter.name].map { "\(parameter.name)=\($0.percentEncoded)" }
            }
        parts.append("cursor=\(cursor.text)")
        return "\(request.uri.path)?\(parts.joined(separator: "&"))"
    }
}
