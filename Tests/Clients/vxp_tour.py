#!/usr/bin/env python3
"""Goes once through every operation of the axis interface, as an agency's system would, and says what each gave.

Written from the description of the interface alone; shares no code with the hub. Prints a line for each step; exit code 0 when
all are as described. The hub must let the centre register agencies, and the document's sender and one of its recipients must
be agencies of that centre.

    vxp_tour.py --url http://127.0.0.1:8080/vxp --system 00.24.H24 --secret S --document FILE --status FILE \\
        --sender H24.01 --receiver H24.02 --new-agency H24.77
"""

import argparse
import base64
import datetime
import http.client
import json
import sys
import urllib.parse

import vxp_client
from vxp_client import call, envelope, exchange, hash_file


class Tour:
    def __init__(self, options):
        self.options = options
        self.steps = 0

    def step(self, what, is_so, detail=""):
        self.steps += 1
        print("%s  %s%s" % ("ok   " if is_so else "WRONG", what, "" if is_so else ": %s" % (detail,)))
        if not is_so:
            raise SystemExit(1)

    def ok(self, operation, parameters=(), body=b"{}", **kinds):
        reply = call(self.options, operation, list(parameters), body, **kinds)
        self.step(operation, reply["status"] == "OK" and reply["ErrorCode"] == "0", reply)
        return reply

    def refused(self, what, code, reply):
        fits = reply["status"] == "FAIL" and reply["ErrorCode"] == code and reply["ErrorDesc"] != ""
        self.step("%s is refused with %s" % (what, code), fits, reply)

    def send(self, document, kind, multipart=False, padded=False):
        parameters = [("from", self.options.sender if kind == "edoc" else self.options.receiver)]
        parameters += [("servicetype", "eDoc"), ("messagetype", kind), ("hash-file", hash_file(document, padded))]
        if not multipart:
            return self.ok("sendEdoc", parameters, document + b"\r\n", content_type="application/octet-stream")
        head = '--b\r\nContent-Disposition: form-data; name="file_doc"; filename="a.edxml"\r\n\r\n'
        body = head.encode() + document + b"\r\n--b--\r\n"
        return self.ok("sendEdoc", parameters, body, content_type="multipart/form-data; boundary=b")

    def received(self, kind, *more):
        return self.ok("getReceivedEdocList", [("servicetype", "eDoc"), ("messagetype", kind)] + list(more))["data"]

    def count(self, kind, method):
        operation = "countReceiveEdoc" if kind == "edoc" else "countReceiveStatus"
        return int(self.ok(operation, body=b"", method=method)["count"])

    # The stations

    def register(self):
        agencies = self.ok("getAgenciesList", body=b"")["data"]
        fields = {"id", "pid", "code", "name", "mail"}
        self.step("every agency has its fields", all(fields <= set(row) for row in agencies), agencies[:1])
        self.step("the sender is among them", self.options.sender in [row["code"] for row in agencies])
        whole = self.ok("getSynchronizeUnit")
        fields |= {"version", "centerCode", "deleted", "modifyDate", "isAgency"}
        self.step("every unit has its fields", all(fields <= set(row) for row in whole["data"]), whole["data"][:1])
        newest = max(int(row["version"]) for row in whole["data"])
        self.step("nothing changed after that", self.changes(newest) == [])
        code = self.options.new_agency
        agency = {"id": code, "pcode": self.options.sender, "code": code, "name": "Trung tâm mới", "mail": "a@b.vn"}
        self.ok("registerAgency", body=json.dumps(dict(agency, mobile="", fax="")).encode())
        changes = self.changes(newest)
        self.step("the new one is the only change", [row["code"] for row in changes] == [code], changes)
        self.ok("deleteAgency", [("AgencyCode", code)])
        changes = self.changes(newest)
        self.step("and then is deleted", [row["deleted"] for row in changes] == ["1"], changes)
        listed = [row["code"] for row in self.ok("getAgenciesList", body=b"")["data"]]
        self.step("and no longer listed", code not in listed)

    def changes(self, version):
        return self.ok("getSynchronizeUnit", [("fromVersion", str(version))])["data"]

    def document(self):
        document = open(self.options.document, "rb").read()
        waiting = self.count("edoc", "GET")
        doc_id = self.send(document, "edoc")["DocId"]
        again = self.send(document, "edoc", multipart=True, padded=True)["DocId"]
        self.step("the same document again has the same DocId", doc_id == again, (doc_id, again))
        self.step("it is counted", self.count("edoc", "POST") == waiting + 1)
        today = datetime.datetime.now(vxp_client.VIETNAM).strftime("%Y/%m/%d")
        rows = self.received("edoc", ("fromDate", today), ("toDate", today))
        row = [row for row in rows if row["to"] == self.options.receiver][-1]
        self.step("it waits as initial", row["status"] == "initial" and row["messageType"] == "edoc", row)
        self.step("and not before today", self.received("edoc", ("toDate", "2020/01/01")) == [])
        for name in ("docId", "docid"):
            fetched = self.ok("getEdoc", [(name, row["docId"])])["data"]
            self.step("its bytes come by " + name, base64.b64decode(fetched, validate=True) == document)
        for method in ("POST", "GET"):
            status, headers, answer = exchange(self.options, "downloadEdoc", [("docId", row["docId"])], method=method)
            fits = status == 200 and answer == document and headers.get_filename().endswith(".edxml")
            self.step("downloadEdoc by " + method, fits, headers.get_filename())
        for word in ("processing", "done", "done"):
            self.ok("updateStatus", [("docId", row["docId"]), ("status", word)])
        fail = call(self.options, "updateStatus", [("docid", row["docId"]), ("status", "fail"), ("description", "x")])
        self.refused("fail after done", "111", fail)
        left = [row["docId"] for row in self.received("edoc")]
        self.step("it has left the list", row["docId"] not in left and self.count("edoc", "GET") == waiting)
        return doc_id

    def status(self, doc_id):
        status = open(self.options.status, "rb").read()
        waiting = self.count("status", "GET")
        self.send(status, "status")
        self.step("the status is counted", self.count("status", "POST") == waiting + 1)
        row = self.received("status")[-1]
        fetched = self.ok("getEdoc", [("docId", row["docId"])])["data"]
        self.step("its bytes come", base64.b64decode(fetched, validate=True) == status)
        self.ok("updateStatus", [("docId", row["docId"]), ("status", "done"), ("description", "đã giữ")])
        sent = [("servicetype", "eDoc"), ("messagetype", "edoc")]
        own = self.ok("getSentEdocList", sent + [("docId", doc_id)])["data"]
        rows = [row for row in own if row["toCode"] == self.options.receiver]
        fits = len(rows) == 1 and rows[0]["sendStatus"] == "done" and rows[0]["receiveStatus"] == "03"
        self.step("the sender sees how far it got", fits, own)
        listed = [row["senderDocId"] for row in self.ok("getSentEdocList", sent)["data"]]
        self.step("among all that was sent", doc_id in listed)

    def refusals(self):
        status, _, answer = exchange(self.options, "noSuchThing", [])
        self.refused("an unknown operation (%d)" % status, "114", envelope(answer))
        status, _, answer = exchange(self.options, "sendEdoc", [], method="PUT")
        self.refused("another method (%d)" % status, "114", envelope(answer))
        self.refused("a call without its parameter", "110", call(self.options, "getEdoc", []))
        self.refused("an unknown docId", "112", call(self.options, "getEdoc", [("docId", "0" * 24)]))
        self.refused("a document as a status", "111", self.mistyped())
        wrong = argparse.Namespace(**dict(vars(self.options), secret="sai"))
        self.refused("a wrong secret", "102", call(wrong, "getAgenciesList", []))
        late = argparse.Namespace(**dict(vars(self.options), skew=-86400))
        self.refused("yesterday's call", "105", call(late, "getAgenciesList", []))
        self.refused("a call made twice", "106", self.repeated())

    def mistyped(self):
        document = open(self.options.document, "rb").read() + b"\n"
        parameters = [("from", self.options.sender), ("servicetype", "eDoc"), ("messagetype", "status")]
        parameters.append(("hash-file", hash_file(document, True)))
        return call(self.options, "sendEdoc", parameters, document, "application/octet-stream")

    def repeated(self):
        url = urllib.parse.urlsplit(self.options.url)
        headers = vxp_client.signed(self.options, [], "application/json")
        for _ in range(2):
            connection = http.client.HTTPConnection(url.hostname, url.port, timeout=60)
            connection.putrequest("POST", url.path + "/getAgenciesList")
            for name, value in headers:
                connection.putheader(name, value.encode())
            connection.putheader("Content-Length", "0")
            connection.endheaders()
            reply = envelope(connection.getresponse().read())
            connection.close()
        return reply


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("url", "system", "secret", "document", "status", "sender", "receiver", "new-agency"):
        parser.add_argument("--" + name, required=True)
    tour = Tour(argparse.Namespace(**dict(vars(parser.parse_args()), skew=0, raw_utf8=False)))
    tour.register()
    tour.status(tour.document())
    tour.refusals()
    print("%d steps, all as described" % tour.steps)


if __name__ == "__main__":
    sys.exit(main())
