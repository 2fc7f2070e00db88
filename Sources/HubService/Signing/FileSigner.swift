import EdXML
import Foundation
import HubCore
import SignedXML

/// Signs edXML files of any size with flat memory: reads the file once to digest it, and once more to copy it.
package struct FileSigner: Sendable {
    private let identity: SigningIdentity

    package init(identity: SigningIdentity) { self.identity = identity }

    /// - Parameters:
    ///   - keyFile: PEM, not encrypted.
    ///   - certificateFile: PEM, the signer's certificate first, then those that lead to its anchor.
    /// - Throws: ``SignedXMLError`` or Foundation's error when they cannot be read or do not belong together.
    package init(keyFile: String, certificateFile: String) throws {
        identity = try SigningIdentity(
            keyPEM: String(contentsOfFile: keyFile, encoding: .utf8),
            certificatesPEM: String(contentsOfFile: certificateFile, encoding: .utf8))
    }

    /// Signs a file; not one byte of it changes but for the `Signature` that is put in.
    /// - Parameters:
    ///   - isAdvanced: whether the signature is XAdES-BES, with the time of now, and not plain XMLDSig.
    ///   - output: replaced in one step when the document has been signed whole; `nil` for the standard output.
    /// - Returns: why the document cannot be signed; none when it has been.
    /// - Throws: what the key, or reading and writing the files, throws. The output is then as it was.
    package func sign(_ path: String, isAdvanced: Bool = false, clock: HubClock = .system, into output: String?) throws
        -> [Finding]
    {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { file.closeFile() }
        let form: SignatureForm =
            isAdvanced ? .advanced(signingTimeMilliseconds: clock.now().milliseconds) : .plain
        let signer = try DocumentSigner(profile: .edXML())
        try forEachPiece(of: file) { signer.feed($0.bytes) }
        switch try signer.finish(by: identity, as: form) {
        case .failure(let refusal):
            return refusal.findings
        case .success(let insertion):
            guard let output else {
                try copy(file, inserting: insertion, into: .standardOutput)
                return []
            }
            try replaceFile(output) { try copy(file, inserting: insertion, into: $0) }
            return []
        }
    }

    private func copy(
        _ file: FileHandle, inserting insertion: DocumentSigner.Insertion, into output: FileHandle
    ) throws {
        try file.seek(toOffset: 0)
        var position = 0
        try forEachPiece(of: file) { piece in
            let before = insertion.offset - position
            if piece.indices.contains(before) {
                try output.write(contentsOf: piece.prefix(before))
                try output.write(contentsOf: insertion.element)
                try output.write(contentsOf: piece.dropFirst(before))
            } else {
                try output.write(contentsOf: piece)
            }
            position += piece.count
        }
    }

    private func forEachPiece(of file: FileHandle, _ take: (Data) throws -> Void) throws {
        while let piece = try file.read(upToCount: 65_536), !piece.isEmpty { try take(piece) }
    }
}

/// Writes a file beside its final name and moves it there when it is whole and on disk.
private func replaceFile(_ path: String, with write: (FileHandle) throws -> Void) throws {
    let partial = URL(filePath: "\(path).partial")
    try Data().write(to: partial)
    do {
        let file = try FileHandle(forWritingTo: partial)
        defer { file.closeFile() }
        try write(file)
        try file.synchronize()
    } catch {
        try FileManager.default.removeItem(at: partial)
        throw error
    }
    guard unsafe rename(partial.path, path) == 0 else {
        throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
    }
}
