import Foundation
import HubCore
import NIOCore
import SignedXML

/// A receipt as one line for a QR code: `LTR1:`, then the Base45 (RFC 9285) of the deflated (RFC 1951) JSON.
extension ProvenReceipt {
    static let linePrefix = "LTR1:"
    /// A line that inflates to more is no receipt.
    private static let longest = 1 << 20

    /// `nil` when the machine is out of memory.
    package var line: String? {
        let json = Array(WireJSON.encode(self).readableBytesView)
        return Deflate.compressed(json, effort: .utmost).map { Self.linePrefix + Base45.text(of: $0) }
    }

    /// `nil` when the text is not such a line. Space around it is passed over.
    package init?(line: String) {
        let line = line.trimmingCharacters(in: .newlines)
        guard line.hasPrefix(Self.linePrefix),
            let deflated = Base45.bytes(of: String(line.dropFirst(Self.linePrefix.count))),
            let json = Deflate.inflated(deflated, atMost: Self.longest),
            let receipt = try? JSONDecoder().decode(ProvenReceipt.self, from: Data(json))
        else { return nil }
        self = receipt
    }
}
