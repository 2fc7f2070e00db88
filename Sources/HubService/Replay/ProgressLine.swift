import Foundation
import Glibc
import HubStore
import Synchronization

/// Tells on the standard error how far a long piece of work has come: a bar that is drawn over itself on a terminal, a line now
/// and then elsewhere.
package final class ProgressLine: Sendable {
    private struct State {
        var told: ContinuousClock.Instant?
        var isDrawn = false
    }

    private let state = Mutex(State())
    private let isTerminal: Bool
    private let isSilent: Bool
    private static let width = 30

    /// - Parameter isSilent: says nothing at all.
    package init(isSilent: Bool = false) {
        isTerminal = isatty(STDERR_FILENO) == 1
        self.isSilent = isSilent
    }

    /// - Parameters:
    ///   - of: `nil` where nobody knows how much there is.
    package func show(_ stage: String, _ done: Int64, of all: Int64?) {
        guard !isSilent else { return }
        let isDue = state.withLock { state in
            let now = ContinuousClock.now
            let pause: Duration = isTerminal ? .milliseconds(100) : .seconds(5)
            // What is done at once needs no line.
            guard let told = state.told else {
                state.told = isTerminal ? now - pause : now
                return false
            }
            guard now - told >= pause else { return false }
            (state.told, state.isDrawn) = (now, isTerminal)
            return true
        }
        guard isDue else { return }
        write(isTerminal ? "\r\u{1B}[K" + bar(stage, done, all) : "\(bar(stage, done, all))\n")
    }

    /// Takes the bar away, so that what is printed next stands alone.
    package func end() {
        guard state.withLock({ $0.isDrawn }) else { return }
        state.withLock { $0.isDrawn = false }
        write("\r\u{1B}[K")
    }

    private func bar(_ stage: String, _ done: Int64, _ all: Int64?) -> String {
        guard let all, all > 0 else { return "\(stage) \(done)" }
        let share = Int(min(all, max(0, done)) * Int64(Self.width) / all)
        let drawn = String(repeating: "█", count: share) + String(repeating: " ", count: Self.width - share)
        return "\(stage) \(isTerminal ? "▕\(drawn)▏" : "")\(done * 100 / all) % (\(done)/\(all))"
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

extension ProgressLine {
    package func show(_ progress: Replay.Progress) {
        switch progress {
        case .folding(let entries, let all): show("dựng lại · folding", entries, of: all)
        case .comparing(let table, let rows): show("so sánh · comparing \(table)", rows, of: nil)
        }
    }
}
