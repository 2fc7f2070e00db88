import HubCore
import NIOCore

/// What a server says: three digits, and lines.
struct SMTPReply: Sendable, Hashable {
    let code: Int
    let lines: [String]

    var isGood: Bool { (200..<400).contains(code) }
    /// The server has spoken for good: trying again says the same.
    var isFinal: Bool { (500..<600).contains(code) }

    var text: String { "\(code) \(lines.joined(separator: " "))".clipped(to: 300) }

    /// What an answer to EHLO offers: `STARTTLS`, `AUTH PLAIN LOGIN`.
    func offers(_ keyword: String) -> [String]? {
        lines.dropFirst().map { $0.uppercased().split(whereSeparator: { $0 == " " || $0 == "=" }).map(String.init) }
            .first { $0.first == keyword }.map { Array($0.dropFirst()) }
    }
}

/// Why a mail did not go.
enum SMTPFailure: Error, Sendable, CustomStringConvertible {
    /// The server said no to `what`.
    case answered(to: String, SMTPReply)
    /// It said what no server says, or nothing and hung up.
    case broken(String)
    /// It cannot do what must be done: encrypt, or know us.
    case lacks(String)
    case slow

    var description: String {
        switch self {
        case .answered(let what, let reply): "\(what): \(reply.text)"
        case .broken(let what): what
        case .lacks(let what): "the server does not offer \(what)"
        case .slow: "the server takes too long"
        }
    }
}

/// Reads a server's replies out of the bytes that come. Bounded: a server that talks on and on is broken.
struct SMTPReplyReader {
    private var buffer = ByteBuffer()
    /// Bytes that were taken in.
    private(set) var taken = 0
    private var lines: [String] = []
    private static let (longestLine, mostLines) = (2048, 128)

    /// Whether nothing is left over of what came.
    var isEmpty: Bool { buffer.readableBytes == 0 && lines.isEmpty }

    mutating func take(_ bytes: ByteBuffer) {
        taken += bytes.readableBytes
        buffer.writeImmutableBuffer(bytes)
    }

    /// - Returns: `nil` until a whole reply has come.
    /// - Throws: ``SMTPFailure/broken(_:)``
    mutating func next() throws -> SMTPReply? {
        while let end = buffer.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) {
            let length = end - buffer.readerIndex + 1
            var line = buffer.readString(length: length) ?? ""
            while let last = line.unicodeScalars.last, last == "\n" || last == "\r" { line.unicodeScalars.removeLast() }
            let digits = line.utf8.prefix(3)
            guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }), let code = Int(line.prefix(3)),
                lines.count < Self.mostLines
            else { throw SMTPFailure.broken("the server does not speak SMTP: \(line.clipped(to: 80))") }
            let rest = line.dropFirst(3)
            lines.append(String(rest.dropFirst()))
            guard rest.first == "-" else {
                defer { lines = [] }
                return SMTPReply(code: code, lines: lines)
            }
        }
        guard buffer.readableBytes <= Self.longestLine else { throw SMTPFailure.broken("a line without end") }
        buffer.discardReadBytes()
        return nil
    }
}
