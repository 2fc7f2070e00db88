import Foundation
import GRDB
import HubCore

/// Makes the tables of a hub that stands still from its journal alone, in a new database file, and puts that in the place of the
/// old one, which is kept beside it.
///
/// What the journal does not make (contents, secrets, what is on its way) is carried over. Nothing is touched before the new
/// file is whole, proven and on the disk; a crash leaves the old one, or the new.
package struct Rebuild: Sendable {
    private let folder: String
    private let signer: HubSigner

    /// - Parameter signer: signs the receipts that are not there any more.
    package init(dataFolder folder: String, signer: HubSigner) {
        self.folder = folder
        self.signer = signer
    }

    package struct Outcome: Sendable {
        package let entries: Int64
        package let rows: Int64
        /// What the old tables had otherwise than the journal; as many as were asked for.
        package let differences: [ViewDifference]
        /// Where the old database is.
        package let before: String
    }

    private var database: String { "\(folder)/hub.sqlite" }
    private var unfinished: String { "\(folder)/hub.sqlite.rebuilding" }

    /// - Throws: ``StoreError``: `busy` while a hub runs on the folder, `lost` when the journal is not the one that was promised.
    package func run(
        limit: Int = 100, now: Timestamp, report: @escaping @Sendable (Replay.Progress) -> Void = { _ in }
    ) async throws -> Outcome {
        let lock = try FolderLock(folder: folder)
        defer { lock.release() }
        let (entries, differences) = try await Halt.apart { halt in
            try settle()
            return try make(limit: limit, halt: halt, report)
        }
        let proof = try await Replay(ReplaySource(path: unfinished)).compare(limit: 1, report: report)
        guard proof.isEqual else {
            throw StoreError(.broken, "the tables made anew are not what the journal makes; nothing was changed")
        }
        let before = try take(place: now)
        // What was made of the old tables.
        try SQLiteStore.removeDatabase(at: SQLiteListing.path(in: folder))
        return Outcome(entries: entries, rows: proof.rows, differences: differences, before: before)
    }

    /// Brings all that is written into the database file, and makes sure that its journal is the one that was promised.
    private func settle() throws {
        for suffix in ["", "-journal", "-wal", "-shm"]
        where FileManager.default.fileExists(atPath: unfinished + suffix) {
            try FileManager.default.removeItem(atPath: unfinished + suffix)
        }
        guard FileManager.default.fileExists(atPath: database) else {
            throw StoreError(.inconsistent, "there is no database \(database)")
        }
        let head = "\(folder)/journal-head"
        guard FileManager.default.fileExists(atPath: head) else {
            throw StoreError(.lost, "the journal's head file \(head) is missing: what it promises cannot be known")
        }
        let pool = try SQLiteStore.openPool(at: database)
        let promise = try HeadFile(path: head, signer: signer)
        try pool.read { db in
            try Integrity.check(
                db, newest: .max, promised: promise.head(key: signer.publicKey), headPath: promise.path,
                databasePath: database)
        }
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try pool.close()
        guard DurableFile.size(of: database + "-wal") ?? 0 == 0 else {
            throw StoreError(.busy, "somebody reads the database \(database); nothing was changed")
        }
    }

    private func make(
        limit: Int, halt: Halt, _ report: @escaping @Sendable (Replay.Progress) -> Void
    ) throws -> (entries: Int64, differences: [ViewDifference]) {
        let source = try ReplaySource(path: database)
        let made = try FoldedViews.with(source, halt: halt, in: unfinished) { views in
            let size = try views.size()
            try views.fold(JournalReading(source: source, range: 0..<size, halt: halt)) {
                report(.folding(entries: $0, of: size))
            }
            let comparison = ViewComparison(db: views.db, limit: limit, halt: halt)
            let (_, differences) = try comparison.run { report(.comparing(table: $0, rows: $1)) }
            try CarriedOver(db: views.db).carry(signingBy: signer)
            return (size, differences)
        }
        try DurableFile.synchronize(unfinished)
        return made
    }

    /// - Returns: the old database's new name.
    private func take(place now: Timestamp) throws -> String {
        let before = "\(database).before-rebuild-\(now.milliseconds)"
        do {
            try FileManager.default.linkItem(atPath: database, toPath: before)
        } catch {
            throw StoreError(writing: before, failed: error)
        }
        try DurableFile.rename(unfinished, over: database)
        return before
    }
}

/// What a new database takes from the old one, because no journal makes it.
private struct CarriedOver {
    let db: Database

    private static let carried: Set<Apart> = [.secret, .queue, .shortLived, .witness]

    func carry(signingBy signer: HubSigner) throws {
        for (name, apart) in ViewTable.apart where Self.carried.contains(apart) {
            try copy(name)
        }
        try db.execute(sql: Self.ofDeliveries)
        try db.execute(sql: Self.ofPayloads)
        try db.execute(sql: Self.ofWebhooks)
        try db.execute(sql: Self.ofReceipts)
        try sign(by: signer)
        // Duties are reckoned anew by whoever has the plan.
        try dropDangling()
    }

    /// Leases, and where a row stands in the queue.
    private static let ofDeliveries = """
        UPDATE main.delivery SET state = l.state, attempt = l.attempt, due_at = l.due_at, lease_owner = l.lease_owner,
            has_left = l.has_left FROM live.delivery l
            WHERE l.id = main.delivery.id AND l.state = 'leased' AND main.delivery.state = 'waiting';
        UPDATE main.delivery SET is_held = 1 FROM live.delivery l WHERE l.id = main.delivery.id AND l.is_held = 1;
        """

    private static let ofPayloads = """
        UPDATE main.payload SET bytes = l.bytes FROM live.payload l
        WHERE l.sha256 = main.payload.sha256 AND l.bytes IS NOT NULL AND main.payload.retired_at IS NULL;
        """

    private static let ofWebhooks = """
        UPDATE main.webhook_progress SET delivered = l.delivered, expired = l.expired, failures = l.failures,
            failing_since = l.failing_since, not_before = l.not_before, last_delivered_at = l.last_delivered_at,
            last_failure = l.last_failure FROM live.webhook_progress l WHERE l.webhook = main.webhook_progress.webhook;
        """

    /// A receipt that was given stays, where it says what the journal says.
    private static let ofReceipts = """
        UPDATE main.document SET receipt = l.receipt FROM live.document l
        WHERE l.journal_index = main.document.journal_index AND json_valid(l.receipt)
            AND json_remove(l.receipt, '$.hub', '$.keyId', '$.signature')
                = json_remove(main.document.receipt, '$.hub', '$.keyId', '$.signature');
        """

    private func copy(_ table: String) throws {
        let columns = try db.columns(in: table).map(\.name).joined(separator: ", ")
        try db.execute(sql: "DELETE FROM main.\(table)")
        try db.execute(sql: "INSERT INTO main.\(table) (\(columns)) SELECT \(columns) FROM live.\(table)")
    }

    private func sign(by signer: HubSigner) throws {
        let unsigned = try db.rows(
            "SELECT journal_index, receipt FROM main.document WHERE receipt ->> '$.signature' = ''")
        for row in unsigned {
            let receipt: Receipt = try row.json("receipt")
            let signed = try Receipt.signed(
                documentID: receipt.documentID, sha256: receipt.sha256, journalIndex: receipt.journalIndex,
                acceptedAt: receipt.acceptedAt, by: signer)
            try db.run(
                "UPDATE main.document SET receipt = ? WHERE journal_index = ?",
                [try signed.columnText(), receipt.journalIndex])
        }
    }

    /// What belongs to something of which the journal knows nothing.
    private func dropDangling() throws {
        for (name, apart) in ViewTable.apart where Self.carried.contains(apart) {
            for key in try db.foreignKeys(on: name) {
                guard let (child, parent) = key.mapping.first else { continue }
                try db.execute(
                    sql: """
                        DELETE FROM main.\(name) WHERE \(child) IS NOT NULL
                            AND \(child) NOT IN (SELECT \(parent) FROM main.\(key.destinationTable))
                        """)
            }
        }
    }
}
