import Foundation
import HubCore
import HubStore
import Synchronization
import VXP

/// The signed calls made of late, remembered on the disk too, so that none made before a restart is accepted again after it.
///
/// Two files, `recent-calls.0` and `.1`, take turns; each has the calls of a time after which none of them is fresh any more,
/// and is then written anew. A line is written before its call is acted on, and its fsync is not waited for: a process that is
/// killed loses no line, a machine that loses its power may lose the last ones. Then a repeat of those would be believed, and
/// change nothing: every operation is idempotent.
final class RecentCalls: Sendable {
    private struct State {
        var replays: ReplayGuard
        var file: FileHandle
        /// Which of the two is being written, and since when.
        var turn = 0
        var since: Timestamp
    }

    private let folder: String
    private let toleranceMilliseconds: Int64
    private let state: Mutex<State>

    init(folder: String, toleranceMilliseconds: Int64, now: Timestamp) throws {
        self.folder = folder
        self.toleranceMilliseconds = toleranceMilliseconds
        var replays = ReplayGuard(toleranceMilliseconds: toleranceMilliseconds)
        var fresh = ""
        for turn in 0...1 {
            for line in try Self.lines(of: Self.path(folder, turn)) {
                guard let call = Line(line),
                    replays.remember(
                        system: call.system, key: call.key, timestampMilliseconds: call.timestampMilliseconds,
                        nowMilliseconds: now.milliseconds)
                else { continue }
                fresh += line + "\n"
            }
        }
        // The fresh ones are whole in one file before the other is given up.
        let file = try Self.begin(Self.path(folder, 0), with: fresh)
        _ = try Self.begin(Self.path(folder, 1), with: "")
        state = Mutex(State(replays: replays, file: file, since: now))
    }

    /// Whether a call is made for the first time; remembers it.
    /// - Throws: ``StoreError`` when it cannot be written down: then it must not be acted on.
    func admit(_ call: VerifiedCall, now: Timestamp) throws -> Bool {
        try state.withLock { state in
            guard state.replays.admit(call, nowMilliseconds: now.milliseconds) else { return false }
            // A timestamp may be ahead by the tolerance, and is fresh until it is behind by it.
            if now.milliseconds(since: state.since) > 2 * toleranceMilliseconds {
                state.turn = 1 - state.turn
                state.file = try Self.begin(Self.path(folder, state.turn), with: "")
                state.since = now
            }
            do {
                try state.file.write(contentsOf: Data("\(Line(call).text)\n".utf8))
            } catch {
                throw StoreError(writing: Self.path(folder, state.turn), failed: error)
            }
            return true
        }
    }

    private static func path(_ folder: String, _ turn: Int) -> String { "\(folder)/recent-calls.\(turn)" }

    private static func lines(of path: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Puts a file with this text in the place of what is there, and opens it at its end.
    private static func begin(_ path: String, with text: String) throws -> FileHandle {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        guard let file = FileHandle(forUpdatingAtPath: path) else {
            throw StoreError(.broken, "\(path) cannot be opened")
        }
        try file.seekToEnd()
        return file
    }

    /// `<timestamp, milliseconds> <key, hex> <systemid>`
    private struct Line {
        let timestampMilliseconds: Int64
        let key: [UInt8]
        let system: String

        init(_ call: VerifiedCall) {
            timestampMilliseconds = call.timestampMilliseconds
            key = call.replayKey
            system = call.systemID
        }

        /// `nil` for a line that was cut short.
        init?(_ line: String) {
            let words = line.split(separator: " ", maxSplits: 2)
            guard words.count == 3, let timestamp = Int64(words[0]), let key = Hex.bytes(String(words[1])) else {
                return nil
            }
            timestampMilliseconds = timestamp
            self.key = key
            system = String(words[2])
        }

        var text: String { "\(timestampMilliseconds) \(Hex.text(key)) \(system)" }
    }
}
