import Foundation
import HubCore
import HubStore
import SignedXML

/// How far a redelivery has come: kept in a file, so that it goes on where it was interrupted.
package struct RedeliveryState: Sendable, Codable, Equatable {
    /// One packet that was not taken.
    package struct Refused: Sendable, Codable, Equatable {
        package let delivery: DeliveryID
        package let document: DocumentID
        package let recipient: String
        package let code: String
        /// Where it was not refused, but could not be sent.
        package let reason: String
    }

    /// How many that were refused are named.
    static let named = 1000

    /// The run's name, a UUID: stands in every packet's header.
    package let run: String
    package let order: RedeliveryOrder
    /// ``HandedOver/position`` of the last packet that was dealt with; -1 at the beginning.
    package internal(set) var last: Int64 = -1
    package internal(set) var taken: Int64 = 0
    /// Of these, packets that the target had already.
    package internal(set) var repeated: Int64 = 0
    package internal(set) var refused: Int64 = 0
    /// Their bytes are kept no longer, by the retention policy.
    package internal(set) var retired: Int64 = 0
    /// Their bytes are missing, or others.
    package internal(set) var damaged: Int64 = 0
    package internal(set) var isDone = false
    /// The first of those that were not taken.
    package internal(set) var problems: [Refused] = []

    init(run: String, order: RedeliveryOrder) {
        self.run = run
        self.order = order
    }

    package var dealtWith: Int64 { taken + refused + retired + damaged }

    mutating func note(_ packet: HandedOver, _ reason: String) {
        guard problems.count < Self.named else { return }
        problems.append(
            Refused(
                delivery: packet.delivery, document: packet.document, recipient: packet.recipient, code: packet.code,
                reason: String(reason.prefix(300))))
    }
}

/// The file in which a redelivery's state is kept.
struct RedeliveryFile {
    let path: String

    /// What the file says; `nil` where there is none.
    /// - Throws: ``OperatorRefusal`` when it is of another order, or of one that is done.
    func state(of order: RedeliveryOrder) throws -> RedeliveryState? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let state: RedeliveryState
        do {
            state = try JSONDecoder().decode(
                RedeliveryState.self, from: try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw OperatorRefusal(
                says: .init(
                    vi: "Tệp \(path) không phải tệp tiến độ gửi lại; chọn tệp khác bằng --state.",
                    en: "\(path) is not the state of a redelivery; name another file with --state."))
        }
        guard state.order == order else {
            throw OperatorRefusal(
                says: .init(
                    vi:
                        "Tệp tiến độ \(path) là của lần gửi lại khác (\(state.order.vietnamese), tới \(state.order.target)).",
                    en:
                        "The state \(path) is of another redelivery, to \(state.order.target); name another with --state."
                ))
        }
        guard !state.isDone else {
            throw OperatorRefusal(
                says: .init(
                    vi: "Lần gửi lại này đã xong. Muốn gửi lại lần nữa, hãy xóa tệp \(path) hoặc chọn --state khác.",
                    en: "This redelivery is done. To send it all once more, remove \(path) or name another --state."))
        }
        return state
    }

    /// The file holds this when the call returns.
    func keep(_ state: RedeliveryState) throws {
        try DurableFile.replace(path, with: Data(try CanonicalJSON.encode(state)))
    }
}
