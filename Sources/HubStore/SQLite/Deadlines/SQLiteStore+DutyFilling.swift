import GRDB
import HubCore

extension SQLiteStore {
    /// Lays what ``fill(_:now:)`` made into the mailboxes of its recipients, which owe from then on. For measuring.
    package func layFilledIntoMailboxes() async throws {
        try await pool.write { db in
            try db.run(
                "UPDATE delivery SET route = 'mailbox', state = 'available', due_at = NULL WHERE state = 'waiting'")
        }
    }
}
