import Crypto
import Foundation
import HubCore

/// What the journal is told of the configuration: settings by name, and of the files that decide something their digests.
extension HubConfiguration {
    /// The settings whose files are digested: keys, certificates, schemas, the calendar. Of others the path says it all, or the
    /// files change by themselves (revocation lists), hold a secret that is short enough to be guessed, or are too large to be read
    /// at each start (breached passwords).
    static let digestedSettings: Set<String> = [
        "listen.tls.certificate", "listen.tls.key", "listen.tls.clientCA", "telemetry.listen.tls.certificate",
        "telemetry.listen.tls.key", "telemetry.listen.tls.clientCA", "hub.signingKey", "hub.sealingKey",
        "trust.anchors", "trust.intermediates", "trust.tsaAnchors", "schemas.folder", "webhooks.authorities",
        "axis.authorities", "deadlines.calendar", "deadlines.mail.authorities", "log.witnessAuthorities",
        "log.timestamp.anchors", "log.archiveSigner.certificate", "log.archiveSigner.key",
    ]

    /// For ``Configured``.
    package func settingsForJournal() -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: settings.map { name, setting in
                guard Self.digestedSettings.contains(name) else { return (name, setting.text) }
                return (name, setting.paths.map { "\($0) (\(DigestedFile.text(of: $0)))" }.joined(separator: ", "))
            })
    }
}

/// A file, or a folder with all in it, in some words that change when it does.
private enum DigestedFile {
    /// Whatever is larger is no key, no certificate and no schema.
    private static let (largest, most) = (16 << 20, 2000)

    static func text(of path: String) -> String {
        guard FileManager.default.fileExists(atPath: path) else { return "absent" }
        do {
            return "sha256 \(try isFolder(path) ? digest(ofFolder: path) : digest(ofFile: path))"
        } catch {
            return "unreadable"
        }
    }

    private static func isFolder(_ path: String) throws -> Bool {
        try URL(fileURLWithPath: path).resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false
    }

    private static func digest(ofFile path: String) throws -> String {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        return SHA256.hash(data: try file.read(upToCount: largest) ?? Data()).hexadecimal
    }

    /// Over a line for each file below it, `<digest>  <path>`, sorted by their paths: what `sha256sum` prints.
    private static func digest(ofFolder path: String) throws -> String {
        let names = try FileManager.default.subpathsOfDirectory(atPath: path).sorted().prefix(most)
        let lines = try names.compactMap { name -> String? in
            let file = "\(path)/\(name)"
            return try isFolder(file) ? nil : "\(digest(ofFile: file))  \(name)\n"
        }
        return SHA256.hash(data: Data(lines.joined().utf8)).hexadecimal
    }
}
