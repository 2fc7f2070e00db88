"""Packets that are accepted with a remark: each is a valid one with one oddity, and the codes of the remarks it must get."""

import re

import attachments
from faults import removed, replaced
from packets import document_packet, status_packet
from story import ADMINISTRATION, RECALL, REPLY, STATUSES


def flagged():
    """Yields (file name, bytes, expected codes)."""
    good = document_packet(ADMINISTRATION)
    status = status_packet(STATUSES[2])
    header = "<edXML:MessageHeader>"
    end = "</edXML:MessageHeader>"
    subject = "</edXML:Subject>"

    # What the regulation does not know
    yield "unknown-element", replaced(
        good, subject, subject + "<edXML:EvaluationMark>5</edXML:EvaluationMark>"), ["EDX-UNKNOWN-ELEMENT"]
    yield "unknown-group", replaced(
        good, "<edXML:edXMLBody>", "<edXML:Tracking><edXML:Subject>Nội dung khác</edXML:Subject><edXML:Tracking/>"
        "</edXML:Tracking><edXML:edXMLBody>"), ["EDX-UNKNOWN-ELEMENT"]
    yield "unknown-in-attachment", replaced(
        good, "<ContentType>", "<Checksum>00</Checksum><ContentType>"), ["EDX-UNKNOWN-ELEMENT"]
    yield "unknown-repeated", re.sub(
        rb"(<edXML:OrganName>)", rb"<edXML:OrganCode>x</edXML:OrganCode>\1", good), ["EDX-UNKNOWN-ELEMENT"] * 2
    yield "misspelt-element", replaced(
        good, "<edXML:DueDate>2026/11/25</edXML:DueDate>", "<edXML:DueDay>2026/11/25</edXML:DueDay>"
    ), ["EDX-MISSPELT-ELEMENT"]
    yield "lower-case-element", good.replace(b"edXML:TypeDetail>", b"edXML:typedetail>"), ["EDX-MISSPELT-ELEMENT"]
    yield "element-in-no-namespace", replaced(
        good, subject, subject + '<Content xmlns="">Tóm tắt</Content>'), ["EDX-MISSPELT-ELEMENT"]
    yield "misplaced-element", replaced(
        good, subject, subject + "<edXML:PageAmount>2</edXML:PageAmount>"), ["EDX-MISPLACED-ELEMENT"]
    yield "foreign-element", replaced(
        good, subject, subject + '<x:Note xmlns:x="urn:example:office"><x:Subject>Ghi chú</x:Subject></x:Note>'
    ), ["EDX-FOREIGN-ELEMENT"]
    yield "foreign-in-organization", replaced(
        good, "<edXML:OrganName>", '<x:Sign xmlns:x="urn:example:office"/><edXML:OrganName>'), ["EDX-FOREIGN-ELEMENT"]
    yield "unknown-attribute", replaced(good, "<edXML:Subject>", '<edXML:Subject lang="vi">'), ["EDX-UNKNOWN-ATTRIBUTE"]
    yield "attribute-on-root", replaced(good, "<edXML xmlns", '<edXML version="1.0" xmlns'), ["EDX-UNKNOWN-ATTRIBUTE"]
    yield "attribute-beside-a-known-one", replaced(
        good, "<edXML:TraceHeaderList ", '<edXML:TraceHeaderList stage="2" '), ["EDX-UNKNOWN-ATTRIBUTE"]

    # The other kind's fields
    yield "status-with-subject", replaced(
        status, end, "<edXML:Subject>Kế hoạch</edXML:Subject>" + end), ["EDX-STATUS-EXTRA"]
    yield "document-with-timestamp", replaced(
        good, end, "<edXML:Timestamp>2026/10/07 08:00:00</edXML:Timestamp>" + end), ["EDX-DOCUMENT-EXTRA"]

    # What a packet can do without
    yield "no-organization-name", removed(good, b"OrganName"), ["EDX-INCOMPLETE"]
    yield "no-trace", removed(good, b"TraceHeaderList"), ["EDX-INCOMPLETE"]
    yield "trace-without-business", removed(good, b"Bussiness"), ["EDX-INCOMPLETE"]
    yield "day-first-due-date", replaced(good, "DueDate>2026/11/25<", "DueDate>25/11/2026<"), ["EDX-DATE-IGNORED"]
    yield "trace-without-time", removed(good, b"Timestamp"), ["EDX-TRACE-IGNORED"]
    yield "lists-of-another-business", replaced(
        good, "<edXML:Paper>", "<edXML:ReplacementInfoList><edXML:ReplacementInfo><edXML:DocumentId>x"
        "</edXML:DocumentId></edXML:ReplacementInfo></edXML:ReplacementInfoList><edXML:Paper>"), ["EDX-BUSINESS-EXTRA"]
    yield "incomplete-answer", removed(document_packet(REPLY), b"Code", b"ResponseFor"), ["EDX-RESPONSE-FOR-IGNORED"]
    yield "recall-without-reason", removed(document_packet(RECALL), b"BussinessDocReason"), ["EDX-REASON-MISSING"]
    yield "return-without-reason", removed(status_packet(STATUSES[1]), b"Description"), ["EDX-REASON-MISSING"]
    yield "status-of-tomorrow", re.sub(
        rb"<edXML:Timestamp>[^<]*<", b"<edXML:Timestamp>2999/12/31 08:00:00<", status), ["EDX-TIMESTAMP-FUTURE"]
    yield "status-with-identifier-and-code-swapped", re.sub(
        rb"(<edXML:ResponseFor>\s*<edXML:OrganId>)(.*?)(</edXML:OrganId>\s*<edXML:Code>)(.*?)(</edXML:Code>)",
        rb"\1\4\3\2\5", status, flags=re.S), ["EDX-RESPONSE-FOR-SWAPPED"]
    yield from attachments.flagged()
