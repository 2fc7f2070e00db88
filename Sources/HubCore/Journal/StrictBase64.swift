import Foundation

extension Data {
    /// Reads standard base64 (RFC 4648 §4) in the one spelling in which it is written: what else decodes to the same bytes is not
    /// read.
    package init?(strictBase64 text: String) {
        guard let bytes = Data(base64Encoded: text), bytes.base64EncodedString() == text else { return nil }
        self = bytes
    }
}
