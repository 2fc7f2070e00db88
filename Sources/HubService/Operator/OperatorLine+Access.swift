import HubCore
import HubStore
import NIOCore
import SignedXML

extension OperatorLine {
    /// - Throws: ``OperatorRefusal``, ``Unreachable``, or what a store that stands still throws.
    package func asked(_ act: TokenAct) async throws -> AccessReply { try await accessReply(to: .tokens(act)) }

    package func asked(_ act: WebhookAct) async throws -> AccessReply { try await accessReply(to: .webhooks(act)) }

    private func accessReply(to act: OperatorAct) async throws -> AccessReply {
        guard case .access(let reply) = try await asked(act) else { throw Unreachable(unexpectedReplyTo: "access") }
        return reply
    }
}

extension AccessReply {
    /// For a person; a secret stands on a line of its own.
    package func text(at now: Timestamp) -> String {
        switch self {
        case .token(let token, let secret):
            """
            Đã cấp mã truy cập \(token.id.text) cho \(token.agency). Chỉ hiện một lần, ngay dưới đây:
            A token for \(token.agency), shown this once:
            \(secret)
            """
        case .tokens(let tokens):
            tokens.isEmpty
                ? "Chưa có mã truy cập nào. / There is no token."
                : tokens.map { $0.line(at: now) }.joined(separator: "\n")
        case .webhook(let webhook, let secret):
            """
            Webhook \(webhook.id.text) tới \(webhook.url). Khóa ký, chỉ hiện một lần:
            The webhook's secret, shown this once:
            \(secret)
            """
        case .webhooks(let webhooks):
            webhooks.isEmpty
                ? "Chưa có webhook nào. / There is no webhook." : webhooks.map(\.lines).joined(separator: "\n")
        case .pinged(nil): "✓ Bên nhận đã nhận tin thử. / The receiver took it."
        case .pinged(let failure?): "✗ Bên nhận chưa nhận: \(failure) / Not taken: \(failure)"
        case .done: "Đã ghi. / Done."
        }
    }

    /// One JSON object on one line.
    package var json: String {
        switch self {
        case .token(let token, let secret): Self.json(WithSecret(subject: token, secret: secret))
        case .webhook(let webhook, let secret): Self.json(WithSecret(subject: webhook, secret: secret))
        case .tokens(let tokens): Self.json(tokens)
        case .webhooks(let webhooks): Self.json(webhooks)
        case .pinged(let failure): Self.json(["failure": failure])
        case .done: "{}"
        }
    }

    private struct WithSecret<Subject: Encodable>: Encodable {
        let subject: Subject
        let secret: String
    }

    private static func json(_ value: some Encodable) -> String { String(buffer: WireJSON.encode(value)) }
}

extension AgencyToken {
    /// `0193…  H24.01  còn hiệu lực  “quản lý văn bản”  documents:send …`
    fileprivate func line(at now: Timestamp) -> String {
        let state =
            if let revokedAt, revokedAt <= now {
                "đã thu hồi \(revokedAt.shown)"
            } else if let expiresAt {
                expiresAt <= now ? "đã hết hạn \(expiresAt.shownDay)" : "đến \(expiresAt.shown)"
            } else {
                "không thời hạn"
            }
        return "\(id.text)  \(agency)  \(state)  “\(name)”  \(scopes.map(\.rawValue).joined(separator: " "))"
    }
}

extension WebhookStanding {
    /// A line, and what is wrong below it.
    fileprivate var lines: String {
        let state = webhook.suspension.map { "NGỪNG từ \($0.since.shown): \($0.reason)" } ?? "đang gọi"
        var text =
            "\(webhook.id.text)  \(webhook.agency)  \(webhook.url)  \(state)  đã gửi \(delivered), đang chờ \(waiting)"
        if expired > 0 { text += ", quá hạn \(expired)" }
        if let lastFailure, failures > 0 { text += "\n    lỗi \(failures) lần liền: \(lastFailure)" }
        return text
    }
}
