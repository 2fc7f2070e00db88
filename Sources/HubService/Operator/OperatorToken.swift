import Crypto
import Foundation
import HTTPTypes
import HubCore

/// The secret by which the command line on the hub's own machine proves itself to the running hub: whoever can read the
/// data folder is the operator.
package struct OperatorToken: Sendable {
    private let text: String

    /// - Parameter orMake: makes the file when there is none.
    package init(folder: String, orMake: Bool) throws {
        text = try KeyFile("\(folder)/operator-token").token(orMake: orMake)
    }

    package var authorization: String { "Bearer \(text)" }

    /// Compared by digest, so that time tells nothing.
    package func admits(_ authorization: String?) -> Bool {
        SHA256.hash(data: Array((authorization ?? "").utf8)) == SHA256.hash(data: Array(self.authorization.utf8))
    }
}

extension KeyFile {
    fileprivate func token(orMake: Bool) throws -> String {
        guard orMake || FileManager.default.fileExists(atPath: path) else { throw Failure.notAKey(path: path) }
        return unsafe try sealingKey().withUnsafeBytes { bytes in unsafe Array(bytes).hexadecimal }
    }
}
