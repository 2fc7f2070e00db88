import Foundation
import FuzzTargets
import Testing

/// Every input that ever broke something, and the seeds from which fuzzing starts; `make fuzz` looks for more.
@Suite struct `Hostile input` {
    private static let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/corpus")

    @Test(arguments: HostileTarget.allCases) func `breaks nothing that must hold`(target: HostileTarget) throws {
        let folder = Self.corpus.appending(path: target.rawValue)
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(!files.isEmpty)
        for file in files.sorted(by: { $0.path < $1.path }) {
            let input = Array(try Data(contentsOf: file))
            #expect(throws: Never.self, "\(file.lastPathComponent)") { try target.attempt(input) }
        }
    }
}
