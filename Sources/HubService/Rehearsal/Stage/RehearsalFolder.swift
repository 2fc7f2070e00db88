import Foundation
import HubCore
import SignedXML

/// Where the files of a rehearsal stand:
///
/// ```
/// hub.yaml, axis.yaml       configurations of the two processes
/// agencies.csv              the register, with everybody's certificates
/// pki/                      see PKIFolder
/// secrets/vxp, token, axis  how the city's systems prove themselves to the hub, and the hub to the axis
/// documents/                the city's documents, signed by their senders
/// axis/documents/           what the axis sends down, signed by theirs
/// agencies/H24.01/in, out   what an agency's own system holds, and what it has sent
/// hub/, axis/               data of the two processes
/// logs/hub.log, axis.log
/// ```
package struct RehearsalFolder: Sendable {
    /// Absolute.
    package let path: String

    package init(path: String) { self.path = URL(filePath: path).standardizedFileURL.path }

    package var hubConfiguration: String { "\(path)/hub.yaml" }
    package var axisConfiguration: String { "\(path)/axis.yaml" }
    var register: String { "\(path)/agencies.csv" }
    var pki: PKIFolder { PKIFolder(path: "\(path)/pki") }
    var documents: String { "\(path)/documents" }
    var documentsDown: String { "\(path)/axis/documents" }
    package var logs: String { "\(path)/logs" }
    package func log(of process: String) -> String { "\(logs)/\(process).log" }
    func secret(_ name: String) -> String { "\(path)/secrets/\(name)" }
    func incoming(of agency: String) -> String { "\(path)/agencies/\(agency)/in" }
    func outgoing(of agency: String) -> String { "\(path)/agencies/\(agency)/out" }

    /// Says that the folder is a rehearsal's, and may be cleared away.
    private var mark: String { "\(path)/.rehearsal" }

    /// Makes the folder, or takes up the one that is there.
    /// - Throws: ``RehearsalFailure`` when something stands there that is no rehearsal; what the file system throws.
    func open(afresh: Bool) throws {
        let files = FileManager.default
        let isRehearsal = files.fileExists(atPath: mark)
        if files.fileExists(atPath: path), !isRehearsal, try !files.contentsOfDirectory(atPath: path).isEmpty {
            throw RehearsalFailure(
                vi: "\(path) đã có tệp khác, không phải thư mục diễn tập; hãy chọn --folder khác.",
                en: "\(path) holds other files and is no rehearsal's folder; choose another --folder.")
        }
        if isRehearsal, afresh { try files.removeItem(atPath: path) }
        for folder in ["secrets", "documents", "axis/documents", "logs"] {
            try files.createDirectory(atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
        }
        if !files.fileExists(atPath: mark) { try write("lienthong demo\n", to: mark) }
    }

    func write(_ text: String, to file: String, mode: Int = 0o644) throws {
        try Data(text.utf8).write(to: URL(filePath: file), options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    }

    /// A secret's value; drawn, and kept in a file that only its owner may read, when there is none yet.
    func secretValue(_ name: String) throws -> String {
        let file = secret(name)
        if FileManager.default.fileExists(atPath: file) { return try SecretSource.file(file).load().value }
        let value = (0..<32).map { _ in UInt8.random(in: .min ... .max) }.hexadecimal
        try write(value + "\n", to: file, mode: 0o600)
        return value
    }
}
