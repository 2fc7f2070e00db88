import HubCore

/// Where a call stands in a distributed trace: the header `traceparent` (W3C Trace Context, Level 1, §3.2).
package struct TraceParent: Sendable, Hashable {
    /// 32 digits of lower-case hex, not all zero.
    package let traceID: String
    /// The caller's span: 16 digits of lower-case hex, not all zero.
    package let spanID: String
    /// Whether the caller records it.
    package let isSampled: Bool

    /// Reads the header; `nil` when it is not valid, which is to be taken as if there were none (§4.3).
    ///
    /// Of a version to come, what this one has is read, and the rest is left alone (§3.2.4).
    package init?(_ header: String) {
        let bytes = Array(header.utf8)
        guard bytes.count >= Self.length, Self.dashes.allSatisfy({ bytes[$0] == UInt8(ascii: "-") }) else { return nil }
        let fields = bytes.prefix(Self.length).split(separator: UInt8(ascii: "-")).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard fields.map(\.utf8.count) == [2, 32, 16, 2], fields.allSatisfy(Self.isLowerHex), fields[0] != "ff",
            fields[1].contains(where: { $0 != "0" }), fields[2].contains(where: { $0 != "0" }),
            let flags = UInt8(fields[3], radix: 16)
        else { return nil }
        if bytes.count > Self.length, fields[0] == "00" || bytes[Self.length] != UInt8(ascii: "-") { return nil }
        (traceID, spanID, isSampled) = (fields[1], fields[2], flags & 1 == 1)
    }

    /// The trace of a document whose sender named none: the document's own name is the trace's, so that whoever has the one
    /// has the other.
    package init(of document: DocumentID) {
        traceID = document.text.filter { $0 != "-" }
        spanID = String(traceID.suffix(16))
        isSampled = false
    }

    private init(traceID: String, spanID: String, isSampled: Bool) {
        (self.traceID, self.spanID, self.isSampled) = (traceID, spanID, isSampled)
    }

    /// A span of ours, below the caller's.
    package func child(using generator: inout some RandomNumberGenerator) -> TraceParent {
        let number = UInt64.random(in: 1 ... .max, using: &generator)
        let digits = String(number, radix: 16)
        let span = String(repeating: "0", count: 16 - digits.count) + digits
        return TraceParent(traceID: traceID, spanID: span, isSampled: isSampled)
    }

    /// As it is written into a header.
    package var text: String { "00-\(traceID)-\(spanID)-\(isSampled ? "01" : "00")" }

    private static let length = 55
    private static let dashes = [2, 35, 52]

    private static func isLowerHex(_ field: String) -> Bool {
        field.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
