import Foundation

/// The members of a ZIP archive that are stored as they are, each read from where it stands.
struct ZipReader: Sendable {
    struct Member: Sendable, Hashable {
        let name: String
        let offset: UInt64
        let size: UInt64
        let crc: UInt32
    }

    /// Why an archive cannot be read.
    struct Unreadable: Error, CustomStringConvertible {
        let description: String
    }

    let path: String
    /// In the order of the directory.
    let members: [Member]

    /// - Throws: ``Unreadable`` when it is no archive, or has members that are compressed, encrypted, or twice there.
    init(path: String) throws {
        self.path = path
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { file.closeFile() }
        let length = try file.seekToEnd()
        let tail = try Self.read(file, from: length - min(length, 66_000), Int(min(length, 66_000)))
        guard let end = Self.lastEnd(in: tail) else { throw Unreadable(description: "no end of directory") }
        var (count, size, start) = (UInt64(end.short(10)), UInt64(end.word(12)), UInt64(end.word(16)))
        if count == 0xFFFF || start == 0xFFFF_FFFF || size == 0xFFFF_FFFF {
            guard let place = end.offset.map({ length - UInt64(tail.count) + UInt64($0) }), place >= 20 else {
                throw Unreadable(description: "no ZIP64 locator")
            }
            let locator = Fields(try Self.read(file, from: place - 20, 20))
            guard locator.word(0) == 0x0706_4B50 else { throw Unreadable(description: "no ZIP64 locator") }
            let record = Fields(try Self.read(file, from: locator.long(8), 56))
            guard record.word(0) == 0x0606_4B50 else { throw Unreadable(description: "no ZIP64 directory") }
            (count, size, start) = (record.long(32), record.long(40), record.long(48))
        }
        guard start <= length, size <= length - start, size < 1 << 31 else {
            throw Unreadable(description: "the directory leads beyond the file")
        }
        let directory = Fields(try Self.read(file, from: start, Int(size)))
        members = try Self.members(count, in: directory, of: file, upTo: start)
        guard Set(members.map(\.name)).count == members.count else {
            throw Unreadable(description: "a member is there twice")
        }
    }

    private static func members(
        _ count: UInt64, in directory: Fields, of file: FileHandle, upTo limit: UInt64
    ) throws -> [Member] {
        var (found, place): ([Member], Int) = ([], 0)
        for _ in 0..<count {
            guard directory.word(place) == 0x0201_4B50, directory.short(place + 10) == 0,
                directory.short(place + 8) & 1 == 0
            else { throw Unreadable(description: "a member is not stored as it is") }
            var (size, offset) = (UInt64(directory.word(place + 24)), UInt64(directory.word(place + 42)))
            let (named, extra) = (Int(directory.short(place + 28)), Int(directory.short(place + 30)))
            let name = directory.text(place + 46, named)
            if size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF {
                let field = place + 46 + named
                guard extra >= 28, directory.short(field) == 1 else { throw Unreadable(description: "no ZIP64 field") }
                (size, offset) = (directory.long(field + 4), directory.long(field + 20))
            }
            let local = Fields(try read(file, from: offset, 30))
            let head = 30 + UInt64(local.short(26)) + UInt64(local.short(28))
            guard local.word(0) == 0x0403_4B50, offset < limit, size <= limit, offset + head + size <= limit,
                Fields(try read(file, from: offset + 30, Int(local.short(26)))).text(0, Int(local.short(26))) == name
            else { throw Unreadable(description: "the member \(name) is not where the directory says") }
            found.append(Member(name: name, offset: offset + head, size: size, crc: directory.word(place + 16)))
            place += 46 + named + extra + Int(directory.short(place + 32))
        }
        return found
    }

    private static func read(_ file: FileHandle, from offset: UInt64, _ count: Int) throws -> Data {
        guard offset < 1 << 62 else { throw Unreadable(description: "a place beyond any file") }
        try file.seek(toOffset: offset)
        let data = try file.read(upToCount: count) ?? Data()
        guard data.count == count else { throw Unreadable(description: "the file ends too early") }
        return data
    }

    private static func lastEnd(in tail: Data) -> Fields? {
        let bytes = Array(tail)
        guard bytes.count >= 22 else { return nil }
        for start in stride(from: bytes.count - 22, through: 0, by: -1)
        where bytes[start] == 0x50 && bytes[start...].starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            return Fields(Data(bytes[start...]), at: start)
        }
        return nil
    }
}

/// Numbers in a piece of an archive; beyond its end there are zeros.
private struct Fields {
    private let bytes: [UInt8]
    let offset: Int?

    init(_ data: Data, at offset: Int? = nil) { (bytes, self.offset) = (Array(data), offset) }

    func short(_ place: Int) -> UInt16 { UInt16(truncatingIfNeeded: number(place, 2)) }
    func word(_ place: Int) -> UInt32 { UInt32(truncatingIfNeeded: number(place, 4)) }
    func long(_ place: Int) -> UInt64 { number(place, 8) }

    func text(_ place: Int, _ count: Int) -> String {
        String(decoding: bytes.dropFirst(place).prefix(count), as: UTF8.self)
    }

    private func number(_ place: Int, _ count: Int) -> UInt64 {
        guard place >= 0, place + count <= bytes.count else { return 0 }
        return (0..<count).reduce(0) { $0 | UInt64(bytes[place + $1]) << (8 * UInt64($1)) }
    }
}
