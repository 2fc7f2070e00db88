"""Writes packets in the two dialects that live in the field.

vendor: DocumentId after To, ToPlaces last, Bussiness before TraceHeader, ContentTransferEncoded with the prefix,
        here and there a placeholder `edXML:Signature`.
dotnet: the regulation's order, xlink attributes on Reference, an empty DigitalSignature, attachments in no namespace and
        ContentId there without `cid:`.
"""

import base64
import uuid
from xml.sax.saxutils import escape

from agencies import organization
from files import packed

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
XLINK = "http://www.w3.org/1999/xlink"


def element(name, content, prefix="edXML:", attributes=""):
    """An element of text, or of (name, content) pairs; nothing for None."""
    if content is None:
        return []
    tag = prefix + name
    if isinstance(content, str):
        return ["<%s%s>%s</%s>" % (tag, attributes, escape(content), tag)]
    lines = []
    for item in content:
        lines += ["  " + line for line in (item if isinstance(item, list) else element(*item, prefix=prefix))]
    return ["<%s%s>" % (tag, attributes)] + lines + ["</%s>" % tag]


def frame(envelope, after=()):
    head = ['<?xml version="1.0" encoding="UTF-8"?>', '<edXML xmlns="%s">' % NAMESPACE]
    inner = element("edXMLEnvelope", envelope, attributes=' xmlns:edXML="%s"' % NAMESPACE)
    lines = head + ["  " + line for line in inner + list(after)] + ["</edXML>"]
    return ("\n".join(lines) + "\n").encode("utf-8")


def document_id(document):
    return "%s,%s,%s/%s" % (document["from"], document["date"], document["number"], document["notation"])


def message_header(document, dialect):
    head = [("From", organization(document["from"]))] + [("To", organization(to)) for to in document["to"]]
    identifier = [("DocumentId", document_id(document))]
    code = [("Code", [("CodeNumber", document["number"]), ("CodeNotation", document["notation"])])]
    date = [("PromulgationInfo", [("Place", document["place"]), ("PromulgationDate", document["date"])])]
    type_name, detail = document["type"]
    kind = [("DocumentType", [("Type", "2"), ("TypeDetail", detail), ("TypeName", type_name)])]
    subject = [("Subject", document["subject"]), ("Content", document.get("content"))]
    competence, position, name = document["signer"]
    signer = [("SignerInfo", [("Competence", competence), ("Position", position), ("FullName", name)])]
    due = [("DueDate", document["due"])] if document.get("due") else []
    places = [("ToPlaces", [("Place", place) for place in document.get("places", ["Như trên", "Lưu: VT"])])]
    other = [("OtherInfo", other_info(document, dialect))]
    answered = [("ResponseFor", response_for(*answer)) for answer in document.get("answers", [])]
    steering = [("SteeringType", str(document.get("steering", 0)))]
    if dialect == "vendor":
        order = [head, identifier, code, date, kind, subject, signer, due, other, answered, steering, places]
    else:
        order = [head, code, date, kind, subject, signer, due, places, other, answered, steering, identifier]
    return ("MessageHeader", [field for group in order for field in group])


def other_info(document, dialect):
    fields = [
        ("Priority", str(document["priority"])),
        ("SphereOfPromulgation", document["sphere"]),
        ("TyperNotation", "VT"),
        ("PromulgationAmount", str(len(document["to"]))),
        ("PageAmount", str(document.get("pages", 2))),
    ]
    if dialect == "vendor":
        fields.append(("Direction", "false"))
    if document.get("appendixes"):
        fields.append(("Appendixes", [("Appendix", title) for title in document["appendixes"]]))
    return fields


def response_for(organ_id, code, identifier, date):
    return [("OrganId", organ_id), ("Code", code), ("DocumentId", identifier), ("PromulgationDate", date)]


def trace_list(document, dialect):
    business = [
        ("DocumentId", document.get("concerns")),
        ("BussinessDocType", str(document.get("business", 0))),
        ("BussinessDocReason", document.get("reason", "Gửi văn bản mới")),
        ("Paper", "0"),
    ]
    if document.get("receivers"):
        changes = [("Receiver", [("OrganId", a), ("ReceiverType", t)]) for a, t in document["receivers"]]
        info = [("DocumentInfo", "0"), ("DocumentReceiver", "1"), ("ReceiverList", changes)]
        business.append(("BussinessDocumentInfo", info))
    if document.get("replaces"):
        identifier, holders = document["replaces"]
        held = ("OrganIdList", [("OrganId", holder) for holder in holders])
        business.append(("ReplacementInfoList", [("ReplacementInfo", [("DocumentId", identifier), held])]))
    business.append(("StaffInfo", staff(document["from"])))
    stop = [("OrganId", document["from"]), ("Timestamp", document["date"] + " 09:38:24")]
    parts = [("Bussiness", business), ("TraceHeader", stop)]
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, "%s#%s" % (document_id(document), document.get("business", 0)))
    attributes = ' id="%s" version="1.0"' % identifier
    return element("TraceHeaderList", parts if dialect == "vendor" else parts[::-1], attributes=attributes)


def staff(organ_id):
    return [
        ("Department", "Văn thư"),
        ("DepartmentId", "VT"),
        ("Staff", "Trần Thị Bình"),
        ("StaffId", "VT01"),
        ("Email", "vanthu@" + organ_id.lower().replace(".", "-") + ".example.vn"),
        ("Mobile", "0912000001"),
    ]


def placeholder_signature(dialect, document):
    """What some software writes where a signature should be. It signs nothing."""
    if dialect == "dotnet":
        return [["<edXML:DigitalSignature />"]]
    if document.get("placeholder"):
        return [element("Signature", [("SignedInfo", ""), ("SignatureValue", ""), ("KeyInfo", "")])]
    return []


def manifest(files, dialect):
    references = []
    for name, title, content in files:
        fields = [("ContentId", "cid:" + name), ("ContentType", packed(name, content)[0]), ("AttachmentName", title)]
        attributes = ""
        if dialect == "dotnet":
            attributes = ' xmlns:xlink="%s" xlink:href="cid:%s" xlink:type="simple"' % (XLINK, escape(name))
        references.append(element("Reference", fields, attributes=attributes))
    return element("edXMLManifest", references, attributes=' version="1.0"')


def attachments(files, dialect):
    encoded = []
    for name, title, content in files:
        media_type, travelling = packed(name, content)
        text = base64.b64encode(travelling).decode("ascii")
        if dialect == "vendor":
            fields = [("ContentId", "cid:" + name), ("AttachmentName", title), ("ContentType", media_type)]
            binary = element("ContentTransferEncoded", text, attributes=' xmlns:edXML="%s"' % NAMESPACE)
        else:
            fields = [("ContentId", name), ("AttachmentName", title), ("Description", title), ("ContentType", media_type)]
            binary = element("ContentTransferEncoded", text, prefix="")
        encoded.append(element("Attachment", fields + [binary], prefix=""))
    return element("AttachmentEncoded", encoded, prefix="", attributes=' xmlns=""' if dialect == "dotnet" else "")


def document_packet(document):
    dialect = document["dialect"]
    header = [message_header(document, dialect), trace_list(document, dialect)]
    header += placeholder_signature(dialect, document)
    files = document.get("files", [])
    envelope = [("edXMLHeader", header), ("edXMLBody", [manifest(files, dialect)])]
    return frame(envelope, attachments(files, dialect))


def status_packet(status):
    answered = status["of"]
    code = "%s/%s" % (answered["number"], answered["notation"])
    organ_id = status.get("to", answered["from"])
    if status.get("swapped"):
        organ_id, code = code, organ_id
    answer = response_for(organ_id, code, document_id(answered), answered["date"])
    fields = [
        ("From", organization(status["from"])),
        ("ResponseFor", answer),
        ("StaffInfo", staff(status["from"])),
        ("StatusCode", status["code"]),
        ("Description", status["description"]),
        ("Timestamp", status["at"]),
    ]
    return frame([("edXMLHeader", [("MessageHeader", fields)])])
