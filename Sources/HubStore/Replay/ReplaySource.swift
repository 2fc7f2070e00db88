import Foundation
import GRDB
import HubCore

/// A database whose journal is read, and never changed: that of a hub, whether it runs or not, or of a backup.
package struct ReplaySource: Sendable {
    package let path: String

    /// - Throws: ``StoreError/Code/inconsistent`` when there is none.
    package init(dataFolder folder: String) throws(StoreError) { try self.init(path: "\(folder)/hub.sqlite") }

    /// - Throws: ``StoreError/Code/inconsistent`` when there is no backup.
    package init(backup folder: String) throws(StoreError) {
        try self.init(path: "\(folder)/\(try BackupManifest(ofBackup: folder).database)")
    }

    init(path: String) throws(StoreError) {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StoreError(.inconsistent, "there is no database \(path)")
        }
        self.path = path
    }

    /// A connection that cannot write.
    func open() throws(StoreError) -> DatabaseQueue {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw StoreError(.broken, "the database \(path) cannot be read", cause: error)
        }
    }

    /// Names the file to SQLite as one that must not be written.
    var readOnlyURI: String {
        let allowed = CharacterSet(charactersIn: "/._-~").union(.alphanumerics)
        return "file:\(path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path)?mode=ro"
    }
}
