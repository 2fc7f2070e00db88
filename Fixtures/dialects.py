"""One message of each kind, in the canonical dialect and in all those that senders write it in.

Each dialect must be read as the same message, and written again as `canonical.edxml`, byte for byte.
"""

import base64

from packets import NAMESPACE, XLINK, element, frame

PDF = base64.b64encode("%PDF-1.4\n% Kế hoạch\n%%EOF\n".encode("utf-8")).decode("ascii")
ANNEX = base64.b64encode("%PDF-1.4\n% Phụ lục\n%%EOF\n".encode("utf-8")).decode("ascii")
HEALTH = "H24.04,2026/10/15,45/KH-SYT"


# The messages, in the regulation's order.

def organization(identifier, name, **more):
    return [("OrganId", identifier), ("OrganName", name)] + list(more.items())


HEALTH_DEPARTMENT = organization(
    "H24.04", "Sở Y tế", OrganAdd="Số 38 Lê Đại Hành", Email="syt@example.vn", Telephone="0225 3842004",
    Website="syt.example.vn")
STAFF = [("Department", "Văn thư"), ("DepartmentId", "VT"), ("Staff", "Trần Thị Bình"), ("Email", "vt@example.vn")]
ANSWERED = [
    ("OrganId", "H24"), ("Code", "3125/QĐ-UBND"), ("DocumentId", "H24,2026/10/05,3125/QĐ-UBND"),
    ("PromulgationDate", "2026/10/05")]


def fields(subject, answered):
    return [
        ("From", HEALTH_DEPARTMENT),
        ("To", organization("H24", "UBND thành phố Hải Phòng")),
        ("To", organization("000.00.01.H24", "Sở Nội vụ")),
        ("Code", [("CodeNumber", "45"), ("CodeNotation", "KH-SYT")]),
        ("PromulgationInfo", [("Place", "Hải Phòng"), ("PromulgationDate", "2026/10/15")]),
        ("DocumentType", [("Type", "2"), ("TypeDetail", "10"), ("TypeName", "Kế hoạch")]),
        ("Subject", subject),
        ("SignerInfo", [("Competence", "KT. GIÁM ĐỐC"), ("Position", "Phó Giám đốc"), ("FullName", "Lê Thị Hạnh")]),
        ("ToPlaces", [("Place", "Như trên"), ("Place", "Lưu: VT, NVY")]),
        ("OtherInfo", [
            ("Priority", "1"), ("SphereOfPromulgation", "Y tế"), ("PageAmount", "4"), ("Direction", "false"),
            ("Appendixes", [("Appendix", "Phụ lục I"), ("Appendix", "Phụ lục II")])]),
        ("ResponseFor", answered),
        ("SteeringType", "1"),
        ("ResponseForTask", [("TaskCode", "NV-2026-118"), ("TaskCode", "NV-2026-119")]),
        ("ApplicationType", "QLVB"),
        ("DocumentId", HEALTH),
    ]


def document(subject, business, answered=ANSWERED, files=True):
    trace = [("TraceHeader", [("OrganId", "H24.04"), ("Timestamp", "2026/10/15 09:38:24")]), ("Bussiness", business)]
    attached = [("45-KH-SYT.pdf", "Kế hoạch", "application/pdf", PDF),
                ("phu-luc.pdf", "Phụ lục", "application/pdf", ANNEX)] if files else []
    return {"fields": fields(subject, answered), "trace": trace, "files": attached}


def status(code, description, answered=ANSWERED):
    return {"fields": [
        ("From", HEALTH_DEPARTMENT), ("ResponseFor", answered), ("StaffInfo", STAFF), ("StatusCode", code),
        ("Description", description), ("Timestamp", "2026/10/16 08:00:00")]}


RECALLED = [("OrganId", "H24"), ("Code", "45/KH-SYT"), ("DocumentId", HEALTH), ("PromulgationDate", "2026/10/15")]
MESSAGES = {
    "document": document("Về phòng, chống dịch “sốt xuất huyết” & bệnh tay chân miệng <đợt 2>", [
        ("BussinessDocType", "0"), ("BussinessDocReason", "Gửi văn bản mới"), ("Paper", "0"), ("StaffInfo", STAFF)]),
    "recall": document("Thu hồi kế hoạch", [
        ("DocumentId", HEALTH), ("BussinessDocType", "1"), ("BussinessDocReason", "Gửi nhầm phụ lục"),
        ("Paper", "0"), ("StaffInfo", STAFF)], RECALLED, files=False),
    "update": document("Cập nhật nơi nhận", [
        ("DocumentId", HEALTH), ("BussinessDocType", "2"), ("BussinessDocReason", "Bổ sung nơi nhận"),
        ("BussinessDocumentInfo", [("DocumentInfo", "0"), ("DocumentReceiver", "1"), ("ReceiverList", [
            ("Receiver", [("OrganId", "H24.05"), ("ReceiverType", "1")]),
            ("Receiver", [("OrganId", "000.00.01.H24"), ("ReceiverType", "0")])])]),
        ("StaffInfo", STAFF)], files=False),
    "replacement": document("Thay thế kế hoạch", [
        ("BussinessDocType", "3"), ("BussinessDocReason", "Sai phụ lục"),
        ("ReplacementInfoList", [("ReplacementInfo", [
            ("DocumentId", HEALTH), ("OrganIdList", [("OrganId", "H24"), ("OrganId", "000.00.01.H24")])])]),
        ("StaffInfo", STAFF)]),
    "status": status("03", "Văn thư đã vào sổ"),
    "request": status("13", "Lấy lại do gửi nhầm phụ lục", RECALLED),
}


# How they are written.

def packet(message, order=lambda content: content, marks=(), trace=' version="1.0"', link="", scheme="cid:",
           base64_prefix="", files_namespace="", manifest=True):
    """The message as bytes; by default in the canonical dialect."""
    header = [("MessageHeader", order(message["fields"]))]
    envelope = [("edXMLHeader", header)]
    if "trace" not in message:
        header += [[mark] for mark in marks]
        return frame(envelope)
    header.append(element("TraceHeaderList", order(message["trace"]), attributes=trace))
    header += [[mark] for mark in marks]
    references = [
        element("Reference", order([("ContentId", "cid:" + name), ("ContentType", media), ("AttachmentName", title)]),
                attributes=link.format(name))
        for name, title, media, _ in message["files"]]
    if manifest:
        envelope.append(("edXMLBody", [element("edXMLManifest", references, attributes=' version="1.0"')]))
    redeclared = ' xmlns:edXML="%s"' % NAMESPACE if base64_prefix else ""
    encoded = [
        element("Attachment", order([("ContentId", scheme + name), ("AttachmentName", title), ("ContentType", media)])
                + [element("ContentTransferEncoded", content, prefix=base64_prefix, attributes=redeclared)], prefix="")
        for name, title, media, content in message["files"]]
    return frame(envelope, element("AttachmentEncoded", encoded, prefix="", attributes=files_namespace))


def vendor(message):
    """DocumentId after the recipients, ToPlaces last, Bussiness first, base64 with the prefix, a signature of nothing."""
    def order(content):
        names = [field[0] for field in content]
        if "Bussiness" in names:
            return content[::-1]
        if "Code" not in names or "From" not in names:
            return content
        last = names.index("Code")
        middle = [field for field in content[last:] if field[0] not in ("DocumentId", "ToPlaces")]
        places = [field for field in content if field[0] == "ToPlaces"]
        return content[:last] + [content[-1]] + middle + places
    mark = "<edXML:Signature><edXML:SignedInfo/><edXML:SignatureValue>x</edXML:SignatureValue></edXML:Signature>"
    return packet(message, order, [mark], base64_prefix="edXML:")


def dotnet(message):
    """Links in the manifest, attachments in no namespace and named without cid:, an empty DigitalSignature."""
    link = ' xmlns:xlink="%s" xlink:href="cid:{0}" xlink:role="attachment" xlink:type="simple"' % XLINK
    return packet(message, marks=["<edXML:DigitalSignature />"], link=link, scheme="", files_namespace=' xmlns=""')


def backwards(message):
    """Every group backwards; what may be repeated keeps its order among its like."""
    def order(content):
        if isinstance(content, str) or all(isinstance(field, list) for field in content):
            return content
        names = list(dict.fromkeys(field[0] for field in content))[::-1]
        return [(name, order(inner)) for wanted in names for name, inner in content if name == wanted]
    return packet(message, order)


def renamed(text, prefix):
    """Another prefix for all elements, the root and the attachments among them; or none."""
    colon = prefix + ":" if prefix else ""
    text = text.replace(' xmlns:edXML="%s"' % NAMESPACE, "").replace("edXML:", colon)
    declared = ' xmlns:%s="%s"' % (prefix, NAMESPACE) if prefix else ' xmlns="%s"' % NAMESPACE
    text = text.replace('<edXML xmlns="%s"' % NAMESPACE, "<%sedXML%s" % (colon, declared)).replace(
        "</edXML>", "</%sedXML>" % colon)
    for name in ("AttachmentEncoded", "Attachment", "ContentId", "AttachmentName", "ContentType", "ContentTransferEncoded"):
        for opening in ("<", "</"):
            text = text.replace("%s%s>" % (opening, name), "%s%s%s>" % (opening, colon, name))
    return text


def with_empty(message):
    """What is left out is written all the same, empty."""
    def order(content):
        names = [field[0] for field in content]
        if "From" in names:
            content = [(n, order(c) if n in ("From", "To") else c) for n, c in content]
            blank = [("To", [("OrganId", ""), ("OrganName", "")]), ("ResponseFor", [("OrganId", ""), ("Code", "")])]
            return content + blank + ([("DueDate", ""), ("Content", "")] if "Code" in names else [])
        return content + ([("Fax", ""), ("OrganizationInCharge", "")] if "OrganName" in names else [])
    return packet(message, order, ["<edXML:Signature />"])


def dialects(kind):
    """Yields (name, bytes) of all ways in which the message of that kind is written."""
    message = MESSAGES[kind]
    canonical = packet(message)
    text = canonical.decode("utf-8")
    yield "canonical", canonical
    yield "vendor", vendor(message)
    yield "dotnet", dotnet(message)
    yield "backwards", backwards(message)
    yield "another-prefix", renamed(text, "ns2").encode("utf-8")
    yield "empty-elements", with_empty(message)
    if kind in ("status", "request"):
        organ, code = dict(message["fields"])["ResponseFor"][:2]
        swapped = [("OrganId", code[1]), ("Code", organ[1])] + dict(message["fields"])["ResponseFor"][2:]
        yield "swapped", packet({"fields": [(n, swapped if n == "ResponseFor" else c) for n, c in message["fields"]]})
    if kind != "document":
        return
    yield "no-prefix", renamed(text, "").encode("utf-8")
    yield "byte-order-mark", b"\xef\xbb\xbf" + canonical
    yield "crlf", canonical.replace(b"\n", b"\r\n")
    yield "one-line", "".join(line.strip() for line in text.split("\n")).encode("utf-8")
    yield "spaces-around-values", text.replace("<edXML:OrganId>", "<edXML:OrganId>\n\t ").replace(
        "</edXML:Subject>", " \n</edXML:Subject>").replace("</ContentId>", "\n</ContentId>").encode("utf-8")
    yield "no-declaration", text.split("\n", 1)[1].encode("utf-8")
    yield "another-declaration", text.replace(
        'version="1.0" encoding="UTF-8"', "version='1.0' encoding='utf-8' standalone='yes'", 1).encode("utf-8")
    subject = dict(message["fields"])["Subject"]
    inner = text.split("<edXML:Subject>")[1].split("</edXML:Subject>")[0]
    yield "cdata", text.replace(inner, "<![CDATA[%s]]>" % subject).encode("utf-8")
    yield "character-references", text.replace(
        inner, "".join("&#x%X;" % ord(letter) for letter in subject)).encode("utf-8")
    yield "trace-attributes", packet(message, trace=' version="1.0" mustUnderstand="1" actor="urn:next"')
    yield "trace-without-attributes", packet(message, trace="")
    yield "older-lists", text.replace("<edXML:Appendixes>", (
        "<edXML:ReplyFors><edXML:ReplyFor><x/></edXML:ReplyFor></edXML:ReplyFors><edXML:ReferenceCodes/>"
        "<edXML:Appendixes>")).encode("utf-8")
    yield "upper-case-cid", text.replace("<ContentId>cid:", "<ContentId>CID:").encode("utf-8")
    yield "manifest-without-cid", text.replace("<edXML:ContentId>cid:", "<edXML:ContentId>").encode("utf-8")
    yield "no-body", packet(message, manifest=False)
    head, rest = text.split("  <edXML:edXMLEnvelope", 1)
    inside, attachments = rest.split("  <AttachmentEncoded>", 1)
    attachments, tail = attachments.split("</AttachmentEncoded>\n")
    yield "attachments-first", (
        head + "  <AttachmentEncoded>" + attachments + "</AttachmentEncoded>\n  <edXML:edXMLEnvelope" + inside + tail
    ).encode("utf-8")


# The remarks that some of them get; the others get none.
REMARKS = {
    "document/no-body": ["EDX-ATTACHMENT-UNLISTED"] * 2,
    "status/swapped": ["EDX-RESPONSE-FOR-SWAPPED"],
    "request/swapped": ["EDX-RESPONSE-FOR-SWAPPED"],
}
