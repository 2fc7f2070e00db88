import Foundation
import FuzzCalls
import FuzzDocuments
import FuzzProperty
import SeededRandom
import Testing

private let everywhere = HostileTarget.documents + HostileTarget.calls

/// Every input that ever broke something, and the seeds from which fuzzing starts; `make fuzz` looks for more.
@Suite struct `Hostile input` {
    private static let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/corpus")

    @Test(arguments: everywhere) func `breaks nothing that must hold`(target: HostileTarget) throws {
        for (name, input) in try Self.inputs(of: target) {
            #expect(throws: Never.self, "\(name)") { try target.attempt(input) }
        }
    }

    /// The short form of `make fuzz`: the same properties over inputs spoiled at random, the same ones in every run.
    @Test(arguments: everywhere) func `spoiled at random breaks nothing either`(target: HostileTarget)
        throws
    {
        let inputs = try Self.inputs(of: target)
        var random = SplitMix(20_261_121)
        for round in 0..<60 {
            let (name, input) = inputs[round % inputs.count]
            let spoiled = random.spoil(input)
            #expect(throws: Never.self, "\(name), round \(round)") { try target.attempt(spoiled) }
        }
    }

    private static func inputs(of target: HostileTarget) throws -> [(name: String, bytes: [UInt8])] {
        let folder = corpus.appending(path: target.name)
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        try #require(!files.isEmpty)
        return try files.sorted { $0.path < $1.path }.map { ($0.lastPathComponent, Array(try Data(contentsOf: $0))) }
    }
}

/// Changes inputs as a fuzzer does: a bit, a byte, a piece left out, said twice or moved.
extension SplitMix {
    fileprivate mutating func spoil(_ input: [UInt8]) -> [UInt8] {
        var bytes = input
        for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &self)
            let piece = place..<min(bytes.count, place + Int.random(in: 1...40, using: &self))
            switch Int.random(in: 0..<5, using: &self) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
            case 1: bytes[place] = UInt8.random(in: 0...255, using: &self)
            case 2: bytes.removeSubrange(piece)
            case 3: bytes.insert(contentsOf: Array(bytes[piece]), at: piece.upperBound)
            default:
                let moved = Array(bytes[piece])
                bytes.removeSubrange(piece)
                bytes.insert(contentsOf: moved, at: Int.random(in: 0...bytes.count, using: &self))
            }
        }
        return bytes
    }
}
