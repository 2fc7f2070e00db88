import Foundation
import HubCore
import NIOCore
import NIOSSL

/// One conversation with a mail server: a command, its reply, and the next.
struct SMTPSession {
    private let settings: MailSettings
    private let channel: any Channel
    private let tally: ByteTally
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var replies = SMTPReplyReader()
    private var isEncrypted: Bool

    init(
        _ settings: MailSettings, channel: any Channel, tally: ByteTally,
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        (self.settings, self.channel, self.tally) = (settings, channel, tally)
        (self.inbound, self.outbound) = (inbound, outbound)
        isEncrypted = settings.security == .tls
    }

    /// The greeting, encryption where it is asked for, and the name and password where there are any.
    mutating func enter(_ password: Secret?) async throws {
        try await expectGood("greeting", try await reply())
        var hello = try await greet()
        if settings.security == .starttls {
            guard hello.offers("STARTTLS") != nil else { throw SMTPFailure.lacks("STARTTLS") }
            try await encrypt()
            hello = try await greet()
        }
        guard let user = settings.user, let password else { return }
        guard isEncrypted || settings.isOnThisMachine else { throw SMTPFailure.lacks("encryption") }
        try await authenticate(user, password, offered: hello.offers("AUTH") ?? [])
    }

    /// - Returns: refused when the server will have the mail, or all of its recipients, for good.
    mutating func send(_ message: MailMessage) async throws -> Carriage {
        let sender = try await exchange("MAIL FROM:<\(message.from.text)>")
        guard sender.isGood else { return try refused("MAIL FROM", sender) }
        var (taken, objections): (Int, [SMTPReply]) = (0, [])
        for address in message.to {
            let reply = try await exchange("RCPT TO:<\(address.text)>")
            if reply.isGood { taken += 1 } else { objections.append(reply) }
        }
        guard taken > 0 else {
            // One that may be there tomorrow is worth waiting for.
            let objection = objections.first { !$0.isFinal } ?? objections.first
            return try refused("RCPT TO", objection ?? SMTPReply(code: 550, lines: ["no recipient"]))
        }
        let data = try await exchange("DATA")
        guard data.code == 354 else { return try refused("DATA", data) }
        try await write(MailMessage.stuffed(message.bytes) + Array(".\r\n".utf8))
        let end = try await reply()
        return end.isGood ? .delivered(reference: end.text) : try refused("DATA", end)
    }

    /// - Throws: ``SMTPFailure/answered(to:_:)`` for what is not final.
    private func refused(_ what: String, _ reply: SMTPReply) throws -> Carriage {
        guard reply.isFinal else { throw SMTPFailure.answered(to: what, reply) }
        return .refused(reason: "\(what): \(reply.text)")
    }

    // MARK: Being let in

    private mutating func greet() async throws -> SMTPReply {
        let domain = MailAddress(settings.from)?.domain ?? "localhost"
        let hello = try await exchange("EHLO \(domain)")
        try await expectGood("EHLO", hello)
        return hello
    }

    /// From here on encrypted. What came in the clear behind the server's word would be taken for its encrypted words; a server
    /// sends nothing there, so somebody else has.
    private mutating func encrypt() async throws {
        try await expectGood("STARTTLS", try await exchange("STARTTLS"))
        let (settings, channel, tally, taken) = (settings, channel, tally, replies.taken)
        guard replies.isEmpty else { throw SMTPFailure.broken("words in the clear behind STARTTLS") }
        try await channel.eventLoop.submit {
            guard tally.count == taken else { throw SMTPFailure.broken("words in the clear behind STARTTLS") }
            try channel.pipeline.syncOperations.addHandler(settings.encryption(), position: .first)
        }.get()
        isEncrypted = true
    }

    private mutating func authenticate(_ user: String, _ password: Secret, offered: [String]) async throws {
        func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
        if offered.contains("PLAIN") {
            let reply = try await exchange("AUTH PLAIN \(base64("\0\(user)\0\(password.value)"))")
            return try await expectGood("AUTH", reply)
        }
        guard offered.contains("LOGIN") else { throw SMTPFailure.lacks("AUTH PLAIN, AUTH LOGIN") }
        for words in ["AUTH LOGIN", base64(user), base64(password.value)] {
            try await expectGood("AUTH", try await exchange(words))
        }
    }

    private func expectGood(_ what: String, _ reply: SMTPReply) async throws {
        guard reply.isGood else { throw SMTPFailure.answered(to: what, reply) }
    }

    // MARK: Words

    func say(_ command: String) async throws { try await write(Array("\(command)\r\n".utf8)) }

    private func write(_ bytes: [UInt8]) async throws { try await outbound.write(ByteBuffer(bytes: bytes)) }

    private mutating func exchange(_ command: String) async throws -> SMTPReply {
        try await say(command)
        return try await reply()
    }

    private mutating func reply() async throws -> SMTPReply {
        while true {
            if let reply = try replies.next() { return reply }
            guard let bytes = try await inbound.next() else {
                try Task.checkCancellation()
                throw SMTPFailure.broken("the server has hung up")
            }
            replies.take(bytes)
        }
    }
}
