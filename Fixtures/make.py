#!/usr/bin/env python3
"""Writes the fixtures of this folder. Python 3 standard library only; the same bytes on every machine.
With an argument, writes them there instead.

documents/  valid, unsigned: what the city's agencies send
axis/       valid, unsigned: what comes down from the national axis
statuses/   one or two of each status code
invalid/    each with one fault, named for it; expected.json gives the code of the finding it must get
flagged/    each accepted with a remark, named for its oddity; expected.json gives the codes
dialects/   one message of each kind in all the ways in which senders write it; expected.json gives the remarks
agencies.csv  who is who
"""

import json
import pathlib
import shutil
import sys

sys.dont_write_bytecode = True

import agencies
import dialects
import faults
import flagged
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

    def expect(folder, expected):
        (folder / "expected.json").write_text(json.dumps(expected, indent=2) + "\n", encoding="utf-8")

    for name, entries in (("invalid", faults.faults()), ("flagged", flagged.flagged())):
        folder = fresh(name)
        expected = {}
        for slug, content, code in entries:
            (folder / (slug + ".edxml")).write_bytes(content)
            expected[slug + ".edxml"] = code
        expect(folder, expected)
    folder = fresh("dialects")
    for kind in dialects.MESSAGES:
        (folder / kind).mkdir()
        for name, content in dialects.dialects(kind):
            (folder / kind / (name + ".edxml")).write_bytes(content)
    expect(folder, {name + ".edxml": codes for name, codes in dialects.REMARKS.items()})
    (target / "agencies.csv").write_text(agencies.csv(), encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
