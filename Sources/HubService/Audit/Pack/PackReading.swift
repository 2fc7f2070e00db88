import Crypto
import Foundation
import HubCore

/// The files of a pack, in its archive or unpacked in a folder.
struct PackReading: Sendable {
    private enum Source {
        case archive(ZipReader, [String: ZipReader.Member])
        case folder(String)
    }

    private let source: Source
    /// In order; folders are none.
    let names: [String]

    /// Whether a path may be a pack.
    static func isPack(_ path: String) -> Bool {
        let files = FileManager.default
        guard files.fileExists(atPath: path) else { return false }
        return !files.isFolder(path) || files.fileExists(atPath: "\(path)/\(PackManifest.fileName)")
    }

    /// - Throws: ``ZipReader/Unreadable``
    init(_ path: String) throws {
        if FileManager.default.isFolder(path) {
            source = .folder(path)
            names = try FileManager.default.subpathsOfDirectory(atPath: path).sorted().filter {
                !FileManager.default.isFolder("\(path)/\($0)")
            }
        } else {
            let archive = try ZipReader(path: path)
            source = .archive(archive, Dictionary(archive.members.map { ($0.name, $0) }) { first, _ in first })
            names = archive.members.map(\.name).filter { !$0.hasSuffix("/") }
        }
    }

    /// Where a file's bytes stand: in which file of the disk, from where on, and how many.
    func place(of name: String) throws -> (path: String, offset: UInt64, size: UInt64) {
        switch source {
        case .archive(let archive, let members):
            guard let member = members[name] else { throw ZipReader.Unreadable(description: "there is no \(name)") }
            return (archive.path, member.offset, member.size)
        case .folder(let folder):
            let path = "\(folder)/\(name)"
            guard names.contains(name) else { throw ZipReader.Unreadable(description: "there is no \(name)") }
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { file.closeFile() }
            return (path, 0, try file.seekToEnd())
        }
    }

    /// Hands out a file piece by piece.
    func read(_ name: String, _ take: (Data) throws -> Void) throws {
        let pieces = try PackPieces(self, name)
        while let piece = try pieces.next() { try take(piece) }
    }

    /// A small file.
    func bytes(of name: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try read(name) { piece in
            bytes += piece
            guard bytes.count < 1 << 26 else { throw ZipReader.Unreadable(description: "\(name) is too large") }
        }
        return bytes
    }

    func digest(of name: String) throws -> (sha256: String, size: Int64) {
        var (hasher, size) = (SHA256(), Int64(0))
        try read(name) { piece in
            hasher.update(data: piece)
            size += Int64(piece.count)
        }
        return (Array(hasher.finalize()).hexadecimal, size)
    }
}

/// The pieces of a file, each read when it is wanted.
///
/// One reader, one thread.
final class PackPieces {
    private let file: FileHandle
    private let name: String
    private var left: UInt64

    init(_ pack: PackReading, _ name: String) throws {
        let place = try pack.place(of: name)
        self.name = name
        file = try FileHandle(forReadingFrom: URL(fileURLWithPath: place.path))
        try file.seek(toOffset: place.offset)
        left = place.size
    }

    deinit { file.closeFile() }

    func next() throws -> Data? {
        guard left > 0 else { return nil }
        guard let piece = try file.read(upToCount: Int(min(left, 1 << 20))), !piece.isEmpty else {
            throw ZipReader.Unreadable(description: "\(name) ends too early")
        }
        left -= UInt64(piece.count)
        return piece
    }
}

/// The lines of a file, one after the other.
final class PackLines {
    private let pieces: PackPieces
    private var held: [UInt8] = []
    private var start = 0

    init(_ pack: PackReading, _ name: String) throws { pieces = try PackPieces(pack, name) }

    /// Without its line feed; `nil` at the end.
    func next() throws -> [UInt8]? {
        while true {
            if let end = held[start...].firstIndex(of: 0x0A) {
                defer { start = end + 1 }
                return Array(held[start..<end])
            }
            guard let piece = try pieces.next() else { break }
            held = Array(held[start...]) + piece
            start = 0
        }
        defer { (held, start) = ([], 0) }
        return start < held.count ? Array(held[start...]) : nil
    }
}

extension FileManager {
    /// Whether a folder is there; a link is none.
    func isFolder(_ path: String) -> Bool {
        do {
            return try attributesOfItem(atPath: path)[.type] as? FileAttributeType == .typeDirectory
        } catch {
            return false
        }
    }
}
