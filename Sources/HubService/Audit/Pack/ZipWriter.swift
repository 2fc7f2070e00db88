import Crypto
import Foundation
import HubCore
import SignedXML

/// Writes a ZIP archive whose members are stored as they are (APPNOTE 6.3.10), so that any tool opens it and any byte of a member
/// stands in the file as it is. Memory does not grow with it.
///
/// Where a member or the whole is larger than four gigabytes, or there are more than 65,535 members, it is written in the ZIP64
/// form.
final class ZipWriter {
    private struct Member {
        let name: String
        let offset: UInt64
        var size: UInt64 = 0
        var crc: UInt32 = 0
    }

    private let file: FileHandle
    private var members: [Member] = []
    private var position: UInt64 = 0
    private var crc = CRC32()
    private var hasher = SHA256()
    /// SHA-256 and size of what has been written, by name.
    private(set) var digests: [String: (sha256: String, size: Int64)] = [:]

    /// - Parameter path: of a file that is not there yet.
    init(path: String) throws {
        try Data().write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
        file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    }

    /// Writes a member that is at hand.
    func add(_ name: String, _ bytes: some Sequence<UInt8>) throws {
        try add(name) { try $0(Data(bytes)) }
    }

    /// Writes a member piece by piece.
    func add(_ name: String, _ body: ((Data) throws -> Void) throws -> Void) throws {
        var member = Member(name: name, offset: position)
        (crc, hasher) = (CRC32(), SHA256())
        // Its size is written when it is known; the ZIP64 field stands there for it in any case.
        try write(local(member))
        try body { [self] piece in
            crc.update(piece.bytes)
            hasher.update(data: piece)
            member.size += UInt64(piece.count)
            try write(piece)
        }
        member.crc = crc.value
        try file.seek(toOffset: member.offset)
        try file.write(contentsOf: local(member))
        try file.seek(toOffset: position)
        members.append(member)
        digests[name] = (Array(hasher.finalize()).hexadecimal, Int64(member.size))
    }

    /// Writes the directory; the archive is on the disk when it returns.
    func finish() throws {
        let start = position
        for member in members { try write(central(member)) }
        let (size, count) = (position - start, UInt64(members.count))
        if count > 0xFFFF || start > 0xFFFF_FFFF || size > 0xFFFF_FFFF {
            let record = position
            try write(
                Record(0x0606_4B50).long(44).short(45).short(45).word(0).word(0).long(count).long(count).long(size)
                    .long(start).data)
            try write(Record(0x0706_4B50).word(0).long(record).word(1).data)
        }
        let shown = UInt16(clamping: count)
        try write(
            Record(0x0605_4B50).short(0).short(0).short(shown).short(shown).word(UInt32(clamping: size))
                .word(UInt32(clamping: start)).short(0).data)
        try file.synchronize()
        try file.close()
    }

    private func write(_ data: Data) throws {
        try file.write(contentsOf: data)
        position += UInt64(data.count)
    }

    /// 1980-01-01 and no time: the same contents are the same bytes.
    private static let date: UInt16 = 0x21
    /// Names are UTF-8.
    private static let flags: UInt16 = 0x0800

    private func local(_ member: Member) -> Data {
        let name = Data(member.name.utf8)
        // ASiC wants nothing but the name between the header and what the first member, the media type, says.
        let isBare = member.name == "mimetype"
        let isLarge = member.size > 0xFFFF_FFFE
        let size = UInt32(clamping: member.size)
        let header = Record(0x0403_4B50).short(isLarge ? 45 : 20).short(Self.flags).short(0).short(0).short(Self.date)
            .word(member.crc).word(size).word(size).short(UInt16(clamping: name.count)).short(isBare ? 0 : 20)
        // Where ZIP64 is not needed, its room is a field that nobody knows.
        let room: UInt64 = isLarge ? member.size : 0
        let extra = Record().short(isLarge ? 1 : 0x4C54).short(16).long(room).long(room)
        return header.data + name + (isBare ? Data() : extra.data)
    }

    private func central(_ member: Member) -> Data {
        let name = Data(member.name.utf8)
        let isLarge = member.size > 0xFFFF_FFFE || member.offset > 0xFFFF_FFFE
        let size = isLarge ? 0xFFFF_FFFF : UInt32(clamping: member.size)
        let header = Record(0x0201_4B50).short(45).short(isLarge ? 45 : 20).short(Self.flags).short(0).short(0)
            .short(Self.date).word(member.crc).word(size).word(size).short(UInt16(clamping: name.count))
            .short(isLarge ? 28 : 0).short(0).short(0).short(0).word(0)
            .word(isLarge ? 0xFFFF_FFFF : UInt32(clamping: member.offset))
        let extra = Record().short(1).short(24).long(member.size).long(member.size).long(member.offset)
        return header.data + name + (isLarge ? extra.data : Data())
    }
}

/// Numbers one after the other, least significant byte first.
struct Record {
    private(set) var data = Data()

    init() {}
    init(_ signature: UInt32) { self = Record().word(signature) }

    func short(_ value: UInt16) -> Record { appending(UInt64(value), 2) }
    func word(_ value: UInt32) -> Record { appending(UInt64(value), 4) }
    func long(_ value: UInt64) -> Record { appending(value, 8) }

    private func appending(_ value: UInt64, _ count: UInt64) -> Record {
        var record = self
        for place in 0..<count { record.data.append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
        return record
    }
}
