import HTTPTypes
import NIOHTTP1

extension Refusal {
    /// More connections than the listener serves.
    static let busy = Refusal(.serviceUnavailable, HTTPRule.busy, ["seconds": "5"], retryAfterSeconds: 5)

    /// What the HTTP decoder could not read.
    init(_ error: any Error, _ limits: HTTPLimits) {
        switch error as? HTTPParserError {
        case .headerOverflow?:
            let arguments = ["bytes": "\(limits.maxHeaderBytes)", "fields": "\(limits.maxHeaderFields)"]
            self.init(.requestHeaderFieldsTooLarge, HTTPRule.headerTooLarge, arguments)
        case .unexpectedContentLength?, .invalidContentLength?, .invalidChunkSize?:
            self.init(.badRequest, HTTPRule.framing, ["what": "\(error)"])
        case .unknown?:
            // How the decoder reports a Transfer-Encoding that contradicts the rest, and a CR or LF on its own.
            self.init(.badRequest, HTTPRule.malformed, ["what": "Transfer-Encoding; CR, LF"])
        default:
            self.init(.badRequest, HTTPRule.malformed, ["what": "\(error)"])
        }
    }
}
