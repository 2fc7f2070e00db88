#!/usr/bin/env python3
"""Signs a PDF file of ours as signers' programs do (PAdES, ETSI EN 319 142-1), for rehearsals and tests.

sign_pdf.py PDF KEY CERTIFICATES [HASH]   writes the signed file to standard output

KEY and CERTIFICATES are PEM: the signer's certificate first, then its chain. HASH is sha256 unless given. The file may be
signed already. Python 3 standard library only; the cryptography is the openssl program's.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

ROOM = 6000  # bytes reserved for the signature
RANGE = b"[0 ########## ########## ##########]"


def signed(pdf, key, certificates, hash_name):
    table = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    size = int(re.findall(rb"/Size (\d+)", pdf)[-1])
    page = re.findall(rb"3 0 obj\n(<< /Type /Page .*?) ?>>\nendobj", pdf, re.S)[-1]
    earlier = re.findall(rb"/Fields \[(.*?)\]", pdf)
    fields = (earlier[-1] + b" " if earlier else b"") + b"%d 0 R" % (size + 1)
    page = re.sub(rb" /Annots \[.*?\]", b"", page) + b" /Annots [%s] >>" % fields
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [%s] /SigFlags 3 >> >>" % fields,
        3: page,
        size: b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:20261104093000+07'00')\n"
        b"/ByteRange %s\n/Contents <%s> >>" % (RANGE, b"00" * ROOM),
        size + 1: b"<< /FT /Sig /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /F 132 /T (S%d) /V %d 0 R >>" % (size, size),
    }
    out, offsets = pdf, {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    end = len(out)
    out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % entry for entry in sorted(offsets.items()))
    out += b"trailer\n<< /Size %d /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (size + 2, table, end)
    opening = out.index(b"/Contents <", offsets[size]) + len(b"/Contents ")
    closing = out.index(b">", opening) + 1
    ranges = b"[0 %d %d %d]" % (opening, closing, len(out) - closing)
    out = out[: offsets[size]] + out[offsets[size] :].replace(RANGE, ranges.ljust(len(RANGE)), 1)
    message = cms(out[:opening] + out[closing:], key, certificates, hash_name)
    assert len(message) <= ROOM, "the signature takes %d bytes" % len(message)
    return out[: opening + 1] + message.hex().encode("ascii").ljust(2 * ROOM, b"0") + out[closing - 1 :]


def cms(content, key, certificates, hash_name):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "content"
        file.write_bytes(content)
        chain = pathlib.Path(folder) / "chain"
        end = "-----END CERTIFICATE-----\n"
        chain.write_text(pathlib.Path(certificates).read_text().partition(end)[2])
        command = ["openssl", "cms", "-sign", "-binary", "-cades", "-nosmimecap", "-outform", "DER", "-md", hash_name]
        command += ["-in", str(file), "-inkey", key, "-signer", certificates]
        command += ["-certfile", str(chain)] if chain.read_text().strip() else []
        return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


if __name__ == "__main__":
    pdf, key, certificates = sys.argv[1:4]
    hash_name = sys.argv[4] if len(sys.argv) > 4 else "sha256"
    sys.stdout.buffer.write(signed(pathlib.Path(pdf).read_bytes(), key, certificates, hash_name))
