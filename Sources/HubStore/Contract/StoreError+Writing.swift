import Foundation

extension StoreError {
    /// Tells a full disk from a failing one.
    package init(writing what: String, failed cause: any Error) {
        let posix = (cause as? CocoaError)?.underlying as? POSIXError ?? cause as? POSIXError
        let isFull =
            posix?.code == .ENOSPC || posix?.code == .EDQUOT || (cause as? CocoaError)?.code == .fileWriteOutOfSpace
        self.init(isFull ? .full : .broken, "\(what) could not be written", cause: cause)
    }
}
