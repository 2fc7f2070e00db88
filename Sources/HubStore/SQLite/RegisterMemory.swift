import HubCore
import Synchronization

/// What the register said lately, so that a document's way asks the database only for what is new.
///
/// All of it is forgotten by the commit that changes the register, before whoever made the change is answered: from then on
/// nobody is told what was true before. What is not there is not remembered, but for tokens: a bearer's is looked for
/// among those of agencies first, and is often a centre's. Bounded.
final class RegisterMemory: Sendable {
    /// One table of what is remembered, by what was asked.
    struct Contents: Sendable {
        /// By an identifier in canonical form.
        var bearers: [String: [Bearer]] = [:]
        /// By fingerprint.
        var certificates: [String: RegisteredCertificate] = [:]
        /// By SHA-256; `nil` for what is no agency's token.
        var tokens: [[UInt8]: AgencyToken?] = [:]
        var centres: [String: CentreRecord] = [:]
        /// By the SHA-256 of a token.
        var centresByToken: [[UInt8]: CentreRecord] = [:]
    }

    private struct State {
        var contents = Contents()
        /// How many changes of the register there have been.
        var changes = 0
    }

    /// Answers in one table; some megabytes with the longest names.
    private static let largest = 10_000

    private let state = Mutex(State())

    /// What is remembered under `key`; otherwise what `read` finds.
    /// - Parameter read: `nil` when there is no such thing.
    func recall<Key: Hashable & Sendable, Value: Sendable>(
        _ table: any WritableKeyPath<Contents, [Key: Value]> & Sendable, _ key: Key,
        orRead read: () async throws -> Value?
    ) async throws -> Value? {
        let (known, changes) = state.withLock { ($0.contents[keyPath: table][key], $0.changes) }
        if let known { return known }
        guard let found = try await read() else { return nil }
        remember(table, [key: found], since: changes)
        return found
    }

    /// What is remembered under each of the keys, and what `read` finds under the others.
    func recall<Key: Hashable & Sendable, Value: Sendable>(
        _ table: any WritableKeyPath<Contents, [Key: Value]> & Sendable, all keys: Set<Key>,
        orRead read: (Set<Key>) async throws -> [Key: Value]
    ) async throws -> [Key: Value] {
        let (known, changes) = state.withLock { state in
            let table = state.contents[keyPath: table]
            let known = keys.compactMap { key in table[key].map { (key, $0) } }
            return (Dictionary(uniqueKeysWithValues: known), state.changes)
        }
        guard known.count < keys.count else { return known }
        let found = try await read(keys.filter { known[$0] == nil })
        remember(table, found, since: changes)
        return known.merging(found) { remembered, _ in remembered }
    }

    /// Remembers what was read, unless the register has changed since then.
    private func remember<Key: Hashable & Sendable, Value: Sendable>(
        _ table: any WritableKeyPath<Contents, [Key: Value]> & Sendable, _ found: [Key: Value], since changes: Int
    ) {
        guard found.count <= Self.largest else { return }
        state.withLock { state in
            guard state.changes == changes else { return }
            let count = state.contents[keyPath: table].count + found.count
            if count > Self.largest { state.contents[keyPath: table] = [:] }
            for (key, value) in found { state.contents[keyPath: table][key] = value }
        }
    }

    /// The register has changed.
    func forget() {
        state.withLock { state in
            state.contents = Contents()
            state.changes += 1
        }
    }
}

/// An agency that an identifier names, or named.
struct Bearer: Sendable {
    let agency: Agency
    let from: Timestamp?
    let until: Timestamp?
    let isFormer: Bool

    /// Whether it bore the identifier at that moment.
    func bears(at moment: Timestamp) -> Bool {
        (from.map { $0 <= moment } ?? true) && (until.map { moment < $0 } ?? true)
    }
}

extension [Bearer] {
    /// Whom the identifier names: of several agencies in different periods the one of `moment`; without it, and where none was
    /// of that moment, the bearer itself before those who bore it formerly, the latest of them.
    func bearer(at moment: Timestamp?) -> Agency? {
        self.min { one, other in
            if let moment, one.bears(at: moment) != other.bears(at: moment) { return one.bears(at: moment) }
            if one.isFormer != other.isFormer { return !one.isFormer }
            guard let (end, otherEnd) = one.until.flatMap({ end in other.until.map { (end, $0) } }) else {
                return one.until == nil && other.until != nil
            }
            return end > otherEnd
        }?.agency
    }
}
