import Foundation
import SignedXML

/// The files of certificates and revocation lists that a configuration names: each path is a file, or a folder of `.pem`,
/// `.crt`, `.cer`, `.der` and `.crl` files.
enum TrustFiles {
    /// What tells that a file is another, without reading it.
    struct Trace: Sendable, Hashable {
        let path: String
        let size: UInt64
        let modified: Date?
        let number: UInt64
    }

    private static let suffixes = [".pem", ".crt", ".cer", ".der", ".crl"]

    /// Reads all files of `paths`, PEM or DER, folders by name.
    /// - Throws: ``SignedXMLError`` that names the file, or the error of reading it.
    static func read<Value>(_ paths: [String], _ parse: ([UInt8]) throws -> [Value]) throws -> [Value] {
        try files(paths).flatMap { file in
            do {
                return try parse(Array(try Data(contentsOf: URL(filePath: file))))
            } catch let error as SignedXMLError {
                throw SignedXMLError("\(file): \(error.description)")
            }
        }
    }

    /// The files as they are now. What is missing shows when it is read.
    static func trace(_ trust: HubConfiguration.Trust) throws -> [Trace] {
        try files(trust.anchors + trust.intermediates + trust.revocationLists + trust.tsaAnchors).map { path in
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            return Trace(
                path: path, size: attributes[.size] as? UInt64 ?? 0,
                modified: attributes[.modificationDate] as? Date,
                number: attributes[.systemFileNumber] as? UInt64 ?? 0)
        }
    }

    private static func files(_ paths: [String]) throws -> [String] {
        try paths.flatMap { path in
            var isFolder: ObjCBool = false
            guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
            else { return [path] }
            return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
                .filter { name in !name.hasPrefix(".") && suffixes.contains { name.hasSuffix($0) } }
                .map { "\(path)/\($0)" }
        }
    }
}
