import AsyncHTTPClient
import Foundation
import HubCore
import NIOCore
import NIOHTTP1
import VXP

/// Sends files to a hub, or to any axis-style interface, as an agency's system does.
package struct FileSender: Sendable {
    /// The door that is knocked at, and how one proves oneself there.
    package enum Door: Sendable {
        /// `POST /api/v1/documents`.
        case api(token: Secret)
        /// `POST /vxp/sendEdoc`; `from` is the sending agency or the system itself.
        case vxp(systemID: String, secret: Secret, from: String)
    }

    private let url: String
    private let door: Door
    private let clock: HubClock

    /// - Parameter address: `http(s)://host:port` of a hub; with a path, the interface's own address, to which the
    ///   operation is appended (`https://axis.example/xroad`).
    /// - Throws: ``SendFailure`` when it is not an address.
    package init(to address: String, through door: Door, clock: HubClock = .system) throws(SendFailure) {
        guard let url = URL(string: address), ["http", "https"].contains(url.scheme), url.host() != nil else {
            throw SendFailure(
                vi: "“\(address)” không phải địa chỉ http(s)://máy-chủ:cổng.",
                en: "“\(address)” is not an address http(s)://host:port.")
        }
        let base = address.hasSuffix("/") ? String(address.dropLast()) : address
        let isBare = url.path.isEmpty || url.path == "/"
        switch door {
        case .api: self.url = isBare ? "\(base)/api/v1/documents" : "\(base)/documents"
        case .vxp: self.url = base + (isBare ? "/vxp" : "") + Operation.sendEdoc.path
        }
        self.door = door
        self.clock = clock
    }

    /// Streams the file; memory does not grow with it.
    /// - Throws: ``SendFailure`` when nothing is known of what became of it; sending it again is harmless.
    package func send(_ file: OutgoingFile) async throws(SendFailure) -> SendOutcome {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(120), write: .seconds(120)), decompression: .disabled)
        configuration.httpVersion = .http1Only
        // Whoever sends by hand sees at once that nobody listens.
        configuration.connectionPool.retryConnectionEstablishment = false
        let status: Int
        let body: ByteBuffer
        do {
            (status, body) = try await HTTPClient.withHTTPClient(configuration: configuration) { client in
                let response = try await client.execute(request(for: file), timeout: .hours(1))
                return (Int(response.status.code), try await response.body.collect(upTo: 4 * 1024 * 1024))
            }
        } catch {
            throw SendFailure(
                vi: "Không gửi được tới \(url): \(plain(error)). Gửi lại cùng tệp là an toàn.",
                en: "Could not send to \(url): \(plain(error)). Repeating the same file is harmless.")
        }
        return try outcome(status, body, of: file)
    }

    private func request(for file: OutgoingFile) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        switch door {
        case .api(let token):
            request.headers.add(name: "Authorization", value: "Bearer \(token.value)")
            request.headers.add(name: "Content-Type", value: "application/xml")
        case .vxp(let systemID, let secret, let from):
            let type = "application/octet-stream"
            let signed = HeaderAuthentication.sign(
                parameters: .sendEdoc(from: from, file.type, hash: file.hash), systemID: systemID, secret: secret.value,
                timestampMilliseconds: clock.now().milliseconds, contentType: type)
            for (name, value) in signed { request.headers.add(name: name, value: value) }
            request.headers.add(name: "Content-Type", value: type)
        }
        request.body = .stream(FilePieces(path: file.path), length: .known(file.size))
        return request
    }

    private func outcome(_ status: Int, _ body: ByteBuffer, of file: OutgoingFile) throws(SendFailure) -> SendOutcome {
        let reply =
            switch door {
            case .api: SendOutcome(api: body, status: status)
            case .vxp: SendOutcome(vxp: body)
            }
        switch reply {
        case nil:
            throw SendFailure(
                vi: "Không hiểu được câu trả lời của \(url) (HTTP \(status)).",
                en: "The answer of \(url) cannot be understood (HTTP \(status)).")
        case .taken(let taken)?:
            if let receipt = taken.receipt, receipt.sha256 != file.sha256 {
                throw SendFailure(
                    vi:
                        "Biên nhận \(taken.id) là của nội dung khác (SHA-256 \(receipt.sha256)), không phải của tệp này.",
                    en: "The receipt \(taken.id) is for other bytes (SHA-256 \(receipt.sha256)), not for this file.")
            }
            return .taken(taken)
        case .refused(let refused)?:
            guard status < 500, !refused.isTransient else {
                throw SendFailure(
                    vi: "Bên nhận chưa xử lý được (HTTP \(status)), hãy gửi lại sau: \(refused.summary)",
                    en: "The receiver cannot take it now (HTTP \(status)), send it again later.")
            }
            return .refused(refused)
        }
    }
}

/// Why it is not known whether a file was taken, or why it was not even tried.
package struct SendFailure: Error, Sendable, CustomStringConvertible {
    package let vi: String
    package let en: String

    package var description: String { "\(vi)\n\(en)" }
}
