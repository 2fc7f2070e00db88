import Foundation
import SignedXML
import Testing

@testable import EdXML

struct FileKindTests {
    @Test(arguments: [
        ("%PDF-1.7\n%âãÏÓ", FileKind.pdf), ("{\\rtf1\\ansi", .rtf), ("GIF89a\u{1}\u{0}", .gif),
        ("<?xml version=\"1.0\"?><a/>", .xml), ("\u{FEFF}<?xml version=\"1.0\"?>", .xml), (" <!DOCTYPE HTML>", .html),
        ("<html lang=\"vi\">", .html), ("Kính gửi: Sở Nội vụ\r\n", .text), ("#!/bin/sh\n", .program),
        ("RIFF\u{1}\u{1}\u{1}\u{1}WEBPVP8 ", .webp), ("BM\u{1}\u{1}\u{1}\u{1}\u{0}\u{0}\u{0}\u{0}6", .bmp),
        ("Rar!\u{1A}\u{7}\u{1}", .rar), ("MZ là hai chữ cái", .text), ("MZ\u{1}\u{0}", .program),
    ])
    func `a file is told by how it begins`(text: String, kind: FileKind) {
        #expect(FileKind(head: Array(text.utf8), archive: nil) == kind)
    }

    @Test(
        arguments: [
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], FileKind.ole), ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png), ([0x49, 0x49, 0x2A, 0x00], .tiff),
            ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip), ([0x1F, 0x8B, 0x08, 0x00], .gzip),
            ([0x7F, 0x45, 0x4C, 0x46], .program), ([0xFF, 0xFE, 0x41, 0x00], .text),
            ([0x30, 0x82, 1, 0, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02], .signedData),
            ([0x4B, 0xCA, 0x41], nil), ([], nil),
        ] as [([UInt8], FileKind?)])
    func `a binary file likewise`(head: [UInt8], kind: FileKind?) {
        #expect(FileKind(head: head, archive: nil) == kind)
    }

    @Test(arguments: [
        ("docx", FileKind.docx), ("xlsx", .xlsx), ("pptx", .pptx), ("odt", .odt), ("epub", .epub), ("stored", .zip),
        // With the parts of two kinds it is neither.
        ("package", .zip),
    ])
    func `a zip archive is told by what is in it`(name: String, kind: FileKind) throws {
        #expect(Look.into(try MadeArchives.bytes(name)).archive?.kind == kind)
    }

    @Test func `text cut inside a character is text`() {
        let text = Array(String(repeating: "ậ", count: 200).utf8)
        func kind(_ length: Int) -> FileKind? { FileKind(head: Array(text[..<length]), archive: nil) }
        #expect(kind(512) == .text && kind(510) == .text)
        // Shorter than what is looked at, it is whole.
        #expect(kind(511) == nil && kind(509) == nil)
    }

    @Test(
        arguments: [
            ("application/pdf", FileKind.pdf), ("APPLICATION/PDF; name=\"a.pdf\"", .pdf), ("pdf", .pdf),
            (".docx", .docx),
            ("application/msword", .ole), ("application/x-zip-compressed", .zip), ("application/octet-stream", nil),
            ("", nil),
        ] as [(String, FileKind?)])
    func `a declared type is read as senders write it`(declared: String, kind: FileKind?) {
        #expect(FileKind(declared: declared) == kind)
    }

    @Test(
        arguments: [
            ("Quyết định.pdf", "pdf"), ("Văn bản chính", nil), ("Ngày 12.10", nil), ("a.PDF", "pdf"), (".pdf", nil),
            ("Phụ lục 1. Danh mục", nil), ("a.tar.7z", "7z"),
        ] as [(String, String?)])
    func `an extension is one only when it looks like one`(name: String, expected: String?) {
        #expect(FileName(name).extension == expected)
    }

    @Test(
        arguments: [
            ("Văn bản chính", FileKind.pdf, "Văn bản chính.pdf"), ("../../etc/a.pdf", .pdf, "_.._etc_a.pdf"),
            ("a.exe", .pdf, "a.exe.pdf"), ("bao-cao\u{202E}fdp.exe", .program, "bao-cao_fdp.exe"), ("...", nil, "tep"),
            ("a.csv", .text, "a.csv"), ("a.jpeg", .jpeg, "a.jpeg"), ("CON:1\n", .text, "CON_1_.txt"),
        ] as [(String, FileKind?, String)])
    func `a name is offered only in a form that harms nobody`(name: String, kind: FileKind?, offered: String) {
        #expect(FileName(name).offered(as: kind) == offered)
    }
}
