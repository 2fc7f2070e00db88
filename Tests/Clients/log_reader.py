"""Reads a hub's whole log and reckons its tree with nothing but Python's standard library: no tile is believed.

    python3 log_reader.py URL KEY [CHECKPOINT-FILE ...] < token

The root over all entries must be the newest head's, and over the first entries those of the heads kept in files. Ed25519 is
not in the standard library, so the signatures are openssl's to judge.
"""

import base64
import hashlib
import pathlib
import struct
import subprocess
import sys
import tempfile
import urllib.request

url, key, *kept = sys.argv[1:]
token = sys.stdin.read().strip()
origin, _, public = key.split("+", 2)
# DER of an Ed25519 SubjectPublicKeyInfo (RFC 8410 section 4) up to the key.
public = bytes.fromhex("302a300506032b6570032100") + base64.b64decode(public)[1:]


def get(path):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with urllib.request.urlopen(urllib.request.Request(f"{url}/{path}", headers=headers)) as answer:
        return answer.read()


def head(note):
    text, _, signatures = note.decode().rpartition("\n\n")
    line = next(line for line in signatures.splitlines() if line.startswith(f"— {origin} "))
    with tempfile.TemporaryDirectory() as folder:
        files = {"key": public, "text": f"{text}\n".encode(), "signature": base64.b64decode(line.split(" ")[2])[4:]}
        for name, contents in files.items():
            pathlib.Path(folder, name).write_bytes(contents)
        command = "openssl pkeyutl -verify -pubin -keyform DER -inkey key -rawin -in text -sigfile signature"
        subprocess.run(command.split(), cwd=folder, check=True, stdout=subprocess.DEVNULL)
    stated, size, root = text.splitlines()[:3]
    assert stated == origin
    return int(size), base64.b64decode(root)


def entries(size):
    for first in range(0, size, 256):
        number, parts = first // 256, []
        while not parts or number:
            parts.insert(0, f"{number % 1000:03}" if not parts else f"x{number % 1000:03}")
            number //= 1000
        width = min(256, size - first)
        bundle = get("tile/entries/" + "/".join(parts) + ("" if width == 256 else f".p/{width}"))
        while bundle:
            (length,) = struct.unpack_from(">H", bundle)
            yield bundle[2 : 2 + length]
            bundle = bundle[2 + length :]


def root(leaves):
    """RFC 6962 section 2.1."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256().digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + root(leaves[:split]) + root(leaves[split:])).digest()


heads = [head(get("checkpoint"))] + [head(pathlib.Path(file).read_bytes()) for file in kept]
leaves = [hashlib.sha256(b"\0" + entry).digest() for entry in entries(heads[0][0])]
for size, stated in heads:
    assert root(leaves[:size]) == stated, f"the first {size} entries do not give the head's root"
print(f"{len(leaves)} entries, {len(heads)} heads")
