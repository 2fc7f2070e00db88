import Foundation
import SignedXML

@testable import EdXML

/// Archives as another program writes them, each in its own way.
enum MadeArchives {
    /// By name, with what the program itself says of each.
    static let all = Result { try make() }

    static func bytes(_ name: String) throws -> [UInt8] {
        guard let made = try all.get()[name] else { throw Fixture.Missing(file: name) }
        return made
    }

    static let names = [
        "stored", "deflated", "best", "folders", "comment", "streamed", "zip64", "zip64-streamed", "many", "empty-file",
        "vietnamese", "docx", "xlsx", "pptx", "odt", "epub", "package", "one",
    ]

    private static func make() throws -> [String: [UInt8]] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "archives-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let run = try Program.run("python3", "-X", "utf8", "-c", program, folder.path)
        guard run.status == 0 else { throw Fixture.Missing(file: "archives") }
        return try names.reduce(into: [:]) { made, name in
            made[name] = Array(try Data(contentsOf: folder.appending(path: name)))
        }
    }

    private static let program = """
        import io, os, random, sys
        from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo
        text = "".join("%d;Sở Nội vụ;%d\\n" % (n, n * n) for n in range(9000)).encode()
        class Pipe(io.RawIOBase):
            # Cannot be sought in, so that sizes come behind the data.
            def __init__(self): self.out = b""
            def writable(self): return True
            def write(self, data): self.out += bytes(data); return len(data)
        def write(name, entries, method=ZIP_DEFLATED, pipe=False, wide=False, comment=b"", **options):
            target = Pipe() if pipe else io.BytesIO()
            with ZipFile(target, "w", method, **options) as archive:
                archive.comment = comment
                for entry, data in entries:
                    info = ZipInfo(entry, (2026, 10, 1, 8, 0, 0))
                    info.compress_type = ZIP_STORED if entry == "mimetype" else method
                    with archive.open(info, "w", force_zip64=wide) as file: file.write(data)
            with open(os.path.join(sys.argv[1], name), "wb") as file:
                file.write(target.out if pipe else target.getvalue())
        some = [("a.csv", text), ("b/c.txt", b"abc"), ("d.bin", random.Random(1).randbytes(70000))]
        write("stored", some, ZIP_STORED)
        write("deflated", some)
        write("best", some, compresslevel=9)
        write("folders", [("b/", b""), ("b/c/", b"")] + some)
        write("comment", some, comment="Lưu trữ".encode() * 100)
        write("streamed", some, pipe=True)
        write("zip64", some, wide=True)
        write("zip64-streamed", some, pipe=True, wide=True)
        write("many", [("%04d.txt" % n, b"x" * (n % 7)) for n in range(1200)])
        write("empty-file", [("a", b"")], pipe=True)
        write("vietnamese", [("Phụ lục/Biểu số 1.csv", text)] + some)
        types = ("[Content_Types].xml", b"<Types/>")
        write("docx", [types, ("_rels/.rels", b"<R/>"), ("word/document.xml", text)])
        write("xlsx", [("xl/workbook.xml", text), types], pipe=True)
        write("pptx", [types, ("ppt/presentation.xml", text)])
        write("odt", [("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", text)])
        write("epub", [("mimetype", b"application/epub+zip"), ("a.xhtml", text)])
        write("package", [types, ("word/document.xml", text), ("xl/workbook.xml", text)])
        write("one", [("trong.csv", text)])
        """
}

/// Reads attachments as the document reader would hand them on.
enum Look {
    static func into(
        _ bytes: [UInt8], pieces: Int = 65_536, limits: ZipLimits = ZipLimits()
    ) -> AttachmentContents {
        var reader = AttachmentsReader(limits: limits, pdfAlgorithms: [])
        return look(into: bytes, index: 0, pieces: pieces, with: &reader)
    }

    /// One of several attachments of a packet.
    static func look(
        into bytes: [UInt8], index: Int, pieces: Int = 65_536, with reader: inout AttachmentsReader
    ) -> AttachmentContents {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(pieces)
            reader.take(index, piece.span.bytes)
            rest = rest.dropFirst(pieces)
        }
        let content = BinaryContent(
            index: index, size: bytes.count, sha256: [], head: Array(bytes.prefix(512)), isBase64: true)
        reader.end(content)
        return reader.contents(of: content) ?? AttachmentContents()
    }
}

extension AttachmentContents {
    var codes: [String] { findings.map(\.rule.code) }
}
