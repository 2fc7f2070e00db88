import Foundation
import SignedXML

/// Certificates and revocation lists from files: PEM, several in one file, or DER; or a folder of such files.
enum TrustFiles {
    /// - Throws: ``SignedXMLError`` when a file holds no certificate, or the error of reading it.
    static func certificates(_ path: String) throws -> [Certificate] {
        try contents(path).flatMap { content in
            switch content {
            case .pem(let text): try Certificate.all(inPEM: text)
            case .der(let bytes): [try Certificate(der: bytes)]
            }
        }
    }

    /// - Returns: PEM texts.
    /// - Throws: ``SignedXMLError`` when a file holds no list, or the error of reading it.
    static func revocationLists(_ path: String) throws -> [String] {
        try contents(path).map { content in
            switch content {
            case .pem(let text):
                guard text.contains("-----BEGIN X509 CRL-----") else {
                    throw SignedXMLError("\(path): no revocation list in the PEM text")
                }
                return text
            case .der(let bytes):
                let body = Data(bytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
                return "-----BEGIN X509 CRL-----\n\(body)\n-----END X509 CRL-----\n"
            }
        }
    }

    private enum Content {
        case pem(String)
        case der([UInt8])
    }

    private static func contents(_ path: String) throws -> [Content] {
        try files(path).map { file in
            let bytes = try Data(contentsOf: URL(filePath: file))
            guard bytes.range(of: Data("-----BEGIN ".utf8)) != nil else { return .der(Array(bytes)) }
            return .pem(String(decoding: bytes, as: UTF8.self))
        }
    }

    private static func files(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [path]
        }
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
            .filter { name in [".pem", ".crt", ".cer", ".der", ".crl"].contains { name.hasSuffix($0) } }
            .map { "\(path)/\($0)" }
    }
}
