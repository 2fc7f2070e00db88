import Foundation
import HubCore
import SignedXML

extension TrustStore {
    /// The anchors, intermediates and lists that a configuration names.
    /// - Throws: ``SignedXMLError`` when one cannot be used, or the error of reading a file.
    package convenience init(_ trust: HubConfiguration.Trust) throws {
        try self.init(
            anchors: try trust.anchors.flatMap(PEMFiles.texts).flatMap { try Certificate.all(inPEM: $0) },
            intermediates: try trust.intermediates.flatMap(PEMFiles.texts).flatMap { try Certificate.all(inPEM: $0) },
            revocationListsPEM: try trust.revocationLists.flatMap(PEMFiles.texts),
            revocationUnknown: trust.revocationUnknown,
            timestampAnchors: try trust.tsaAnchors.flatMap(PEMFiles.texts).flatMap { try Certificate.all(inPEM: $0) })
    }
}

extension HubPolicy {
    init(_ policies: HubConfiguration.Policies) {
        self.init(
            documents: policies.agencies.documents,
            statuses: policies.agencies.statuses,
            axisDocuments: policies.axis.documents,
            axisStatuses: policies.axis.statuses)
    }
}

/// PEM texts of a file, or of all `.pem`, `.crt`, `.cer` and `.crl` files of a folder, by name.
enum PEMFiles {
    static func texts(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [try String(contentsOfFile: path, encoding: .utf8)]
        }
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
            .filter { name in [".pem", ".crt", ".cer", ".crl"].contains { name.hasSuffix($0) } }
            .map { try String(contentsOfFile: "\(path)/\($0)", encoding: .utf8) }
    }
}
