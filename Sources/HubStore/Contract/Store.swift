/// What the hub keeps, and what each verb makes durable.
///
/// One verb is one transaction: state, journal entries, duplicate keys and outbox rows change together or not at all.
/// When a verb that changes something returns, its change has been fsynced and so has the journal's head beside it. When
/// it throws, the change may or may not have been made, and repeating it is harmless.
package typealias Store = IntakeStore & DispatchStore & MailboxStore & TrackingStore & AxisLedger & RegisterStore
    & AxisListStore & RegistrationStore & JournalStore & NegotiationStore & AccessStore & MailboxLockStore
    & LogStore & WitnessStore & StampStore & BrowsingStore & PushStore & QueueStore & CareStore & RetentionStore
    & DutyStore & MailStore & AccountStore & HubLifeStore

/// The storage failed; never the document.
package struct StoreError: Error, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// The disk is full. Nothing was changed; writing may be tried again.
        case full
        /// More waits to be written than may. Nothing was changed; a moment later it may be tried again.
        case overloaded
        /// Another process has the data folder.
        case busy
        /// Reading or writing failed. The hub must stop and be started again.
        case broken
        /// The journal does not continue what its head file promised, or an entry was altered.
        case lost
        /// A payload's bytes are missing or are not the bytes that were accepted.
        case payloadDamaged
        /// The bytes were retired: kept as long as the policy asks, and no longer.
        case retired
        /// A journal entry would be larger than 64 KiB.
        case entryTooLarge
        /// A sealed secret cannot be opened with the sealing key.
        case unsealable
        /// The request itself makes no sense (an unknown agency for a certificate, two agencies with one identifier).
        case inconsistent
    }

    package let code: Code
    package let message: String
    package let cause: (any Error)?

    package init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    package var description: String {
        "\(code.rawValue): \(message)" + (cause.map { " (\($0))" } ?? "")
    }
}
