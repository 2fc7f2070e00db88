"""Packets whose attachments have a fault, or an oddity. Each is a valid packet but for that."""

import base64
import re

from archives import DEFLATED, DESCRIPTOR, ENCRYPTED, LZMA, archive, bomb, entry
from files import pdf
from packets import document_packet
from story import ADMINISTRATION

PAGE = pdf("Phụ lục", ["Phụ lục kèm theo công văn"])
ZIP = "application/zip"


def with_file(name, content, title="Tài liệu kèm theo"):
    """The letter with that one file; what is named .zip travels as it is."""
    return document_packet({**ADMINISTRATION, "files": [(name, title, content)]})


def zipped(*entries, **told):
    return with_file("tai-lieu.zip", archive(*entries, **told))


def travelling(name, content, media_type=ZIP):
    """The letter with one file of that name that travels as these very bytes."""
    packet = with_file(name, b"")
    packet = packet.replace(b"ContentType>application/zip<", b"ContentType>%s<" % media_type.encode())
    encoded = base64.b64encode(content)
    return re.sub(rb"(ContentTransferEncoded[^>]*>)[^<]*<", lambda match: match.group(1) + encoded + b"<", packet, count=1)


def reference(packet, old, new):
    """The packet with something replaced in the manifest only."""
    head, tail = packet.split(b"</edXML:edXMLManifest>")
    assert old.encode() in head
    return head.replace(old.encode(), new.encode(), 1) + b"</edXML:edXMLManifest>" + tail


def faults():
    """Yields (file name, bytes, expected code): packets to be refused."""
    good = entry("phu-luc.csv", "STT;Đơn vị\n1;Sở Nội vụ\n".encode("utf-8"))
    other = entry("ghi-chu.txt", "Ghi chú".encode("utf-8"))
    link = entry("phu-luc.csv", b"/etc/passwd", host=3, attributes=0o120777 << 16)

    yield "zip-truncated", with_file("tai-lieu.zip", archive(good, other)[:-30]), "EDX-ZIP-TRUNCATED"
    yield "zip-checksum", zipped(entry("phu-luc.csv", b"STT;1\n", crc=1)), "EDX-ZIP-CORRUPT"
    yield "zip-not-deflate", zipped(entry("phu-luc.csv", b"\xff" * 20, method=DEFLATED)), "EDX-ZIP-CORRUPT"
    yield "zip-two-names", zipped(
        {**good, "central": {"name": b"quyet-dinh.csv"}}), "EDX-ZIP-DIRECTORY"
    yield "zip-name-in-two-codes", zipped(
        {**entry("phụ-lục.csv", b"1"), "central": {"flags": 0}}), "EDX-ZIP-DIRECTORY"
    yield "zip-unlisted-entry", with_file(
        "tai-lieu.zip", archive(good)[: 30 + len(good["name"]) + len(good["data"])] + shifted(archive(other), good)
    ), "EDX-ZIP-DIRECTORY"
    yield "zip-overlapping", zipped(good, {**other, "central": {"offset": 0, **same(good)}}), "EDX-ZIP-DIRECTORY"
    yield "zip-wrong-count", zipped(good, other, count=1), "EDX-ZIP-DIRECTORY"
    yield "zip-appended", zipped(good, after=archive(other)), "EDX-ZIP-EXTRA-BYTES"
    yield "zip-hidden-bytes", zipped(good, other, between=b"<?php"), "EDX-ZIP-EXTRA-BYTES"
    yield "zip-duplicate-name", zipped(good, good), "EDX-ZIP-DUPLICATE"
    yield "zip-slip-parent", zipped(entry("a/../../.ssh/authorized_keys", b"ssh-rsa")), "EDX-ZIP-PATH"
    yield "zip-slip-absolute", zipped(entry("/etc/cron.d/x", b"* * * * *")), "EDX-ZIP-PATH"
    yield "zip-slip-drive", zipped(entry("C:\\Windows\\x.ini", b"x")), "EDX-ZIP-PATH"
    yield "zip-slip-backslash", zipped(entry("..\\..\\x.ini", b"x")), "EDX-ZIP-PATH"
    yield "zip-control-character", zipped(entry("a\0.csv", b"x")), "EDX-ZIP-PATH"
    yield "zip-right-to-left", zipped(entry("bao-cao\u202Efdp.csv", b"x")), "EDX-ZIP-PATH"
    yield "zip-link", zipped(link), "EDX-ZIP-LINK"
    yield "zip-bomb", zipped(bomb(18_000_000)), "EDX-ZIP-RATIO"
    yield "zip-bomb-packed", travelling("so-lieu.csv", archive(bomb(18_000_000))), "EDX-ZIP-RATIO"
    yield "zip-long-name", zipped(entry("a" * 1_025, b"x")), "EDX-ZIP-NAME-LENGTH"
    yield "zip-empty", with_file("tai-lieu.zip", archive()), "EDX-ATTACHMENT-EMPTY"

    packet = document_packet(ADMINISTRATION)
    name = "264-UBND-KSTTHC.pdf"
    yield "manifest-of-another-file", reference(packet, name, "265-UBND-KSTTHC.pdf"), "EDX-MANIFEST-UNMATCHED"
    start, end = packet.index(b"<edXML:Reference>"), packet.index(b"</edXML:edXMLManifest>")
    once = packet[start:end]
    yield "manifest-twice", packet.replace(once, once + once), "EDX-MANIFEST-DUPLICATE"


def flagged():
    """Yields (file name, bytes, expected codes): packets to be accepted with remarks."""
    good = entry("phu-luc.csv", "STT;Đơn vị\n1;Sở Nội vụ\n".encode("utf-8"))
    packet = document_packet(ADMINISTRATION)

    yield "zip-encrypted", zipped(
        {**good, "flags": ENCRYPTED}, entry("x.txt", b"x")), ["EDX-ZIP-ENCRYPTED"]
    yield "zip-of-another-method", zipped({**good, "method": LZMA}), ["EDX-ZIP-METHOD"]
    yield "zip-of-unstated-size", zipped(
        {**good, "flags": DESCRIPTOR, "descriptor": b"PK\7\x08" + bytes(12)}), ["EDX-ZIP-UNBOUNDED"]
    yield "zip-with-backslash", zipped(entry("phu-luc\\1.csv", b"1")), ["EDX-ZIP-BACKSLASH"]
    yield "packed-without-zip", travelling("phu-luc.csv", b"STT;1\n"), ["EDX-PACKING"]
    yield "packed-two-files", travelling(
        "phu-luc.csv", archive(good, entry("x.csv", b"x"))), ["EDX-ATTACHMENT-KIND", "EDX-PACKING"]
    yield "pdf-named-docx", with_file("to-trinh.docx", PAGE), [
        "EDX-ATTACHMENT-KIND", "EDX-ATTACHMENT-CONTENT-TYPE"]
    yield "pdf-declared-as-image", packet.replace(b"application/pdf", b"image/png"), ["EDX-ATTACHMENT-CONTENT-TYPE"]
    yield "packed-pdf-named-png", with_file("anh.png", PAGE), ["EDX-ATTACHMENT-KIND"]
    yield "program", with_file("phan-mem.exe", b"MZ\x90\0" + bytes(60)), ["EDX-ATTACHMENT-PROGRAM"]
    yield "program-in-archive", zipped(good, entry("cai-dat.bat", b"@echo off\r\n")), ["EDX-ATTACHMENT-PROGRAM"]
    yield "program-named-pdf", with_file("van-ban.pdf", b"\x7fELF" + bytes(60)), ["EDX-ATTACHMENT-PROGRAM"]
    yield "manifest-with-another-name", reference(
        packet, "AttachmentName>Văn bản chính<", "AttachmentName>Bản dự thảo<"), ["EDX-MANIFEST-CONTRADICTION"]
    yield "manifest-with-another-type", reference(
        packet, "application/pdf", "application/msword"), ["EDX-MANIFEST-CONTRADICTION"]
    start, end = packet.index(b"<edXML:Reference>"), packet.index(b"</edXML:edXMLManifest>")
    yield "attachment-not-in-manifest", packet[:start] + packet[end:], ["EDX-ATTACHMENT-UNLISTED"]


def same(fields):
    return {key: fields[key] for key in ("name", "data", "crc", "size", "method", "flags")}


def shifted(second, first):
    """An archive of one entry as it stands behind another entry that it does not list."""
    moved = 30 + len(first["name"]) + len(first["data"])
    end = len(second) - 22
    directory = second.index(b"PK\1\2")
    word = lambda number: number.to_bytes(4, "little")
    out = second[: directory + 42] + word(moved) + second[directory + 46 : end + 16]
    return out + word(moved + directory) + second[end + 20 :]
