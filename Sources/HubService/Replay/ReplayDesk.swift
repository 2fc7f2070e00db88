import EdXML
import HubCore
import HubStore
import SignedXML

/// Replays a hub's journal for an operator: of the hub that a configuration names, or of a backup.
package struct ReplayDesk: Sendable {
    private let source: ReplaySource
    private let progress: ProgressLine

    /// - Throws: ``StoreError`` when there is no such hub or backup.
    package init(_ configuration: HubConfiguration, backup: String? = nil, progress: ProgressLine) throws {
        source =
            try backup.map { try ReplaySource(backup: $0) } ?? ReplaySource(dataFolder: configuration.dataFolder)
        self.progress = progress
    }

    /// Folds it all, and compares.
    package func compare(limit: Int) async throws -> Replay.Outcome {
        defer { progress.end() }
        return try await Replay(source).compare(limit: limit) { [progress] in progress.show($0) }
    }

    /// How much there was of everything.
    package func counters(at end: ReplayEnd) async throws -> PastCounters {
        defer { progress.end() }
        return try await Hindsight(source).counters(at: end) { [progress] in progress.show($0) }
    }

    /// What lay in a mailbox.
    package func mailbox(of agency: String, at end: ReplayEnd, limit: Int) async throws -> PastMailbox {
        defer { progress.end() }
        let (items, count, standing) = try await Hindsight(source)
            .mailbox(of: agency, at: end, limit: limit) { [progress] in progress.show($0) }
        return PastMailbox(agency: agency, standing: standing, count: count, items: items)
    }

    /// The documents that a text names, as they stood; none where none had been accepted by then.
    package func documents(_ text: String, at end: ReplayEnd) async throws -> [TrackedDocument] {
        var found: [TrackedDocument] = []
        for id in try await named(text) {
            guard let (document, deliveries) = try await Hindsight(source).document(id, at: end) else { continue }
            found.append(TrackedDocument(document, deliveries))
        }
        return found
    }

    /// The stories of the documents that a text names.
    package func stories(of text: String) async throws -> [DocumentStory] {
        var stories: [DocumentStory] = []
        for id in try await named(text) {
            let facts = try await Hindsight(source).story(of: id)
            if !facts.isEmpty { stories.append(DocumentStory(of: id, facts)) }
        }
        return stories
    }

    /// A hub's id is taken by its word: the journal knows it, even where the tables have lost it.
    private func named(_ text: String) async throws -> [DocumentID] {
        if let id = DocumentID(text) { return [id] }
        return try await Hindsight(source).find(text)
    }
}

/// What lay in a mailbox at some moment.
package struct PastMailbox: Sendable {
    package let agency: String
    package let standing: Hindsight.Standing
    package let count: Int
    /// The oldest of them.
    package let items: [MailboxItem]
}

/// Makes a hub's tables anew, and journals that.
package struct RebuildDesk: Sendable {
    private let configuration: HubConfiguration
    private let operatorName: String
    private let progress: ProgressLine

    package init(_ configuration: HubConfiguration, by operatorName: String, progress: ProgressLine) {
        self.configuration = configuration
        self.operatorName = operatorName
        self.progress = progress
    }

    /// - Throws: ``StoreError`` when the hub runs, or its journal is not what was promised; nothing was changed then.
    package func run(limit: Int, now: Timestamp = HubClock.system.now()) async throws -> Rebuild.Outcome {
        defer { progress.end() }
        let identity = configuration.identity
        let signer = HubSigner(origin: identity.origin, key: try KeyFile(identity.signingKey).signingKey())
        let outcome = try await Rebuild(dataFolder: configuration.dataFolder, signer: signer)
            .run(limit: limit, now: now) { [progress] in progress.show($0) }
        let store = try HubStorage.open(configuration)
        let note =
            outcome.differences.isEmpty
            ? "các bảng vốn khớp nhật ký" : "các bảng khác nhật ký ở \(outcome.differences.count) chỗ hoặc hơn"
        _ = try await store.note(
            .operatorActed(
                OperatorActed(by: operatorName, action: "rebuild", subject: outcome.before.lastName, note: note)),
            now: now)
        try await store.close()
        return outcome
    }
}

extension String {
    /// Of a path.
    fileprivate var lastName: String { split(separator: "/").last.map(String.init) ?? self }
}
