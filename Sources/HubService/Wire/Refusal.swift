import HTTPTypes
import SignedXML

/// What the hub answers instead of what was asked: an HTTP status and every reason it has.
package struct Refusal: Error, Sendable, Equatable {
    package let status: HTTPResponse.Status
    /// Never empty; the first is the one a short description names.
    package let findings: [Finding]
    /// When asking again makes sense, in seconds; `nil` when it does not without mending something.
    package let retryAfterSeconds: Int?

    package init(_ status: HTTPResponse.Status, _ findings: [Finding], retryAfterSeconds: Int? = nil) {
        self.status = status
        self.findings = findings.isEmpty ? [Finding(HTTPRule.badRequest, ["what": status.reasonPhrase])] : findings
        self.retryAfterSeconds = retryAfterSeconds
    }

    package init(
        _ status: HTTPResponse.Status, _ rule: Rule, _ arguments: [String: String] = [:], retryAfterSeconds: Int? = nil
    ) {
        self.init(status, [Finding(rule, arguments)], retryAfterSeconds: retryAfterSeconds)
    }
}

extension Refusal {
    /// A body that could not be read to its end.
    package init(_ failure: BodyFailure) {
        switch failure {
        case .tooLarge(let cap):
            self.init(.contentTooLarge, HTTPRule.tooLarge, ["cap": "\(cap)"])
        case .tooSlow(let limits):
            self.init(.requestTimeout, HTTPRule.tooSlow, limits.arguments)
        case .cutShort:
            self.init(.badRequest, HTTPRule.cutShort)
        }
    }
}
