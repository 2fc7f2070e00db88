import Foundation
import SignedXML

@testable import EdXML

/// Signs PDF files as a signer's program does, with the `openssl` program for the cryptography.
struct PDFSigner {
    let identity: RehearsalIdentity
    var form = "ETSI.CAdES.detached"
    var hash = "sha256"
    /// More arguments for `openssl cms -sign`.
    var arguments = ["-cades"]
    /// Bytes reserved for the signature.
    var room = 6_000
    var isContentsFirst = false
    var statedTime = "D:20261115080000+07'00'"
    /// Changes the dictionary before it is signed.
    var dictionary: (String) -> String = { $0 }

    init(_ identity: RehearsalIdentity) { self.identity = identity }

    private static let placeholder = "[0 aaaaaaaaaa bbbbbbbbbb cccccccccc]"

    /// The paper with another revision that holds the signature.
    func sign(_ paper: PaperPDF, lineEnd: String = "\n") throws -> PaperPDF {
        var paper = paper
        let start = paper.bytes.count
        let parts = ["/ByteRange \(Self.placeholder)", "/Contents <\(String(repeating: "0", count: 2 * room))>"]
        let signature = paper.add(
            dictionary(
                """
                << /Type /Sig /Filter /Adobe.PPKLite /SubFilter /\(form) /M (\(statedTime))
                \((isContentsFirst ? parts.reversed() : parts).joined(separator: "\n")) >>
                """))
        paper.addField(filledBy: signature)
        paper.endRevision(lineEnd: lineEnd)
        paper.bytes = try fill(paper.bytes, from: start)
        return paper
    }

    /// Writes the ranges, then the signature over them, into the placeholders behind `start`.
    private func fill(_ bytes: [UInt8], from start: Int) throws -> [UInt8] {
        var bytes = bytes
        let revision = Array(bytes[start...])
        let key = "/Contents <"
        guard let contents = revision.offset(of: key), let range = revision.offset(of: Self.placeholder) else {
            throw Fixture.Missing(file: "placeholder")
        }
        let open = start + contents + key.utf8.count - 1
        guard let close = bytes[open...].firstIndex(of: UInt8(ascii: ">")).map({ $0 + 1 }) else {
            throw Fixture.Missing(file: ">")
        }
        var ranges = "[0 \(open) \(close) \(bytes.count - close)]"
        ranges += String(repeating: " ", count: Self.placeholder.utf8.count - ranges.utf8.count)
        bytes.replaceSubrange((start + range)..<(start + range + ranges.utf8.count), with: ranges.utf8)
        let message = try sign(Array(bytes[..<open] + bytes[close...]))
        let room = (open..<close).filter { PDFSyntax.hexDigit(bytes[$0]) != nil }
        guard 2 * message.count <= room.count else { throw Fixture.Missing(file: "room for \(message.count) bytes") }
        for (place, digit) in zip(room, message.hex.utf8) { bytes[place] = digit }
        return bytes
    }

    private func sign(_ content: [UInt8]) throws -> [UInt8] {
        let folder = try ScratchFolder()
        let files = (
            content: try folder.write(content, "content"), key: try folder.write(identity.key.pem(), "key.pem"),
            certificate: try folder.write(identity.certificate.pem(), "certificate.pem")
        )
        let chain = try identity.chain.map { try $0.pem() }.joined()
        let enclosed = chain.isEmpty ? [] : ["-certfile", try folder.write(chain, "chain.pem")]
        let signing = [
            "cms", "-sign", "-binary", "-nosmimecap", "-md", hash, "-outform", "DER", "-in", files.content, "-inkey",
            files.key, "-signer", files.certificate, "-out", folder.path("signature"),
        ]
        guard try Program.run("openssl", signing + enclosed + arguments).status == 0 else {
            throw Fixture.Missing(file: "openssl cms")
        }
        return try folder.read("signature")
    }
}

/// A folder that goes with its owner.
final class ScratchFolder {
    private let root = FileManager.default.temporaryDirectory.appending(path: "lienthong-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: root) }

    func path(_ name: String) -> String { root.appending(path: name).path }

    func write(_ bytes: [UInt8], _ name: String) throws -> String {
        try Data(bytes).write(to: root.appending(path: name))
        return path(name)
    }

    func write(_ text: String, _ name: String) throws -> String { try write(Array(text.utf8), name) }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: root.appending(path: name))) }
}
