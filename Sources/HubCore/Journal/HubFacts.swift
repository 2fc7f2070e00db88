/// The hub started.
package struct HubStarted: Sendable, Hashable, Codable {
    package let version: String
    package let hub: String
    /// With which it signs receipts and heads from here on (C2SP *signed-note*, "Verifier keys"); entries from before it was
    /// noted have none.
    package let key: String?
    /// The key of the start before, where that was another.
    package let formerKey: String?
    /// ``RuleBook/amendments`` in force from here on; absent when every rule is as it is.
    package let rules: [String]?

    package init(
        version: String, hub: String, key: NoteKey? = nil, formerKey: String? = nil, rules: [String] = []
    ) {
        self.version = version
        self.hub = hub
        self.key = key?.text
        self.formerKey = formerKey
        self.rules = rules.isEmpty ? nil : rules
    }

    /// The same, of a hub that was run with `key` before.
    package func after(runWith key: String?) -> HubStarted {
        HubStarted(of: self, formerKey: key == self.key ? nil : key)
    }

    private init(of start: HubStarted, formerKey: String?) {
        (version, hub, key, rules) = (start.version, start.hub, start.key, start.rules)
        self.formerKey = formerKey
    }
}

/// The hub ended in good order: what was begun is done. Without this entry before the next start it was cut off.
package struct HubStopped: Sendable, Hashable, Codable {
    package enum Why: String, Sendable, Hashable, Codable {
        /// Somebody asked it to: a signal of the system.
        case asked
        /// A part of it could not go on.
        case failed
    }

    package let why: Why
    /// What failed.
    package let reason: String?
    /// Since its start.
    package let uptimeSeconds: Int64

    package init(_ why: Why, reason: String? = nil, uptimeSeconds: Int64) {
        self.why = why
        self.reason = reason.map { $0.clipped(to: 500) }
        self.uptimeSeconds = uptimeSeconds
    }
}
