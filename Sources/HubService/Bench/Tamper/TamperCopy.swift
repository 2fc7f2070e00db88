import Foundation
import HubCore
import HubStore
import SeededRandom

/// A copy of everything, for one trial.
struct TamperCopy: Sendable {
    let ground: TamperGround
    let folder: String

    var data: String { "\(folder)/data" }
    var backup: String { "\(folder)/backup" }
    var receipts: String { "\(folder)/receipts" }
    var packs: String { "\(folder)/packs" }

    /// Copies what the act is done on; folders in which there is nothing are not needed.
    init(of ground: TamperGround, for target: TamperAct.Target, in folder: String) throws {
        (self.ground, self.folder) = (ground, folder)
        switch target {
        case .data, .underOwnKey:
            try Self.copy(ground.data, to: "\(folder)/data") {
                $0 == "hub.sqlite" || $0 == "journal-head" || $0.hasPrefix("payloads/")
            }
        case .backup: try Self.copy(ground.backup, to: "\(folder)/backup") { _ in true }
        case .receipt: try Self.copy(ground.receipts, to: "\(folder)/receipts") { _ in true }
        case .pack: try Self.copy(ground.packs, to: "\(folder)/packs") { _ in true }
        }
    }

    private static func copy(_ source: String, to target: String, where isWanted: (String) -> Bool) throws {
        let files = FileManager.default
        for name in try files.subpathsOfDirectory(atPath: source).sorted() where isWanted(name) {
            if files.isFolder("\(source)/\(name)") { continue }
            let path = URL(fileURLWithPath: "\(target)/\(name)")
            try files.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try files.copyItem(atPath: "\(source)/\(name)", toPath: path.path)
        }
    }

    func remove() throws { try FileManager.default.removeItem(atPath: folder) }

    var backupDatabase: String {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: backup).first { $0.hasSuffix(".sqlite") } ?? ""
        }
    }

    // MARK: Acts on files

    private func payloads(in folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/payloads").filter {
            $0.count == 67
        }.sorted()
    }

    /// Does something to one of the payload files.
    func payload(
        in folder: String, _ dice: inout SplitMix, _ act: (TamperedFile, inout SplitMix) throws -> Int?
    ) throws -> Touched? {
        let names = try payloads(in: folder)
        guard !names.isEmpty else { return nil }
        let name = dice.pick(names)
        guard let offset = try act(TamperedFile("\(folder)/payloads/\(name)"), &dice) else { return nil }
        return Touched("payloads/\(name), \(offset)", .payload(String(name.suffix(64)), entry: 0))
    }

    func swapPayloads(_ dice: inout SplitMix) throws -> Touched? {
        let names = try payloads(in: data)
        let (one, other) = (dice.pick(names), dice.pick(names))
        guard one != other else { return nil }
        try TamperedFile("\(data)/payloads/\(one)").swap(with: TamperedFile("\(data)/payloads/\(other)"))
        return Touched(
            "payloads/\(one) and \(other) swapped", .payload(String(one.suffix(64)), entry: 0),
            .payload(String(other.suffix(64)), entry: 0))
    }

    /// Flips, shifts, cuts or drops a file.
    func file(_ name: String, in folder: String, _ dice: inout SplitMix, mayDrop: Bool = true) throws -> Touched? {
        let file = TamperedFile("\(folder)/\(name)")
        switch dice.number((mayDrop ? 1 : 2)...10) {
        case 1:
            try file.drop()
            return Touched("\(name) dropped", .file(name))
        case 2: return try file.truncate(using: &dice).map { Touched("\(name) cut to \($0) bytes", .file(name)) }
        case 3...5: return try file.shift(using: &dice).map { Touched("\(name) shifted at \($0)", .file(name)) }
        default: return try file.flip(using: &dice).map { Touched("\(name), byte \($0)", .file(name)) }
        }
    }

    /// Drops one line of a file, or swaps two.
    func lines(of name: String, in folder: String, _ dice: inout SplitMix) throws -> Touched? {
        let path = URL(fileURLWithPath: "\(folder)/\(name)")
        var lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
        guard lines.count > 1 else { return nil }
        let (one, other) = (dice.number(0...lines.count - 1), dice.number(0...lines.count - 1))
        if one == other { lines.remove(at: one) } else { lines.swapAt(one, other) }
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: path)
        return Touched("\(name), lines \(one + 1) and \(other + 1)", .file(name))
    }

    /// The head before the newest, in both places.
    func putHeadBack() throws -> Touched? {
        let path = URL(fileURLWithPath: "\(data)/journal-head")
        let bytes = try Data(contentsOf: path)
        let slots = [Data(bytes.prefix(512)), Data(bytes.dropFirst(512))]
        let sizes = slots.map { Checkpoint(text: String(decoding: $0, as: UTF8.self))?.head.size ?? -1 }
        guard sizes[0] != sizes[1], let old = zip(sizes, slots).min(by: { $0.0 < $1.0 }) else { return nil }
        try (old.1 + old.1).write(to: path)
        return Touched("the head of \(old.0) entries put back", .entry(ground.entries - 1))
    }

    /// What anybody gets out of the pack's archive, and what lies unpacked.
    var members: [String: [UInt8]] {
        get throws { try Self.members(of: packs) }
    }

    static func members(of packs: String) throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for source in ["pack.zip", "unpacked"] {
            let pack = try PackReading("\(packs)/\(source)")
            for name in pack.names { found["\(source)/\(name)"] = try pack.bytes(of: name) }
        }
        return found
    }
}
