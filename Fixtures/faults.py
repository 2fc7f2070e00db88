"""The invalid packets: each is a valid one with exactly one fault, and the code of the finding it must get."""

import re

import attachments
from packets import NAMESPACE, document_packet, status_packet
from story import ADMINISTRATION, RECALL, REPLACEMENT, STATUSES, UPDATE


def replaced(packet, old, new, count=1):
    """The packet with the first `count` occurrences replaced; the occurrence must be there."""
    old, new = old.encode("utf-8"), new.encode("utf-8")
    assert old in packet, old
    return packet.replace(old, new, count)


def removed(packet, name, within=b"edXMLHeader"):
    """The packet without the first element of that name, after that tag."""
    at = packet.index(b"<edXML:%s>" % within)
    mended, count = re.subn(rb"\s*<edXML:%s[ >].*?</edXML:%s>" % (name, name), b"", packet[at:], count=1, flags=re.S)
    assert count == 1, name
    return packet[:at] + mended


def without_attachments(packet):
    packet = re.sub(rb"<AttachmentEncoded>.*</AttachmentEncoded>", b"<AttachmentEncoded />", packet, flags=re.S)
    return re.sub(rb"\s*<edXML:Reference>.*?</edXML:Reference>", b"", packet, flags=re.S)


def faults():
    """Yields (file name, bytes, expected code)."""
    good = document_packet(ADMINISTRATION)
    root = '<edXML xmlns="%s">' % NAMESPACE
    envelope = "<edXML:edXMLEnvelope"
    content = "</edXML:ContentTransferEncoded>"

    # XML
    yield "not-xml", "Kính gửi: Văn phòng Chính phủ\n".encode("utf-8"), "XML-NOT-XML"
    yield "empty", b"", "XML-NOT-XML"
    yield "truncated", good[: len(good) // 2], "XML-TRUNCATED"
    yield "mismatched-tag", replaced(good, "</edXML:Subject>", "</edXML:Subjekt>"), "XML-NOT-WELL-FORMED"
    yield "bytes-after-root", good + b"<edXML/>\n", "XML-AFTER-ROOT"
    yield "doctype", replaced(good, root, "<!DOCTYPE edXML>\n" + root), "XML-DOCTYPE"
    yield "external-entity", replaced(
        good, root, '<!DOCTYPE edXML [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n' + root), "XML-DOCTYPE"
    yield "comment", replaced(good, envelope, "<!-- ghi chú -->" + envelope), "XML-COMMENT"
    yield "processing-instruction", replaced(
        good, envelope, '<?xml-stylesheet href="x.xsl"?>' + envelope), "XML-PROCESSING-INSTRUCTION"
    yield "nul-byte", replaced(good, "</edXML:Subject>", "\0</edXML:Subject>"), "XML-NUL"
    yield "utf16", b"\xff\xfe" + good.decode("utf-8").replace("UTF-8", "UTF-16").encode("utf-16-le"), "XML-ENCODING"
    yield "latin1", good.decode("utf-8").replace('encoding="UTF-8"', 'encoding="ISO-8859-1"').encode(
        "ascii", "xmlcharrefreplace"), "XML-ENCODING"
    yield "broken-utf8", good.replace("Hải".encode("utf-8"), b"H\xe1\xba", 1), "XML-UTF8"
    yield "unbound-prefix", replaced(good, root, root + "<other:Note/>"), "XML-NAMESPACE"
    yield "schema-location", replaced(
        good, root, root[:-1] + ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="%s http://example.vn/edxml.xsd">' % NAMESPACE), "XML-XSI"
    yield "over-deep", replaced(
        good, "</edXML:OtherInfo>", "<edXML:ReplyFors>" + "<x>" * 100 + "</x>" * 100 + "</edXML:ReplyFors></edXML:OtherInfo>"
    ), "XML-DEPTH"
    many = "".join(' a%d="1"' % number for number in range(1000))
    yield "too-many-attributes", replaced(good, envelope, envelope + many), "XML-ATTRIBUTES"

    # Frame and schema
    yield "wrong-namespace", good.replace(NAMESPACE.encode(), b"http://www.mic.gov.vn/TBT/QCVN_102_2015"), "EDX-NAMESPACE"
    yield "flat-dialect", (
        '<?xml version="1.0" encoding="UTF-8"?>\n<EdXMLEnvelope xmlns="http://www.go.vn/eDoc"><EdXMLHeader>'
        "<MessageHeader><Subject>Thông báo</Subject></MessageHeader></EdXMLHeader></EdXMLEnvelope>\n"
    ).encode("utf-8"), "EDX-FLAT-DIALECT"
    yield "wrong-root", replaced(replaced(good, "<edXML xmlns", "<eDoc xmlns"), "</edXML>\n", "</eDoc>\n"), "EDX-ROOT"
    yield "no-message-header", re.sub(
        rb"<edXML:MessageHeader>.*</edXML:MessageHeader>", b"", good, flags=re.S), "EDX-FRAME"
    yield "repeated-subject", replaced(
        good, "</edXML:Subject>", "</edXML:Subject><edXML:Subject>Nội dung khác</edXML:Subject>"), "EDX-REPEATED"
    yield "element-in-text", replaced(
        good, "TypeName>Công văn<", "TypeName>Công văn<edXML:Type>1</edXML:Type><"), "XSD-ELEMENT"
    yield "misspelt-business", good.replace(b"edXML:Bussiness>", b"edXML:Business>"), "EDX-ACTING-ELEMENT"
    yield "lower-case-recipient", replaced(replaced(
        good, "<edXML:To>", "<edXML:to>"), "</edXML:To>", "</edXML:to>"), "EDX-ACTING-ELEMENT"
    yield "misplaced-business-type", replaced(
        good, "</edXML:MessageHeader>", "<edXML:BussinessDocType>1</edXML:BussinessDocType></edXML:MessageHeader>"
    ), "EDX-ACTING-ELEMENT"
    yield "subject-too-long", replaced(good, "V/v tăng", "V/v " + "tăng " * 120), "XSD-LENGTH"
    yield "page-amount-not-a-number", replaced(good, "<edXML:PageAmount>2", "<edXML:PageAmount>hai"), "XSD-VALUE"

    # Parties
    yield "no-sender", removed(good, b"From"), "EDX-FROM-MISSING"
    yield "empty-sender-id", replaced(good, "<edXML:OrganId>H24<", "<edXML:OrganId><"), "EDX-FROM-MISSING"
    yield "malformed-sender-id", replaced(good, "<edXML:OrganId>H24<", "<edXML:OrganId>Hải Phòng<"), "EDX-ORGAN-ID"
    yield "no-recipient", removed(removed(good, b"To"), b"To"), "EDX-TO-MISSING"
    yield "empty-recipient-id", replaced(good, "<edXML:OrganId>G22<", "<edXML:OrganId> <"), "EDX-TO-ID-MISSING"
    yield "duplicate-recipient", replaced(good, "<edXML:OrganId>G22<", "<edXML:OrganId>h24.01<"), "EDX-TO-DUPLICATE"

    # Document
    yield "no-code-number", replaced(good, "<edXML:CodeNumber>264<", "<edXML:CodeNumber><"), "EDX-CODE-MISSING"
    yield "no-promulgation-date", removed(good, b"PromulgationDate"), "EDX-DATE-MISSING"
    yield "impossible-date", replaced(good, "Date>2026/10/07<", "Date>2026/02/30<"), "EDX-DATE-FORM"
    yield "day-first-date", replaced(good, "Date>2026/10/07<", "Date>07/10/2026<"), "EDX-DATE-FORM"
    yield "future-date", replaced(good, "Date>2026/10/07<", "Date>2999/12/31<"), "EDX-DATE-FUTURE"
    yield "no-subject", removed(good, b"Subject"), "EDX-SUBJECT-MISSING"
    yield "unknown-priority", replaced(good, "<edXML:Priority>1<", "<edXML:Priority>9<"), "EDX-PRIORITY"
    yield "secret-mark", replaced(good, "<edXML:Subject>", "<edXML:Subject>[TỐI MẬT] "), "EDX-SECRET"
    yield "secret-kind", replaced(good, "TypeName>Công văn<", "TypeName>Công văn mật<"), "EDX-SECRET"

    # Business
    kind = "<edXML:BussinessDocType>0<"
    yield "unknown-business-type", replaced(good, kind, kind.replace("0", "7")), "EDX-BUSINESS-TYPE"
    yield "recall-of-nothing", removed(document_packet(RECALL), b"ResponseFor"), "EDX-RECALL-TARGET"
    yield "update-of-nothing", removed(document_packet(UPDATE), b"BussinessDocumentInfo"), "EDX-UPDATE-CONTENT"
    yield "replacement-of-nothing", removed(
        document_packet(REPLACEMENT), b"ReplacementInfoList"), "EDX-REPLACEMENT-LIST"

    # Attachments
    yield "no-attachment", without_attachments(good), "EDX-ATTACHMENT-MISSING"
    yield "empty-attachment", re.sub(rb"(ContentTransferEncoded[^>]*>)[^<]+<", rb"\1<", good), "EDX-ATTACHMENT-EMPTY"
    yield "bad-base64", replaced(good, content, "*" + content), "EDX-BASE64"
    yield "attachment-without-id", replaced(
        good, "<ContentId>cid:264-UBND-KSTTHC.pdf<", "<ContentId><"), "EDX-ATTACHMENT-ID"
    double = re.search(rb"<Attachment>.*</Attachment>", good, flags=re.S).group(0)
    yield "duplicate-attachment-id", good.replace(double, double + double), "EDX-ATTACHMENT-DUPLICATE"
    yield from attachments.faults()

    yield "too-many-attachments", replaced(good, "<AttachmentEncoded>", "<AttachmentEncoded>" + "<Attachment/>" * 1001
                                           ), "EDX-ATTACHMENT-COUNT"

    # Statuses
    status = status_packet(STATUSES[2])
    code = "<edXML:StatusCode>03<"
    yield "status-unknown-code", replaced(status, code, code.replace("03", "99")), "EDX-STATUS-CODE"
    yield "status-empty-code", replaced(status, code, code.replace("03", "")), "EDX-STATUS-CODE"
    yield "status-no-response-for", removed(status, b"ResponseFor"), "EDX-RESPONSE-FOR-MISSING"
    yield "status-incomplete-response-for", removed(status, b"Code"), "EDX-RESPONSE-FOR-INCOMPLETE"
    answer = re.search(rb"<edXML:ResponseFor>.*</edXML:ResponseFor>", status, flags=re.S).group(0)
    yield "status-two-documents", status.replace(answer, answer + answer), "EDX-RESPONSE-FOR-MANY"
    yield "status-no-timestamp", removed(status, b"Timestamp"), "EDX-TIMESTAMP-MISSING"
    yield "status-malformed-timestamp", replaced(status, "2026/10/05 10:12:45", "2026-10-05T10:12:45"), "EDX-TIMESTAMP-FORM"
