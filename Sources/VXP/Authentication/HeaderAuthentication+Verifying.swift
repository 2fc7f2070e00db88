import Crypto
import Foundation

/// A call whose caller is proven, and all of whose parameters the proof covers.
package struct VerifiedCall: Sendable, Hashable {
    package let systemID: String
    /// Everything signed but `systemid`, `timestamp` and `Content-Type`, in signed order.
    package let parameters: Parameters
    package let timestampMilliseconds: Int64
    package let contentType: String?
    /// The HMAC, 32 bytes: names this call and no other, which is what ``ReplayGuard`` remembers.
    package let code: [UInt8]

    /// What the call is remembered by: the first half of the HMAC, since 128 bits are enough to tell calls apart.
    package var replayKey: [UInt8] { Array(code.prefix(Self.replayKeyLength)) }

    static let replayKeyLength = 16
}

extension HeaderAuthentication {
    /// Judges the headers of one call.
    ///
    /// The HMAC is checked first, over the JSON text exactly as it was received and in constant time; only then is that
    /// JSON read, and must agree with the headers one to one: a header it does not cover is refused like one it denies.
    /// - Parameters:
    ///   - headers: all headers of the request; names in any case, since HTTP/2 and proxies write them in lower case.
    ///   - secretsFor: the secrets of a system, any of which may have been used: while one takes the place of another there
    ///     are two. None for an unknown system.
    ///   - toleranceMilliseconds: how far the caller's clock may be off, either way.
    package static func verify(
        headers: some Sequence<(name: String, value: String)>, secretsFor: (String) -> [String],
        nowMilliseconds: Int64, toleranceMilliseconds: Int64
    ) -> Result<VerifiedCall, AuthenticationFailure> {
        do throws(AuthenticationFailure) {
            let proof = try Proof(headers)
            let secrets = secretsFor(proof.systemID)
            guard !secrets.isEmpty else { throw AuthenticationFailure.unknownSystem(proof.systemID) }
            let text = Array(proof.signedText.utf8)
            let code = Hex.bytes(proof.code) ?? []
            // Each is tried, whichever fits: how long it takes tells nothing about which.
            let fits = secrets.map {
                HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: text, using: key($0))
            }
            guard fits.contains(true) else { throw AuthenticationFailure.wrongCode }
            let call = try proof.call(code: code)
            let behind = nowMilliseconds - call.timestampMilliseconds
            guard abs(behind) <= toleranceMilliseconds else {
                throw AuthenticationFailure.stale(behindMilliseconds: behind)
            }
            return .success(call)
        } catch {
            return .failure(error)
        }
    }

    /// The same where a system has one secret; `nil` for an unknown one.
    package static func verify(
        headers: some Sequence<(name: String, value: String)>, secretFor: (String) -> String?,
        nowMilliseconds: Int64, toleranceMilliseconds: Int64
    ) -> Result<VerifiedCall, AuthenticationFailure> {
        verify(
            headers: headers, secretsFor: { secretFor($0).map { [$0] } ?? [] }, nowMilliseconds: nowMilliseconds,
            toleranceMilliseconds: toleranceMilliseconds)
    }
}

/// The headers of one call, sorted into what is signed and what signs it.
private struct Proof {
    /// The prefixed headers but for the uncovered, by lower-case name without prefix.
    var claimed: [String: String] = [:]
    let signedText: String
    let signedNames: String
    let code: String
    let systemID: String

    init(_ headers: some Sequence<(name: String, value: String)>) throws(AuthenticationFailure) {
        let prefix = HeaderAuthentication.prefix.lowercased()
        var all: [String: String] = [:]
        for header in headers {
            let name = header.name.lowercased()
            guard name.hasPrefix(prefix) else { continue }
            let bare = String(name.dropFirst(prefix.count))
            guard all.updateValue(HeaderAuthentication.headerValue(header.value), forKey: bare) == nil else {
                throw .disagreement(header: header.name)
            }
        }
        let required = ["systemid", "timestamp", "sign-header", "sign-header-key", "hash-header"]
        let missing = required.filter { all[$0]?.isEmpty ?? true }
        guard missing.isEmpty, let systemID = all["systemid"], let text = all["sign-header"],
            let names = all["sign-header-key"], let code = all["hash-header"]
        else { throw .missing(headers: missing.map { HeaderAuthentication.prefix + $0 }) }
        self.systemID = systemID
        signedText = text
        signedNames = names
        self.code = code
        claimed = all.filter { !HeaderAuthentication.uncovered.contains($0.key) }
    }

    /// Reads the signed JSON, once its HMAC holds.
    func call(code: [UInt8]) throws(AuthenticationFailure) -> VerifiedCall {
        let signed = try signedParameters()
        var left = claimed
        for (name, value) in signed {
            guard let header = left.removeValue(forKey: name.lowercased()) else {
                throw .missing(headers: [HeaderAuthentication.prefix + name])
            }
            guard header == HeaderAuthentication.headerValue(value) else {
                throw .disagreement(header: HeaderAuthentication.prefix + name)
            }
        }
        if let name = left.keys.min() { throw .notCovered(header: HeaderAuthentication.prefix + name) }

        let timestamp = claimed["timestamp"] ?? ""
        guard let milliseconds = AxisTime.milliseconds(ofTimestamp: timestamp) else {
            throw .malformedTimestamp(timestamp)
        }
        let own: Set<String> = ["systemid", "timestamp", "content-type"]
        return VerifiedCall(
            systemID: systemID, parameters: Parameters(signed.filter { !own.contains($0.name.lowercased()) }),
            timestampMilliseconds: milliseconds, contentType: claimed["content-type"], code: code)
    }

    /// The members of the signed JSON without prefix, in order, which must be the names listed beside it.
    private func signedParameters() throws(AuthenticationFailure) -> [(name: String, value: String)] {
        guard let json = try? JSON(text: signedText), case .object(let members) = json else {
            throw .malformedSignHeader
        }
        var signed: [(name: String, value: String)] = []
        for member in members {
            guard member.name.lowercased().hasPrefix(HeaderAuthentication.prefix.lowercased()),
                let value = member.value.scalar
            else { throw .malformedSignHeader }
            signed.append((String(member.name.dropFirst(HeaderAuthentication.prefix.count)), value))
        }
        let listed = signedNames.split(separator: ";").map { $0.lowercased() }
        guard listed == signed.map({ $0.name.lowercased() }) else {
            throw .disagreement(header: HeaderAuthentication.signHeaderKey)
        }
        return signed
    }
}
