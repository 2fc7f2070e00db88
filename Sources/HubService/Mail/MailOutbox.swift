import HubCore
import HubStore
import Logging

/// The mails that wait for the mail server: one destination, which may be down as a whole.
package struct MailOutbox: Outbox {
    private let store: any Store
    private let client: SMTPClient
    private let letter: ReminderLetter

    package init(store: any Store, client: SMTPClient, publicAddress: String = "") {
        self.store = store
        self.client = client
        letter = ReminderLetter(settings: client.settings, publicAddress: publicAddress)
    }

    package func wakeUps() -> AsyncStream<Void> { store.wakeUps() }

    package func claim(
        _ places: DestinationHealth.Places, _ turns: inout Turns, owner: String, until: Timestamp, now: Timestamp
    ) async throws -> [ClaimedMail] {
        try await store.claimMail(
            limit: places.all, gatherFor: client.settings.gather.milliseconds, owner: owner, until: until, now: now)
    }

    package func extend(_ mail: ClaimedMail, until: Timestamp) async throws -> Settlement {
        try await store.extend(mail, until: until)
    }

    package func carry(_ mail: ClaimedMail) async throws -> Carriage {
        guard let message = letter.message(of: mail) else { return .refused(reason: "no usable mail address") }
        return await client.send(message)
    }

    package func sign(of carriage: Carriage) -> DestinationHealth.Sign { carriage.sign }

    package func settle(
        _ mail: ClaimedMail, _ outcome: DispatchOutcome, now: Timestamp
    ) async throws -> Settlement {
        try await store.settle(mail, outcome, now: now)
    }

    package func nextDue(in places: DestinationHealth.Places) async throws -> Timestamp? {
        try await store.nextMailDue(gatherFor: client.settings.gather.milliseconds)
    }
}

extension ClaimedMail: DispatchedWork {
    package var openSince: Timestamp { madeAt }
    package var isBulk: Bool { false }
    package var isUrgent: Bool { false }
    /// All mail goes to one server.
    package var recipients: Set<String> { [] }

    package var logged: Logger.Metadata {
        ["mail": "\(id)", "agency": "\(agency?.id ?? "–")", "lines": "\(lines.count)"]
    }
}
