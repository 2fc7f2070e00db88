import HubCore

/// The hub's own life, as it notes it: that it started, and by what it goes.
package protocol HubLifeStore: Sendable {
    /// Journals a start; the entry names the key of the start before, where that was another.
    /// - Returns: the journal index of the entry.
    func note(start: HubStarted, now: Timestamp) async throws -> Int64

    /// Journals the settings (``Configured/settings``, of any length) when they are not those of the last such entry.
    /// - Returns: the entry; `nil` when nothing has changed.
    func note(settings: [String: String], now: Timestamp) async throws -> Configured?

    /// The settings of the last such entry, by name.
    func settings() async throws -> [String: String]
}
