import Foundation
import SeededRandom
import SignedXML
import Testing

@testable import EdXML

/// Another program, which begins at the end of an archive, against ours, which begins at its front.
struct ZipDifferentialTests {
    /// What Python's `zipfile` says of an archive.
    private struct Opinion: Decodable {
        /// Whether every entry could be read with its right CRC-32.
        let isWhole: Bool
        let names: [String]
        let size: Int
    }

    private static let program = """
        import json, os, sys, zipfile
        opinions = {}
        for name in os.listdir(sys.argv[1]):
            try:
                with zipfile.ZipFile(os.path.join(sys.argv[1], name)) as archive:
                    entries = archive.infolist()
                    size = sum(len(archive.read(entry)) for entry in entries)
                    opinions[name] = {"isWhole": True, "names": [e.orig_filename for e in entries], "size": size}
            except Exception:
                opinions[name] = {"isWhole": False, "names": [], "size": 0}
        print(json.dumps(opinions))
        """

    private func opinions(on archives: [[UInt8]]) throws -> [Opinion] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "spoiled-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (number, bytes) in archives.enumerated() {
            try Data(bytes).write(to: folder.appending(path: "\(number)"))
        }
        let run = try Program.run("python3", "-X", "utf8", "-c", Self.program, folder.path)
        let found = try JSONDecoder().decode([String: Opinion].self, from: Data(run.output.utf8))
        return archives.indices.compactMap { found["\($0)"] }
    }

    @Test func `what is accepted here is read alike there, however archives are spoiled`() throws {
        let setting = ProcessInfo.processInfo.environment
        let rounds = setting["LIENTHONG_MUTATIONS"].flatMap { Int($0) } ?? 600
        var dice = SplitMix(setting["LIENTHONG_SEED"].flatMap { UInt64($0) } ?? 1)
        let small = HandMadeArchive(.init("a.txt"), .zeros("b.csv", atLeast: 900), .init("thư mục/c.txt", "ba")).bytes
        let made = try ["empty-file", "docx", "one"].map { try MadeArchives.bytes($0) }
        let archives = (0..<rounds).map { round in
            dice.spoil(round % 3 == 0 ? made[round / 3 % made.count] : small)
        }
        let theirs = try opinions(on: archives)
        #expect(theirs.count == rounds)
        var accepted = 0
        for (round, (bytes, opinion)) in zip(archives, theirs).enumerated() {
            let look = Look.into(bytes, pieces: 1 + bytes.count / 3)
            guard let archive = look.archive, archive.isComplete, look.codes == [] else { continue }
            accepted += 1
            #expect(
                opinion.isWhole && opinion.names.count == archive.entries && opinion.size == archive.inflatedSize,
                "round \(round): \(Data(bytes).base64EncodedString())")
        }
        // Some changes (a date, a version) mean nothing.
        #expect(accepted > rounds / 50 && accepted < rounds / 2)
    }
}

extension SplitMix {
    fileprivate mutating func spoil(_ archive: [UInt8]) -> [UInt8] {
        var bytes = archive
        for _ in 0..<Int.random(in: 1...2, using: &self) {
            let at = Int.random(in: 0..<bytes.count, using: &self)
            let length = min(Int.random(in: 1...30, using: &self), bytes.count - at)
            switch Int.random(in: 0..<6, using: &self) {
            case 0, 1:
                bytes[at] = [0, 1, 0xFF, UInt8.random(in: 0...255, using: &self)].randomElement(using: &self) ?? 0
            case 2: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &self)
            case 3: bytes.insert(contentsOf: bytes[at..<at + length], at: Int.random(in: 4..<bytes.count, using: &self))
            case 4: bytes.swapAt(at, Int.random(in: 0..<bytes.count, using: &self))
            default: if bytes.count - length > 60 { bytes.removeSubrange(at..<at + length) }
            }
        }
        return bytes
    }
}
