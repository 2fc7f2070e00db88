import AsyncHTTPClient
import Foundation
import HubCore
import NIOCore
import NIOHTTP1

/// Fetches receipts from a hub, as an agency's system does.
package enum ReceiptFetching {
    /// - Parameters:
    ///   - id: of a document or of a delivery.
    ///   - address: `http(s)://host:port` of the hub.
    /// - Returns: the receipt's bytes as they came; `nil` when the hub has none that the token may see.
    /// - Throws: ``SendFailure`` when it cannot be asked.
    package static func fetch(_ id: String, from address: String, token: Secret) async throws -> String? {
        let base = address.hasSuffix("/") ? String(address.dropLast()) : address
        var request = HTTPClientRequest(url: "\(base)/api/v1/receipts/\(id)")
        request.headers.add(name: "Authorization", value: "Bearer \(token.value)")
        do {
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
            let body = String(buffer: try await response.body.collect(upTo: 64 << 20))
            if response.status == .notFound { return nil }
            guard response.status == .ok else {
                throw SendFailure(
                    vi: "Trục trả lời HTTP \(response.status.code): \(body.prefix(1000))",
                    en: "The hub answered HTTP \(response.status.code).")
            }
            return body
        } catch let failure as SendFailure {
            throw failure
        } catch {
            throw SendFailure(
                vi: "Không hỏi được \(base): \(plain(error))", en: "\(base) cannot be asked: \(plain(error))")
        }
    }
}
