import Foundation
import HTTPTypes
import HubCore
import HubStore
import SignedXML

/// Whether another message may come in: not when more waits to be written than may, and no document when the disk is nearly
/// full. Asked before a body is read, so that what cannot be kept is not even sent.
package struct IntakeDoor: Sendable {
    let queue: WriteQueue
    let disk: DiskWatch
    let telemetry: Telemetry

    /// - Parameter kind: what is coming; `nil` when only its bytes will tell. Statuses are small, and free what documents hold:
    ///   the disk's floor does not concern them.
    /// - Throws: ``Refusal``.
    func admit(_ kind: MessageFacts.Kind?) throws(Refusal) {
        guard queue.hasRoom else {
            telemetry.turnedAway(because: "busy")
            throw .writesWaiting
        }
        guard kind != .document || disk.hasRoom else {
            telemetry.turnedAway(because: "disk")
            throw .diskLow
        }
    }

    /// Whether documents may be fetched from where they can wait.
    package var takesDocuments: Bool { queue.hasRoom && disk.hasRoom }
}

extension Refusal {
    static let writesWaiting = later(.serviceUnavailable, CareRule.busy, seconds: 2)
    static let diskLow = later(.insufficientStorage, CareRule.diskLow, seconds: 300)
    static let diskFull = later(.insufficientStorage, CareRule.diskFull, seconds: 60)

    private static func later(_ status: HTTPResponse.Status, _ rule: Rule, seconds: Int) -> Refusal {
        Refusal(status, rule, ["seconds": "\(seconds)"], retryAfterSeconds: seconds)
    }

    /// What a store says that is no fault of the hub's: there is no room, or the bytes were retired.
    package init?(storage error: any Error) {
        switch error {
        case let error as StoreError:
            switch error.code {
            case .full: self = .diskFull
            case .overloaded: self = .writesWaiting
            case .retired: self.init(.gone, CareRule.retired)
            default: return nil
            }
        case let error as CocoaError where error.code == .fileWriteOutOfSpace: self = .diskFull
        default: return nil
        }
    }
}

extension HTTPResponse.Status {
    /// RFC 4918 §11.5
    static let insufficientStorage = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}
