import Foundation
import HubCore
import HubStore

/// The parts of a pack that grow together, each in a file beside the pack until it is written into it; and the openings, which stay
/// outside of it.
final class PackDrafts {
    private let path: String
    private var files: [String: FileHandle] = [:]
    /// Of the openings.
    private var handle: FileHandle?
    /// How many values are withheld.
    private(set) var openings: Int64 = 0

    private static let names = ["entries.txt", "extracts.txt", "index.html", "index.csv"]

    /// The openings' file, beside that of the pack.
    static func openings(of path: String) -> String { "\(path).openings" }

    init(beside path: String) throws {
        self.path = path
        for name in Self.names {
            let file = URL(fileURLWithPath: "\(path).\(name)")
            try Data().write(to: file)
            files[name] = try FileHandle(forUpdating: file)
        }
        try write(PackIndex.heading, to: "index.html")
        try write(PackIndex.columns, to: "index.csv")
    }

    /// What is left of the files; the pack has what was in them.
    func remove() {
        for (name, file) in files {
            do {
                try file.close()
                try FileManager.default.removeItem(atPath: "\(path).\(name)")
            } catch {
                // A file that somebody took away meanwhile needs no removal.
            }
        }
        files = [:]
    }

    private func write(_ text: String, to name: String) throws { try files[name]?.write(contentsOf: Data(text.utf8)) }

    func add(_ index: Int64, whole bytes: [UInt8]) throws {
        try write("\(index) ", to: "entries.txt")
        try files["entries.txt"]?.write(contentsOf: bytes + [0x0A])
    }

    func add(_ extract: EntryExtract) throws {
        try write("\(extract.index) ", to: "extracts.txt")
        try files["extracts.txt"]?.write(contentsOf: try CanonicalJSON.encode(extract) + [0x0A])
    }

    /// The line of an entry in the readable index.
    func index(_ entry: JournalSnapshot.Entry, _ sentence: String, _ document: String?, isWhole: Bool) throws {
        let line = PackIndex.Line(
            index: entry.index, at: entry.at, kind: entry.kind, document: document, sentence: sentence, isWhole: isWhole
        )
        try write(line.html, to: "index.html")
        try write(line.csv, to: "index.csv")
    }

    /// Keeps what opens the withheld values, readable by nobody else.
    func add(_ openings: [Opening]) throws {
        let file = Self.openings(of: path)
        if handle == nil {
            guard
                FileManager.default.createFile(atPath: file, contents: nil, attributes: [.posixPermissions: 0o600])
            else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file]) }
            handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
        }
        self.openings += Int64(openings.count)
        for opening in openings { try handle?.write(contentsOf: try CanonicalJSON.encode(opening) + [0x0A]) }
    }

    /// Writes them into the pack.
    func add(to zip: ZipWriter) throws {
        try write(PackIndex.ending, to: "index.html")
        for name in Self.names {
            guard let file = files[name] else { continue }
            try file.seek(toOffset: 0)
            try zip.add(name) { write in
                while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty { try write(piece) }
            }
        }
        try handle?.synchronize()
        try handle?.close()
        handle = nil
    }
}
