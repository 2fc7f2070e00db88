import HTTPTypes
import HubCore
import SignedXML

/// What the hub answers instead of what was asked: an HTTP status and every reason it has.
package struct Refusal: Error, Sendable, Equatable {
    package let status: HTTPResponse.Status
    /// Never empty; the first is the one a short description names.
    package let findings: [Finding]
    /// When asking again makes sense, in seconds; `nil` when it does not without mending something.
    package let retryAfterSeconds: Int?
    /// Whose call it was, or claims to be, where that is known; for the journal, never for an answer.
    package var caller: Caller?
    /// Whether an entry of the journal tells of it already.
    package var isJournalled = false

    /// Somebody who called.
    package struct Caller: Sendable, Equatable {
        /// A centre, an agency, an operator.
        let name: String
        /// The name of an agency's token.
        let token: TokenID?
    }

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
    /// The same, of somebody's call; who was named nearer to what refused it stays named.
    func of(_ name: String?, token: TokenID? = nil) -> Refusal {
        guard caller == nil, let name, !name.isEmpty else { return self }
        var refusal = self
        refusal.caller = Caller(name: name, token: token)
        return refusal
    }

    /// The same, of something that is journalled.
    var journalled: Refusal {
        var refusal = self
        refusal.isJournalled = true
        return refusal
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
