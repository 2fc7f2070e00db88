#!/usr/bin/env python3
"""Goes once through every call of the provincial variant of the axis interface, and says what each gave.

Written from the description of the variant alone, with Python's standard library. Exit code 0 when all is as described.

    provincial_tour.py --url http://127.0.0.1:8080/v1 --system 00.24.H24 --secret S --document FILE --status FILE \\
        --receiver H24.02
"""

import argparse
import base64
import http.client
import json
import sys
import urllib.parse


class Tour:
    def __init__(self, options):
        self.options = options
        self.token = ""
        self.steps = 0

    def step(self, what, is_so, detail=""):
        self.steps += 1
        print("%s  %s%s" % ("ok   " if is_so else "WRONG", what, "" if is_so else ": %s" % (detail,)))
        if not is_so:
            raise SystemExit(1)

    def call(self, method, path, body=None, content_type="application/json", **headers):
        """The HTTP status and the reply's JSON, which must be an envelope."""
        url = urllib.parse.urlsplit(self.options.url)
        kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        connection = kind(url.hostname, url.port, timeout=60)
        fields = {"X-SystemId": self.options.system, "X-SecretKey": self.options.secret, "Content-Type": content_type}
        fields["Authorization"] = "Bearer " + self.token
        fields.update({name.replace("_", "-"): value for name, value in headers.items()})
        connection.request(method, url.path + path, body, fields, encode_chunked=not isinstance(body, (bytes, type(None))))
        response = connection.getresponse()
        reply = json.loads(response.read())
        connection.close()
        self.step(
            "%s %s → %s" % (method, path.split("?")[0], reply.get("ErrorCode")),
            {"status", "ErrorCode", "ErrorDesc"} <= set(reply), reply)
        return response.status, reply

    def ok(self, method, path, body=None, **more):
        status, reply = self.call(method, path, body, **more)
        self.step("is well", status == 200 and reply["status"] == "OK" and reply["ErrorCode"] == "0", reply)
        return reply

    def refused(self, what, code, answer):
        reply = answer[1]
        self.step("%s: %s" % (what, code), reply["status"] == "FAIL" and reply["ErrorCode"] == code, reply)

    def packet(self, document, kind):
        parts = '--b\r\nContent-Disposition: form-data; name="edocFile"; filename="a.edxml"\r\n\r\n'
        end = '\r\n--b\r\nContent-Disposition: form-data; name="messageType"\r\n\r\n%s\r\n--b--\r\n' % kind
        return parts.encode() + document + end.encode()

    def send(self, document, kind):
        return self.call("POST", "/sendEdoc", self.packet(document, kind), "multipart/form-data; boundary=b")

    def login(self):
        self.refused("without a token", "15", self.call("GET", "/getAgenciesList"))
        wrong = json.dumps({"systemId": self.options.system, "secretKey": "sai"}).encode()
        self.refused("with a wrong secret", "15", self.call("POST", "/auth/login", wrong))
        stranger = json.dumps({"systemId": "00.99.Z99", "secretKey": self.options.secret}).encode()
        self.refused("as a stranger", "15", self.call("POST", "/auth/login", stranger))
        right = json.dumps({"systemId": self.options.system, "secretKey": self.options.secret}).encode()
        reply = self.ok("POST", "/auth/login", right)
        self.token = reply["token"]
        self.step("the token holds half an hour", reply["expiresIn"] == "1800", reply)
        self.refused("a wrong key beside it", "15", self.call("GET", "/getAgenciesList", X_SecretKey="sai"))

    def documents(self):
        document = open(self.options.document, "rb").read()
        status, reply = self.send(document, "edoc")
        self.step("is taken", status == 200 and reply["ErrorCode"] == "0" and reply["DocId"], reply)
        again = self.send(document, "edoc")[1]
        self.step("and again is the same", again["DocId"] == reply["DocId"], again)
        self.fetch(document, "edoc")
        notice = open(self.options.status, "rb").read()
        reply = self.send(notice, "status")[1]
        self.step("a status is taken too", reply["ErrorCode"] == "0", reply)
        self.fetch(notice, "status")

    def fetch(self, packet, kind):
        rows = self.ok("GET", "/syncReceivedEdocList?messageType=" + kind)["data"]
        row = rows[-1]
        self.step("it waits", row["messageType"] == kind and row["status"] == "initial", row)
        everything = self.ok("GET", "/syncReceivedEdocList")["data"]
        self.step("among all that waits", row["docId"] in [row["docId"] for row in everything])
        data = self.ok("GET", "/getEdoc?docId=" + row["docId"])["data"]
        self.step("its bytes come", base64.b64decode(data, validate=True) == packet)
        body = json.dumps({"docId": row["docId"], "status": "done"}).encode()
        self.ok("POST", "/updateStatus", body)
        left = [row["docId"] for row in self.ok("GET", "/syncReceivedEdocList")["data"]]
        self.step("and it has left the list", row["docId"] not in left)

    def refusals(self):
        document = open(self.options.document, "rb").read()
        self.refused("what is no XML", "10", self.send(b"%PDF-1.4", "edoc"))
        self.refused("what is no edXML", "22", self.send(b"<edXML/>", "edoc"))
        self.refused("another type than it is", "21", self.send(document + b"\n", "status"))
        self.refused("an unknown docId", "10", self.call("GET", "/getEdoc?docId=0"))
        broken = self.call("POST", "/sendEdoc", b"--b\r\n", "multipart/form-data; boundary=b")
        self.refused("a body that breaks off", "10", broken)
        chunks = iter([self.packet(document, "edoc")])
        status, reply = self.call(
            "POST", "/sendEdoc", chunks, "multipart/form-data; boundary=b", Transfer_Encoding="chunked")
        self.step("without Content-Length (%d)" % status, status == 411 and reply["status"] == "FAIL", reply)
        self.refused("another method", "21", self.call("DELETE", "/getEdoc"))
        self.refused("another address", "21", self.call("GET", "/noSuchThing"))

    def agencies(self):
        rows = self.ok("GET", "/getAgenciesList")["data"]
        fits = self.options.receiver in [row["code"] for row in rows] and {"id", "pid", "name"} <= set(rows[0])
        self.step("the receiver is in the register", fits, rows[:1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("url", "system", "secret", "document", "status", "receiver"):
        parser.add_argument("--" + name, required=True)
    tour = Tour(parser.parse_args())
    tour.login()
    tour.agencies()
    tour.documents()
    tour.refusals()
    print("%d steps, all as described" % tour.steps)


if __name__ == "__main__":
    sys.exit(main())
