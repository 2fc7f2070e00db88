import Foundation
import NIOCore

/// An error in as few words as it has: of a file or a connection, the system's own.
package func plain(_ error: any Error) -> String {
    switch error {
    case let error as IOError: return said(error.errnoCode)
    case let error as CocoaError:
        let reason =
            switch error.code {
            case .fileReadNoSuchFile, .fileNoSuchFile: said(ENOENT)
            case .fileReadNoPermission, .fileWriteNoPermission: said(EACCES)
            default: error.localizedDescription
            }
        return [error.filePath ?? error.url?.relativePath, reason].compactMap(\.self).joined(separator: ": ")
    default: return "\(error)"
    }
}

private func said(_ code: CInt) -> String { unsafe String(cString: strerror(code)) }
