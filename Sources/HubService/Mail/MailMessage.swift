import Foundation
import HubCore

/// A text for people, as it goes over the wire (RFC 5322, MIME): the body in base64, headers in ASCII alone, so that no word of a
/// document can become a header, an end or a command.
struct MailMessage: Sendable, Hashable {
    let id: String
    let from: MailAddress
    let fromName: String
    let to: [MailAddress]
    let subject: String
    let body: String
    let at: Timestamp

    /// Lines with CRLF, without the dot that ends them.
    var bytes: [UInt8] {
        let headers = [
            "From: \(Self.encoded(fromName))\r\n <\(from.text)>",
            "To: \(to.map(\.text).joined(separator: ",\r\n "))",
            "Subject: \(Self.encoded(subject))",
            "Date: \(Self.date(at))",
            "Message-ID: <\(id)@\(from.domain)>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
        ]
        let text = Array(body.replacing("\n", with: "\r\n").utf8)
        let lines = stride(from: 0, to: text.count, by: 57).map { start in
            Data(text[start..<min(start + 57, text.count)]).base64EncodedString()
        }
        return Array((headers + [""] + lines).map { $0 + "\r\n" }.joined().utf8)
    }

    /// Each line that begins with a dot has one more (RFC 5321 §4.5.2).
    static func stuffed(_ message: [UInt8]) -> [UInt8] {
        var (stuffed, isAtStart): ([UInt8], Bool) = ([], true)
        stuffed.reserveCapacity(message.count + 16)
        for byte in message {
            if isAtStart, byte == UInt8(ascii: ".") { stuffed.append(byte) }
            stuffed.append(byte)
            isAtStart = byte == UInt8(ascii: "\n")
        }
        return stuffed
    }

    /// Encoded words (RFC 2047), each of whole characters and on lines of at most 76 bytes; control characters
    /// become spaces.
    static func encoded(_ text: String) -> String {
        let clean = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) }
        var words: [[UInt8]] = [[]]
        for character in clean {
            let bytes = Array(String(character).utf8)
            if words[words.count - 1].count + bytes.count > 39 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// `Sat, 21 Nov 2026 17:20:31 +0700` (RFC 5322 §3.3).
    static func date(_ moment: Timestamp) -> String {
        let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let parts = moment.localDay.split(separator: "-")
        let month = Int(parts[1]).map { months[$0 - 1] } ?? months[0]
        let weekday = weekdays[WorkingCalendar.weekday(of: WorkingCalendar.day(of: moment)) - 1]
        return "\(weekday), \(parts[2]) \(month) \(parts[0]) \(moment.shownClock) +0700"
    }
}
