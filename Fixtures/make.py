#!/usr/bin/env python3
"""Writes the fixtures of this folder. Python 3 standard library only; the same bytes on every machine.
With an argument, writes them there instead.

documents/  valid, unsigned: what the city's agencies send
axis/       valid, unsigned: what comes down from the national axis
statuses/   one or two of each status code
invalid/    each with one fault, named for it; expected.json gives the code of the finding it must get
agencies.csv  who is who
"""

import json
import pathlib
import shutil
import sys

sys.dont_write_bytecode = True

import agencies
import faults
import packets
import story

HERE = pathlib.Path(__file__).resolve().parent


def main(target):
    def fresh(name):
        folder = target / name
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        return folder

    for name, documents in (("documents", story.DOCUMENTS), ("axis", story.INCOMING)):
        folder = fresh(name)
        for document in documents:
            (folder / (document["slug"] + ".edxml")).write_bytes(packets.document_packet(document))
    folder = fresh("statuses")
    for status in story.STATUSES:
        (folder / (status["slug"] + ".edxml")).write_bytes(packets.status_packet(status))
    folder = fresh("invalid")
    expected = {}
    for name, content, code in faults.faults():
        (folder / (name + ".edxml")).write_bytes(content)
        expected[name + ".edxml"] = code
    (folder / "expected.json").write_text(json.dumps(expected, indent=2) + "\n", encoding="utf-8")
    (target / "agencies.csv").write_text(agencies.csv(), encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
