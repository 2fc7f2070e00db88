import SignedXML

/// A zip archive written by hand, so that any field can be told wrong.
struct HandMadeArchive {
    struct Entry {
        var name: [UInt8]
        var data: [UInt8]
        var method: UInt16 = 0
        var flags: UInt16 = 0x0800
        var checksum: UInt32
        var size: Int
        var extra: [UInt8] = []
        /// What stands behind the data.
        var descriptor: [UInt8] = []
        var isStreamed = false

        init(_ name: String, _ text: String = "nội dung") {
            self.name = Array(name.utf8)
            data = Array(text.utf8)
            var crc = CRC32()
            crc.update(data)
            checksum = crc.value
            size = data.count
        }

        /// Zero bytes, deflated by hand as tightly as deflate can: two zero bits for 258 bytes.
        static func zeros(_ name: String, atLeast count: Int) -> Entry {
            var entry = Entry(name)
            let matches = (count + 256) / 258
            // A literal zero is 10, 258 bytes at distance one are 0 and 0, the end is 11.
            var bits = Self.prelude + "10" + String(repeating: "00", count: matches) + "11"
            bits += String(repeating: "0", count: (8 - bits.count % 8) % 8)
            let characters = Array(bits.utf8)
            entry.data = stride(from: 0, to: characters.count, by: 8).map { start in
                (0..<8).reduce(0) { $0 | (characters[start + $1] - 48) << $1 }
            }
            entry.method = 8
            entry.size = 1 + 258 * matches
            var crc = CRC32()
            crc.update([UInt8](repeating: 0, count: entry.size))
            entry.checksum = crc.value
            return entry
        }

        /// Last block, dynamic codes; the lengths of the codes: 18 has one bit, 1 and 2 have two; then the codes.
        private static let prelude: String = {
            func number(_ value: Int, _ bits: Int) -> String {
                (0..<bits).map { value >> $0 & 1 == 1 ? "1" : "0" }.joined()
            }
            let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1]
            let lengths = order.map { number([18: 1, 1: 2, 2: 2][$0] ?? 0, 3) }.joined()
            func none(_ run: Int) -> String { "0" + number(run - 11, 7) }
            return "101" + number(29, 5) + number(0, 5) + number(14, 4) + lengths + "11" + none(138) + none(117) + "11"
                + none(28) + "10" + "10"
        }()
    }

    var entries: [Entry]

    init(_ entries: Entry...) { self.entries = entries }

    var bytes: [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let sizes = little(entry.checksum) + little(UInt32(entry.data.count)) + little(UInt32(entry.size))
            let start = little(UInt16(20)) + little(entry.flags) + little(entry.method) + little(UInt32(0x5D41_4000))
            let lengths = little(UInt16(entry.name.count)) + little(UInt16(entry.extra.count))
            directory += little(UInt32(0x0201_4B50)) + little(UInt16(20)) + start + sizes + lengths
            directory += [UInt8](repeating: 0, count: 10) + little(UInt32(out.count)) + entry.name + entry.extra
            out += little(UInt32(0x0403_4B50)) + start + (entry.isStreamed ? [UInt8](repeating: 0, count: 12) : sizes)
            out += lengths + entry.name + entry.extra + entry.data + entry.descriptor
        }
        let count = little(UInt16(entries.count))
        let end = little(UInt32(0x0605_4B50)) + little(UInt32(0)) + count + count
        return out + directory + end + little(UInt32(directory.count)) + little(UInt32(out.count)) + [0, 0]
    }
}

func little(_ number: some FixedWidthInteger & UnsignedInteger) -> [UInt8] {
    (0..<(number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
}
