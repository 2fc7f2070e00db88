import AsyncHTTPClient
import HubCore
import NIOCore
import NIOHTTP1
import SignedXML

/// A time-stamping authority, asked over HTTP (RFC 3161 §3.4). What it gives is verified before anybody sees it.
struct StampAuthority: Sendable {
    let settings: StampSettings
    let trust: TimestampTrust
    let clock: HubClock

    /// A token with its certificates is some kilobytes.
    private static let longest = 256 * 1024
    /// How far a token's time may be from ours, in milliseconds.
    private static let tolerance: Int64 = 300_000

    /// - Throws: the error of reading the anchors' files.
    init(_ settings: StampSettings, clock: HubClock) throws {
        trust = try TimestampTrust(anchors: try TrustFiles.read(settings.anchors, Certificate.all(in:)))
        (self.settings, self.clock) = (settings, clock)
    }

    /// Has some bytes stamped.
    /// - Returns: the token, DER, and what it says.
    /// - Throws: ``StampFailure``; ``SignedXMLError`` when nothing could be asked.
    func stamp(_ bytes: [UInt8]) async throws -> (der: [UInt8], token: TimestampToken) {
        let request = try TimestampRequest(
            stamping: bytes, by: settings.plan.hash, nonce: UInt64.random(in: .min ... .max), policy: settings.policy)
        let answer: [UInt8]
        do {
            answer = try await exchange(request.der)
        } catch let failure as StampFailure {
            throw failure
        } catch {
            throw StampFailure.unreachable(plain(error))
        }
        switch TimestampReply(der: answer) {
        case .granted(let der)?: return (der, try token(der, over: bytes, for: request))
        case .refused(let status, let text)?: throw StampFailure.refused(status: status, text)
        case nil: throw StampFailure.unreadable
        }
    }

    private func token(
        _ der: [UInt8], over bytes: [UInt8], for request: TimestampRequest
    ) throws(StampFailure) -> TimestampToken {
        let now = clock.now()
        let verdict = trust.judge(der, over: bytes, at: now.milliseconds)
        guard case .verified(let token, _) = verdict else {
            throw .untrue(verdict.findings.map { "\($0.rule.code) \($0.says.en)" }.joined(separator: "; "))
        }
        guard token.nonce == request.nonceText, token.hash == request.hash else { throw .otherRequest }
        if let policy = request.policy, token.policy != policy { throw .policy(token.policy) }
        let off = Timestamp(milliseconds: token.timeMilliseconds).milliseconds(since: now)
        guard abs(off) <= Self.tolerance else { throw .clock(seconds: off / 1000) }
        return token
    }

    private func exchange(_ der: [UInt8]) async throws -> [UInt8] {
        var request = HTTPClientRequest(url: settings.url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/timestamp-query")
        request.headers.add(name: "Accept", value: "application/timestamp-reply")
        request.headers.add(name: "User-Agent", value: "LienThong/\(Hub.version)")
        request.body = .bytes(ByteBuffer(bytes: der))
        return try await HTTPClient.shared.execute(request, whollyWithin: settings.timeout) { response in
            guard response.status == .ok else { throw StampFailure.http(Int(response.status.code)) }
            return Array(try await response.body.collect(upTo: Self.longest).readableBytesView)
        }
    }
}
