import Foundation
import GRDB
import HubCore

/// What an auditor who trusts nobody does with a journal: everything that is kept is held against what was signed.
///
/// Reads one moment of the database, which may be in use, and changes nothing. Memory does not grow with the journal.
package struct LogAudit: Sendable {
    private let folder: AuditFolder
    private let keys: [NoteKey]
    private let kept: [KeptProof]
    private let isQuick: Bool
    private let limit: Int

    /// - Parameters:
    ///   - keys: which the auditor believes to be the hub's: the present one, and former ones where there were any.
    ///   - kept: checkpoints and receipts that he kept from before.
    ///   - isQuick: leaves out the comparison of the tables with what the journal makes, the receipts' signatures, and SQLite's check
    ///     of its indexes.
    ///   - limit: so many flaws of each part are named.
    package init(
        _ folder: AuditFolder, keys: [NoteKey], kept: [KeptProof] = [], isQuick: Bool = false, limit: Int = 1000
    ) {
        (self.folder, self.keys, self.kept, self.isQuick, self.limit) = (folder, keys, kept, isQuick, limit)
    }

    /// How far it has come.
    package enum Progress: Sendable, Hashable {
        case database
        case entries(Int64, of: Int64)
        case payloads(Int64)
        case receipts(Int64)
        case views(Replay.Progress)
    }

    /// What it looked at, and what is wrong.
    package struct Outcome: Sendable {
        package fileprivate(set) var entries: Int64 = 0
        package fileprivate(set) var tiles: Int64 = 0
        /// The newest signed head; `nil` when there is none.
        package fileprivate(set) var head: TreeHead?
        package fileprivate(set) var heads = 0
        /// Kept proofs that the journal continues.
        package fileprivate(set) var continued = 0
        package fileprivate(set) var payloads: Int64 = 0
        package fileprivate(set) var payloadBytes: Int64 = 0
        package fileprivate(set) var retired: Int64 = 0
        package fileprivate(set) var receipts: Int64 = 0
        /// Of the tables; `nil` when they were left out, or could not be made.
        package fileprivate(set) var rows: Int64?
        package fileprivate(set) var flaws: AuditFlaws
        /// What the rows' flaws are about, in the same order.
        package fileprivate(set) var differences: [ViewDifference] = []

        /// Whether SQLite reads its pages.
        fileprivate var isReadable = true

        package var isWhole: Bool { flaws.count == 0 }
    }

    /// - Parameter report: told on some other thread how far it has come.
    /// - Throws: when the machine fails; `CancellationError`. A journal that is damaged is an outcome.
    package func run(report: @escaping @Sendable (Progress) -> Void = { _ in }) async throws -> Outcome {
        try await Halt.apart { halt in
            report(.database)
            var outcome = try look(halt, report)
            if !isQuick, outcome.isReadable { try compareViews(&outcome, halt, report) }
            return outcome
        }
    }

    // MARK: The database at one moment

    /// While a hub runs, the head of the last commit may still be on its way to its file.
    private static let patience = (looks: 40, milliseconds: 25)

    private func look(_ halt: Halt, _ report: @escaping @Sendable (Progress) -> Void) throws -> Outcome {
        var outcome = Outcome(flaws: AuditFlaws(limit: limit))
        guard try lookAtFile(&outcome) else {
            outcome.flaws.add(try AuditedHeads(folder, keys: keys).flaws)
            return outcome
        }
        do {
            let database = try ReplaySource(path: folder.databasePath).open()
            halt.onCall { database.interrupt() }
            var looks = 0
            var whole: Outcome?
            while whole == nil {
                try halt.check()
                looks += 1
                let heads = try AuditedHeads(folder, keys: keys)
                let isLast = folder.isBackup || looks == Self.patience.looks
                whole = try database.read { [outcome] db in
                    let (entries, leaves) = (try db.journalSize(), try db.treeSize())
                    guard isLast || max(entries, leaves) <= heads.newest?.size ?? 0 else { return nil }
                    return try look(db, heads, entries, leaves, outcome, halt, report)
                }
                if whole == nil { Thread.sleep(forTimeInterval: Double(Self.patience.milliseconds) / 1000) }
            }
            try database.close()
            return whole ?? outcome
        } catch let error as DatabaseError {
            try halt.check()
            outcome.isReadable = false
            outcome.flaws.add(.databaseDamaged, at: .database, error.message ?? "\(error.resultCode)")
        } catch let error as StoreError where error.code == .broken {
            outcome.isReadable = false
            outcome.flaws.add(.databaseDamaged, at: .database, error.description)
        }
        return outcome
    }

    /// - Returns: whether there is anything to look into.
    private func lookAtFile(_ outcome: inout Outcome) throws -> Bool {
        guard FileManager.default.fileExists(atPath: folder.databasePath) else {
            outcome.flaws.add(.fileMissing, at: .file(folder.database))
            return false
        }
        if let manifest = folder.backup?.manifest,
            case let digest = try DurableFile.sha256(of: folder.databasePath), digest != manifest.databaseSHA256
        {
            outcome.flaws.add(.fileAltered, at: .file(folder.database), "sha256 \(digest)")
        }
        return true
    }

    private func look(
        _ db: Database, _ heads: AuditedHeads, _ entries: Int64, _ leaves: Int64, _ outcome: Outcome, _ halt: Halt,
        _ report: @escaping @Sendable (Progress) -> Void
    ) throws -> Outcome {
        var outcome = outcome
        outcome.head = heads.newest
        outcome.flaws.add(heads.flaws)
        try attempt("schema", &outcome, halt) { try SchemaAudit.run(db, &$0.flaws) }
        try attempt("pages", &outcome, halt) { try lookAtPages(db, &$0) }
        // Where entries and tree do not agree, the signed head says how many there should be.
        let size = entries == leaves ? entries : heads.newest?.size ?? max(entries, leaves)
        try attempt("journal", &outcome, halt) { try lookAtJournal(db, heads, size, &$0, halt, report) }
        try attempt("payload", &outcome, halt) { outcome in
            var content = ContentAudit(db, folder, keys: keys, limit: limit, halt: halt)
            defer { outcome.take(content) }
            try content.lookAtPayloads { report(.payloads($0)) }
            if !isQuick { try content.lookAtReceipts { report(.receipts($0)) } }
        }
        try attempt("manifest", &outcome, halt) { try count(db, &$0) }
        return outcome
    }

    /// Does a part of the work; what SQLite cannot read is told, and the next part is done all the same.
    private func attempt(_ part: String, _ outcome: inout Outcome, _ halt: Halt, _ work: (inout Outcome) throws -> Void)
        throws
    {
        do {
            try work(&outcome)
        } catch let error as DatabaseError {
            try halt.check()
            outcome.isReadable = false
            outcome.flaws.add(.databaseDamaged, at: .database, "\(part): \(error.message ?? "\(error.resultCode)")")
        } catch let error as StoreError where error.code == .broken || error.code == .lost {
            outcome.flaws.add(.databaseDamaged, at: .database, "\(part): \(error.message)")
        }
    }

    private func lookAtPages(_ db: Database, _ outcome: inout Outcome) throws {
        let said = try String.fetchAll(db, sql: isQuick ? "PRAGMA quick_check(20)" : "PRAGMA integrity_check(20)")
        for line in said where line != "ok" {
            outcome.flaws.add(.databaseDamaged, at: .database, line)
            // Where pages are no pages any more, or values not of their types, nothing is read as if it were sound.
            let isReadable = ["CHECK constraint", "row ", "wrong #", "non-unique", "NULL value"].contains(
                where: line.hasPrefix)
            if !isReadable { outcome.isReadable = false }
        }
    }

    private func lookAtJournal(
        _ db: Database, _ heads: AuditedHeads, _ size: Int64, _ outcome: inout Outcome, _ halt: Halt,
        _ report: @escaping @Sendable (Progress) -> Void
    ) throws {
        let earlier = kept.compactMap { $0.head(signedBy: keys) }
        var audit = JournalAudit(
            db, size: size, promised: heads.newest, noting: Set((heads.signed.map(\.head) + earlier).map(\.size)),
            proven: Dictionary(kept.flatMap(\.leaves)) { first, _ in first }, limit: limit, halt: halt)
        defer {
            outcome.flaws.add(audit.flaws)
            (outcome.entries, outcome.tiles) = (audit.entries, audit.tiles)
        }
        try audit.run { report(.entries($0, of: size)) }
        let verdict = HeadVerdict(size: size, roots: audit.roots, heads: heads, keys: keys)
        outcome.heads = heads.signed.count
        outcome.flaws.add(verdict.flaws)
        for proof in kept {
            let found = verdict.flaws(of: proof, disproven: audit.disproven)
            if found.isEmpty { outcome.continued += 1 }
            for flaw in found { outcome.flaws.add(flaw) }
        }
    }

    /// A backup's manifest counts what is in it.
    private func count(_ db: Database, _ outcome: inout Outcome) throws {
        guard let manifest = folder.backup?.manifest else { return }
        let files = try db.row(
            "SELECT count(*) AS files, ifnull(sum(size), 0) AS bytes FROM (\(SQLiteStore.filePayloads))")
        let counts: [(String, Int64, Int64?)] = [
            ("documents", manifest.documents, try db.number("SELECT count(*) FROM document")),
            ("payloadFiles", manifest.payloadFiles, files?.optional("files")),
            ("payloadBytes", manifest.payloadBytes, files?.optional("bytes")),
        ]
        for (name, stated, found) in counts where stated != found {
            outcome.flaws.add(.packMiscounted, at: .part(name, of: BackupManifest.fileName), "\(found ?? -1)")
        }
    }

    // MARK: The tables

    private func compareViews(
        _ outcome: inout Outcome, _ halt: Halt, _ report: @escaping @Sendable (Progress) -> Void
    ) throws {
        guard FileManager.default.fileExists(atPath: folder.databasePath) else { return }
        do {
            let found = try Replay(ReplaySource(path: folder.databasePath))
                .compareHere(limit: limit, halt: halt) { report(.views($0)) }
            outcome.rows = found.rows
            outcome.differences = found.differences
            for difference in found.differences { outcome.flaws.add(difference.flaw) }
        } catch let error as StoreError {
            outcome.flaws.add(.foldStopped, at: .database, error.message)
        } catch let error as DatabaseError {
            try halt.check()
            outcome.flaws.add(.foldStopped, at: .database, error.message ?? "\(error.resultCode)")
        }
    }
}

extension LogAudit.Outcome {
    fileprivate mutating func take(_ content: ContentAudit) {
        flaws.add(content.flaws)
        (payloads, payloadBytes) = (content.payloads, content.bytes)
        (retired, receipts) = (content.retired, content.receipts)
    }
}

extension ViewDifference {
    package var flaw: AuditFlaw {
        let kind: AuditFlaw.Kind =
            switch self.kind {
            case .changed: .rowChanged
            case .invented: .rowInvented
            case .missing: .rowMissing
            }
        return AuditFlaw(kind, at: .row(table: table, key: key, column: column))
    }
}
