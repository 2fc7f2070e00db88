"""The attachments: small, valid files whose bytes are the same on every machine."""

import io
import zipfile
from xml.sax.saxutils import escape

FIXED_DATE = (2026, 10, 1, 8, 0, 0)


def archive(entries):
    """A zip of stored entries (no compression: its bytes would depend on the zlib at hand)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as zip_file:
        for name, content in entries:
            info = zipfile.ZipInfo(name, FIXED_DATE)
            info.create_system = 0
            zip_file.writestr(info, content)
    return out.getvalue()


def packed(name, content):
    """What travels: pdf, doc, docx and zip as they are, the rest as a zip of one entry. Returns (media type, bytes)."""
    plain = {
        "pdf": "application/pdf",
        "doc": "application/msword",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "zip": "application/zip",
    }
    extension = name.rsplit(".", 1)[-1].lower()
    if extension in plain:
        return plain[extension], content
    return "application/zip", archive([(name, content)])


def pdf(title, lines):
    """One page of Vietnamese text. The encoding names each character, so that text can be copied out of it."""
    characters = sorted(set("".join(lines)) - {" "})
    assert len(characters) <= 222, "too many characters for one simple font"
    codes = {" ": 32} | {character: 33 + index for index, character in enumerate(characters)}
    shown = ["BT /F1 13 Tf 18 TL 64 780 Td"]
    for line in lines:
        shown.append("<%s> Tj T*" % bytes(codes[c] for c in line).hex())
    shown.append("ET")
    content = "\n".join(shown).encode("ascii")
    names = " ".join("/uni%04X" % ord(c) for c in characters)
    mapping = "\n".join("<%02x> <%04x>" % (code, ord(c)) for c, code in codes.items())
    to_unicode = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Viet def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <ff>\nendcodespacerange\n"
        + "".join(
            "%d beginbfchar\n%s\nendbfchar\n" % (len(chunk), "\n".join(chunk))
            for chunk in chunks(mapping.split("\n"), 100)
        )
        + "endcmap\nend\nend"
    ).encode("ascii")
    last = 33 + len(characters) - 1
    widths = " ".join(["500"] * (last - 31))
    info = "FEFF" + title.encode("utf-16-be").hex().upper()
    return pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R /Lang (vi-VN) >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            stream(content),
            (
                "<< /Type /Font /Subtype /TrueType /BaseFont /TimesNewRoman /FirstChar 32 /LastChar %d"
                " /Widths [%s] /FontDescriptor 6 0 R /ToUnicode 7 0 R"
                " /Encoding << /Type /Encoding /Differences [33 %s] >> >>" % (last, widths, names)
            ).encode("ascii"),
            b"<< /Type /FontDescriptor /FontName /TimesNewRoman /Flags 34 /FontBBox [-568 -307 2046 1039]"
            b" /ItalicAngle 0 /Ascent 891 /Descent -216 /CapHeight 662 /StemV 80 >>",
            stream(to_unicode),
            ("<< /Title <%s> /CreationDate (D:20261001080000+07'00') >>" % info).encode("ascii"),
        ]
    )


def pdf_file(objects):
    """A PDF 1.4 file: the first object is the catalogue, the last the document information."""
    out = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    return out + b"startxref\n%d\n%%%%EOF\n" % table


def stream(content):
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def chunks(items, size):
    return [items[start : start + size] for start in range(0, len(items), size)]


PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def content_types(overrides):
    parts = "".join('<Override PartName="%s" ContentType="%s"/>' % override for override in overrides)
    return (
        DECLARATION + '<Types xmlns="%s/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>%s</Types>' % (PACKAGE, parts)
    )


def relationship(kind, target):
    return DECLARATION + (
        '<Relationships xmlns="%s/relationships"><Relationship Id="rId1" Type="%s/%s" Target="%s"/></Relationships>'
        % (PACKAGE, OFFICE, kind, target)
    )


def docx(lines):
    """A WordprocessingML document, one paragraph a line."""
    paragraphs = "".join(
        '<w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>' % escape(line) for line in lines
    )
    document = (
        DECLARATION + '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body>%s</w:body></w:document>" % paragraphs
    )
    main = TYPES + ".wordprocessingml.document.main+xml"
    return archive(
        [
            ("[Content_Types].xml", content_types([("/word/document.xml", main)])),
            ("_rels/.rels", relationship("officeDocument", "word/document.xml")),
            ("word/document.xml", document),
        ]
    )


def xlsx(sheet, rows):
    """A SpreadsheetML workbook of one sheet; numbers stay numbers."""
    body = ""
    for number, row in enumerate(rows, 1):
        cells = ""
        for column, value in enumerate(row):
            at = "%s%d" % (chr(ord("A") + column), number)
            if isinstance(value, (int, float)):
                cells += '<c r="%s"><v>%s</v></c>' % (at, value)
            else:
                cells += '<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (at, escape(value))
        body += '<row r="%d">%s</row>' % (number, cells)
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    workbook = (
        DECLARATION + '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="%s" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>" % (namespace, OFFICE, escape(sheet))
    )
    worksheet = DECLARATION + '<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (namespace, body)
    parts = [
        ("/xl/workbook.xml", TYPES + ".spreadsheetml.sheet.main+xml"),
        ("/xl/worksheets/sheet1.xml", TYPES + ".spreadsheetml.worksheet+xml"),
    ]
    return archive(
        [
            ("[Content_Types].xml", content_types(parts)),
            ("_rels/.rels", relationship("officeDocument", "xl/workbook.xml")),
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", relationship("worksheet", "worksheets/sheet1.xml")),
            ("xl/worksheets/sheet1.xml", worksheet),
        ]
    )
