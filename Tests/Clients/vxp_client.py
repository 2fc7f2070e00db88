#!/usr/bin/env python3
"""A client of the VXP interface that shares no code with the hub: what a vendor's client puts on the wire.

Python standard library only. Prints the reply's JSON (`fetch` writes the document instead). Exit code 0 when the reply says
status OK, 1 when it refuses, 2 when there was no usable reply.

    vxp_client.py --url http://127.0.0.1:8480/vxp --system 00.24.H24 --secret S push FILE --from H24.01
    vxp_client.py ... list edoc | fetch DOCID OUT | download DOCID OUT | acknowledge DOCID done | sent edoc | count edoc
    vxp_client.py ... agencies | synchronize [--from-version N] | register CODE NAME | delete CODE
"""

import argparse
import base64
import datetime
import hashlib
import hmac
import http.client
import json
import sys
import urllib.parse

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))


def timestamp(skew):
    now = datetime.datetime.now(VIETNAM) + datetime.timedelta(seconds=skew)
    return now.strftime("%d%m%YT%H%M%S") + "+%04d" % (now.microsecond // 1000)


def signed(options, parameters, content_type):
    """The headers, in the vendor's order, with the HMAC over the JSON text of those that carry parameters."""
    covered = [("systemid", options.system)] + parameters
    covered += [("timestamp", timestamp(options.skew)), ("Content-Type", content_type)]
    headers = [("XroadVnpt-" + name, value) for name, value in covered]
    text = json.dumps(dict(headers), separators=(",", ":"), ensure_ascii=not options.raw_utf8)
    mac = hmac.new(options.secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    headers += [
        ("XroadVnpt-sign-header", text),
        ("XroadVnpt-sign-header-key", ";".join(name for name, _ in covered)),
        ("XroadVnpt-hash-header", mac),
        ("XroadVnpt-version", "3.0.201608"),
        ("User-Agent", "JAVASDKAgent/1.0.0 XRoad/VPCP"),
        ("Content-Type", content_type),
    ]
    return headers


def exchange(options, operation, parameters, body=b"", content_type="application/json", method="POST"):
    """One call: the HTTP status, the reply's headers and its bytes."""
    url = urllib.parse.urlsplit(options.url)
    kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    connection = kind(url.hostname, url.port, timeout=60)
    connection.putrequest(method, url.path + "/" + operation, skip_accept_encoding=True)
    for name, value in signed(options, parameters, content_type):
        connection.putheader(name, value.encode())
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    response = connection.getresponse()
    answer = response.status, response.headers, response.read()
    connection.close()
    return answer


def envelope(answer):
    """The reply's JSON, which must have the three fields without which the vendor's client throws."""
    reply = json.loads(answer)
    for field in ("status", "ErrorCode", "ErrorDesc"):
        if field not in reply:
            raise ValueError("the reply has no " + field)
    if reply["ErrorCode"] == "0" and "data" not in reply:
        raise ValueError("the reply has no data")
    return reply


def call(options, operation, parameters, body=b"", content_type="application/json", method="POST"):
    return envelope(exchange(options, operation, parameters, body, content_type, method)[2])


def hash_file(document, padded):
    digest = hashlib.sha256(document).digest()
    return "".join(("%02x" if padded else "%x") % byte for byte in digest)


def push(options):
    document = open(options.file, "rb").read()
    parameters = [("from", options.sender), ("servicetype", "eDoc"), ("messagetype", options.type)]
    if options.to:
        parameters.append(("to", json.dumps(options.to)))
    parameters.append(("hash-file", hash_file(document, options.padded)))
    if not options.multipart:
        return call(options, "sendEdoc", parameters, document + b"\r\n", "application/octet-stream")
    boundary = "----vxp" + hashlib.md5(document).hexdigest()
    head = '--%s\r\nContent-Disposition: form-data; name="file_doc"; filename="document.edxml"\r\n' % boundary
    head += "Content-Type: application/octet-stream\r\n\r\n"
    body = head.encode() + document + ("\r\n--%s--\r\n" % boundary).encode()
    return call(options, "sendEdoc", parameters, body, "multipart/form-data; boundary=" + boundary)


def fetch(options):
    reply = call(options, "getEdoc", [("docId", options.doc_id)])
    if reply["ErrorCode"] in ("0", 0):
        with open(options.out, "wb") as out:
            out.write(base64.b64decode(reply.pop("data"), validate=True))
    return reply


def download(options):
    status, headers, answer = exchange(options, "downloadEdoc", [("docId", options.doc_id)])
    if headers.get_content_type() == "application/json":
        return envelope(answer)
    with open(options.out, "wb") as out:
        out.write(answer)
    return {"status": "OK", "ErrorCode": "0", "ErrorDesc": "", "name": headers.get_filename()}


def acknowledge(options):
    parameters = [("docId", options.doc_id), ("status", options.status)]
    if options.description:
        parameters.append(("description", options.description))
    return call(options, "updateStatus", parameters, b"{}")


def given(*parameters):
    return [(name, value) for name, value in parameters if value]


def listing(options):
    wanted = given(("fromDate", options.from_date), ("toDate", options.to_date), ("after", options.after))
    return call(options, "getReceivedEdocList", [("servicetype", "eDoc"), ("messagetype", options.type)] + wanted)


def sent(options):
    wanted = given(("docId", options.doc_id))
    return call(options, "getSentEdocList", [("servicetype", "eDoc"), ("messagetype", options.type)] + wanted)


def agencies(options):
    return call(options, "getAgenciesList", [])


def synchronize(options):
    return call(options, "getSynchronizeUnit", given(("fromVersion", options.from_version)))


def register(options):
    agency = {"id": options.code, "pcode": options.parent, "code": options.code, "name": options.name}
    agency.update({"mail": options.mail, "mobile": "", "fax": ""})
    return call(options, "registerAgency", [], json.dumps(agency).encode())


def delete(options):
    return call(options, "deleteAgency", [("AgencyCode", options.code)], b"{}")


def count(options):
    return call(options, "countReceiveEdoc" if options.type == "edoc" else "countReceiveStatus", [], method="GET")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--url", required=True)
    parser.add_argument("--system", required=True)
    parser.add_argument("--secret", required=True)
    parser.add_argument("--skew", type=float, default=0, help="seconds by which this client's clock is wrong")
    parser.add_argument("--raw-utf8", action="store_true", help="sign Vietnamese text as it is, not escaped")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("push")
    command.add_argument("file")
    command.add_argument("--from", dest="sender", required=True)
    command.add_argument("--to", action="append")
    command.add_argument("--type", choices=["edoc", "status"], default="edoc")
    command.add_argument("--multipart", action="store_true")
    command.add_argument("--padded", action="store_true", help="write hash-file with leading zeros")
    command.set_defaults(run=push)
    command = commands.add_parser("fetch")
    command.add_argument("doc_id")
    command.add_argument("out")
    command.set_defaults(run=fetch)
    command = commands.add_parser("acknowledge")
    command.add_argument("doc_id")
    command.add_argument("status", choices=["processing", "done", "fail"])
    command.add_argument("--description")
    command.set_defaults(run=acknowledge)
    command = commands.add_parser("download")
    command.add_argument("doc_id")
    command.add_argument("out")
    command.set_defaults(run=download)
    for name, run in (("list", listing), ("sent", sent), ("count", count)):
        command = commands.add_parser(name)
        command.add_argument("type", choices=["edoc", "status"])
        command.add_argument("--from-date")
        command.add_argument("--to-date")
        command.add_argument("--after")
        command.add_argument("--doc-id")
        command.set_defaults(run=run)
    commands.add_parser("agencies").set_defaults(run=agencies)
    command = commands.add_parser("synchronize")
    command.add_argument("--from-version")
    command.set_defaults(run=synchronize)
    command = commands.add_parser("register")
    command.add_argument("code")
    command.add_argument("name")
    command.add_argument("--parent", default="")
    command.add_argument("--mail", default="")
    command.set_defaults(run=register)
    command = commands.add_parser("delete")
    command.add_argument("code")
    command.set_defaults(run=delete)
    return parser.parse_args()


def main():
    options = arguments()
    try:
        reply = options.run(options)
    except (OSError, ValueError, http.client.HTTPException) as error:
        print("%s: %s" % (type(error).__name__, error), file=sys.stderr)
        return 2
    print(json.dumps(reply, ensure_ascii=False))
    return 0 if reply["status"] == "OK" else 1


if __name__ == "__main__":
    sys.exit(main())
