"""Zip archives written by hand, so that each can have one fault, and so that their bytes are the same everywhere."""

import struct
import zlib

STORED, DEFLATED, LZMA = 0, 8, 14
ENCRYPTED, DESCRIPTOR, UTF8 = 0x0001, 0x0008, 0x0800


def entry(name, content=b"", **fields):
    """One entry; any field of its header may be told otherwise, and of the central one alone by `central`."""
    name = name.encode("utf-8") if isinstance(name, str) else name
    return {
        "name": name, "data": content, "flags": UTF8, "method": STORED, "crc": zlib.crc32(content), "size": len(content),
        "host": 0, "attributes": 0, "central": {}, "descriptor": b"", **fields,
    }


def common(fields):
    return struct.pack(
        "<HHHHHIIIHH", 20, fields["flags"], fields["method"], 0x4000, 0x5D41, fields["crc"], len(fields["data"]),
        fields["size"], len(fields["name"]), 0)


def archive(*entries, after=b"", between=b"", count=None):
    out, directory = b"", b""
    for fields in entries:
        told = {**fields, **fields["central"]}
        directory += struct.pack("<IBB", 0x02014B50, 20, told["host"]) + common(told)
        directory += struct.pack("<HHHII", 0, 0, 0, told["attributes"], told.get("offset", len(out))) + told["name"]
        header = common(fields)
        if fields["descriptor"]:
            header = header[:10] + bytes(12) + header[22:]
        out += struct.pack("<I", 0x04034B50) + header + fields["name"] + fields["data"] + fields["descriptor"] + between
    count = len(entries) if count is None else count
    return out + directory + struct.pack(
        "<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(directory), len(out), 0) + after


def zeros(count):
    """At least `count` zero bytes, deflated by hand as tightly as deflate can: two zero bits for 258 bytes."""
    bits = "1" + "01"  # last block, dynamic codes (bits of a number: lowest first)
    bits += format(29, "05b")[::-1] + format(0, "05b")[::-1] + format(14, "04b")[::-1]
    lengths = {18: 1, 1: 2, 2: 2}  # of the code lengths' code; so 18 is 0, 1 is 10, 2 is 11
    order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1]
    bits += "".join(format(lengths.get(symbol, 0), "03b")[::-1] for symbol in order)

    def none(run):
        return "0" + format(run - 11, "07b")[::-1]

    # Literal 0: two bits, 10; end: two bits, 11; length 258: one bit, 0; distance 1: one bit, 0.
    bits += "11" + none(138) + none(117) + "11" + none(28) + "10" + "10"
    matches = -(-(count - 1) // 258)
    bits += "10" + "00" * matches + "11"
    bits += "0" * (-len(bits) % 8)
    data = bytes(int(bits[start : start + 8][::-1], 2) for start in range(0, len(bits), 8))
    return data, 1 + 258 * matches


def bomb(count):
    data, size = zeros(count)
    return entry("so-lieu.csv", data, method=DEFLATED, size=size, crc=zlib.crc32(bytes(size)))
