import Foundation

/// An error in as few words as it has: of a file that cannot be read, the system's own.
package func plain(_ error: any Error) -> String {
    guard let cocoa = error as? CocoaError else { return "\(error)" }
    let file = cocoa.filePath ?? cocoa.url?.path
    let reason = (cocoa.underlying as? POSIXError).map { unsafe String(cString: strerror($0.code.rawValue)) }
    return [file, reason ?? cocoa.localizedDescription].compactMap(\.self).joined(separator: ": ")
}
