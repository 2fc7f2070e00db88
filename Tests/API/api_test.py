"""Tests a running hub's /api/v1 against its own OpenAPI document, by schemathesis.

Starts a hub on a free port with a register, tokens and some correspondence, hands its OpenAPI document to schemathesis with all
checks, and ends the hub by its process id.

    python3 Tests/API/api_test.py PROGRAM SCHEMATHESIS [examples]
"""

import base64
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
CENTRE = "00.24.H24"
AGENCIES = [("H24.01", "Sở Nội vụ"), ("H24.02", "Sở Tài chính")]

# Names that are there, so that not every call ends with 404. What fits the schema may still be refused for what it is about: a
# packet for its contents, a key because it was used for something else.
SETTINGS = """
hooks = "{hooks}"
checks.positive_data_acceptance.expected-statuses = ["2xx", "3xx", "403", "404", "409", "422"]

[parameters]
"path.id" = "{sent}"
"path.delivery" = "{delivery}"
"path.agency" = "H24.01"

# Any text may be checked: what is wrong with it is the answer.
[[operations]]
include-operation-id = "check"
checks.negative_data_rejection.expected-statuses = ["200", "400", "401", "404", "405", "413", "415", "429"]
"""


def document(number: int, sender: str, recipient: str) -> bytes:
    attachment = base64.b64encode(b"%PDF-1.4 noi dung").decode()
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<edXML xmlns="{NAMESPACE}"><edXML:edXMLEnvelope xmlns:edXML="{NAMESPACE}"><edXML:edXMLHeader><edXML:MessageHeader>
<edXML:From><edXML:OrganId>{sender}</edXML:OrganId><edXML:OrganName>Nơi gửi</edXML:OrganName></edXML:From>
<edXML:To><edXML:OrganId>{recipient}</edXML:OrganId><edXML:OrganName>Nơi nhận</edXML:OrganName></edXML:To>
<edXML:DocumentId>{sender},2026/11/04,{number}/SNV-VP</edXML:DocumentId>
<edXML:Code><edXML:CodeNumber>{number}</edXML:CodeNumber><edXML:CodeNotation>SNV-VP</edXML:CodeNotation></edXML:Code>
<edXML:PromulgationInfo><edXML:Place>Hải Phòng</edXML:Place><edXML:PromulgationDate>2026/11/04</edXML:PromulgationDate></edXML:PromulgationInfo>
<edXML:DocumentType><edXML:Type>2</edXML:Type><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
<edXML:Subject>Về việc kiểm tra cải cách hành chính</edXML:Subject><edXML:SignerInfo><edXML:FullName>Nguyễn Văn A</edXML:FullName></edXML:SignerInfo>
<edXML:OtherInfo><edXML:Priority>1</edXML:Priority></edXML:OtherInfo></edXML:MessageHeader>
<edXML:TraceHeaderList id="a" version="1.0"><edXML:Bussiness><edXML:BussinessDocType>0</edXML:BussinessDocType></edXML:Bussiness>
<edXML:TraceHeader><edXML:OrganId>{sender}</edXML:OrganId><edXML:Timestamp>2026/11/04 09:38:24</edXML:Timestamp></edXML:TraceHeader>
</edXML:TraceHeaderList></edXML:edXMLHeader><edXML:edXMLBody><edXML:edXMLManifest version="1.0"><edXML:Reference>
<edXML:ContentId>cid:vb.pdf</edXML:ContentId><edXML:ContentType>application/pdf</edXML:ContentType>
<edXML:AttachmentName>vb.pdf</edXML:AttachmentName></edXML:Reference></edXML:edXMLManifest></edXML:edXMLBody></edXML:edXMLEnvelope>
<AttachmentEncoded><Attachment><ContentId>cid:vb.pdf</ContentId><AttachmentName>vb.pdf</AttachmentName>
<ContentType>application/pdf</ContentType><ContentTransferEncoded>{attachment}</ContentTransferEncoded>
</Attachment></AttachmentEncoded></edXML>
""".encode()


class Hub:
    """A hub in a folder of its own."""

    def __init__(self, program: str, folder: pathlib.Path):
        self.program, self.folder = program, folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.config = folder / "hub.yaml"
        self.config.write_text(
            f"""
listen: {{host: 127.0.0.1, port: {self.port}}}
data: {{folder: data}}
hub: {{name: hub.test}}
schemas: {{folder: {ROOT}/Schemas}}
policies: {{agencies: {{documents: off, statuses: off}}}}
api: {{burst: 1000000, perMinute: 1000000}}
check: {{burst: 10000, perMinute: 10000, concurrency: 100}}
log: {{level: error}}
"""
        )
        table = folder / "agencies.csv"
        rows = [f"{identifier},{name},{CENTRE},true" for identifier, name in AGENCIES]
        table.write_text("\n".join(["organId,name,centre,local", *rows]) + "\n")
        self.command("agency", "import", str(table))
        self.command("agency", "centre", "--systemid", CENTRE)

    def command(self, *arguments: str) -> str:
        done = subprocess.run(
            [self.program, *arguments, "--config", str(self.config)], capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            sys.exit(f"{' '.join(arguments)}: {done.stderr}")
        return done.stdout

    def token(self, agency: str) -> str:
        return json.loads(self.command("agency", "token", "add", agency, "--name", "api-test", "--json"))["secret"]

    def start(self) -> None:
        self.process = subprocess.Popen([self.program, "serve", "--config", str(self.config)])
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{self.base}/openapi.json", timeout=5).read()
                return
            except OSError:
                time.sleep(0.1)
        sys.exit("the hub does not answer")

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(timeout=60)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v1"

    def ask(self, path: str, token: str, body: bytes | None = None, kind: str = "application/xml") -> dict:
        request = urllib.request.Request(self.base + path, data=body)
        request.add_header("Authorization", f"Bearer {token}")
        if body is not None:
            request.add_header("Content-Type", kind)
        with urllib.request.urlopen(request, timeout=30) as reply:
            return json.loads(reply.read())


def correspondence(hub: Hub, ours: str, theirs: str) -> tuple[str, str]:
    """Documents both ways, statuses, and one that waits. Returns a document and a delivery that our token may see."""
    sent = [hub.ask("/documents", ours, document(n, "H24.01", "H24.02"))["receipt"]["documentId"] for n in range(1, 6)]
    for number in range(11, 31):
        hub.ask("/documents", theirs, document(number, "H24.02", "H24.01"))
    for code in ("01", "03", "06"):
        wish = json.dumps({"document": sent[0], "status": code, "description": "Đã làm", "staff": "Lê Văn C"})
        hub.ask("/statuses", theirs, wish.encode(), "application/json")
    item = hub.ask("/mailbox?kind=document&limit=1", ours)["items"][0]
    return sent[0], item["delivery"]


def main() -> int:
    program, schemathesis = sys.argv[1:3]
    examples = sys.argv[3] if len(sys.argv) > 3 else "40"
    with tempfile.TemporaryDirectory(prefix="lienthong-api-test-") as name:
        folder = pathlib.Path(name)
        hub = Hub(program, folder)
        ours, theirs = hub.token("H24.01"), hub.token("H24.02")
        hub.start()
        try:
            sent, delivery = correspondence(hub, ours, theirs)
            settings = folder / "schemathesis.toml"
            settings.write_text(SETTINGS.format(hooks=ROOT / "Tests/API/hooks.py", sent=sent, delivery=delivery))
            done = subprocess.run(
                [
                    schemathesis, "--config-file", str(settings), "run", f"{hub.base}/openapi.json",
                    "--header", f"Authorization: Bearer {ours}", "--checks", "all", "--mode", "all",
                    "--max-examples", examples, "--seed", "20261121", "--workers", "2", "--continue-on-failure",
                    "--request-timeout", "30", "--warnings", "off",
                ],
                cwd=folder, env={**os.environ, "NO_COLOR": "1"}, check=False,
            )
            if hub.process.poll() is not None:
                print("the hub has ended")
                return 1
            return done.returncode
        finally:
            if hub.stop() != 0:
                print("the hub did not end well")


if __name__ == "__main__":
    sys.exit(main())
