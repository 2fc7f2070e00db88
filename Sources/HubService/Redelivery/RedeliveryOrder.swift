import Foundation
import HubCore
import HubStore
import SignedXML

/// What is to be sent again, and where to.
package struct RedeliveryOrder: Sendable, Hashable, Codable {
    /// Of the moment at which a recipient had it first; both ends belong to it.
    package let from: Timestamp?
    package let to: Timestamp?
    /// Recipients by their identifiers in the register; empty for all.
    package let agencies: [String]
    package let target: String

    /// - Throws: ``OperatorRefusal`` when the address is none to which packets can be posted.
    package init(from: Timestamp?, to: Timestamp?, agencies: [String], target: String) throws {
        guard let url = URL(string: target), ["http", "https"].contains(url.scheme), url.host() != nil,
            url.user() == nil, url.query() == nil
        else {
            throw OperatorRefusal(
                says: .init(
                    vi:
                        "“\(target)” không phải địa chỉ http(s)://máy-chủ/đường-dẫn (không kèm mật khẩu, không có dấu ?).",
                    en: "“\(target)” is not an address http(s)://host/path (without a password and without a query)."))
        }
        self.from = from
        self.to = to
        self.agencies = agencies.sorted()
        self.target = target
    }

    var window: AcceptanceWindow { AcceptanceWindow(from: from, to: to) }

    /// In words, for the journal.
    var vietnamese: String {
        let period = "\(from.map { "từ \($0.shown)" } ?? "từ đầu") \(to.map { "đến \($0.shown)" } ?? "đến nay")"
        return agencies.isEmpty ? period : "\(period), của \(agencies.joined(separator: ", "))"
    }
}
