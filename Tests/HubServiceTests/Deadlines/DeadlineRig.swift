import Crypto
import HubCore
import HubStore
import Logging
import SeededRandom

@testable import HubService

/// A store with one letter of the city to its two departments, and what runs on it for deadlines.
struct DeadlineRig {
    let store: SQLiteStore
    /// Friday morning; nobody has taken the letter in by Monday.
    let sent = CalendarDesk.moment("2026-11-20 08:00") ?? Timestamp(milliseconds: 0)
    let overdue = CalendarDesk.moment("2026-11-20 17:30") ?? Timestamp(milliseconds: 0)

    init(in folder: TemporaryFolder) async throws {
        store = try SQLiteStore(
            SQLiteStore.Configuration(
                folder: folder.path + "/data",
                signer: HubSigner(origin: "hub.test", key: Curve25519.Signing.PrivateKey()),
                sealing: SymmetricKey(size: .bits256)))
        let agencies = [("H24", nil), ("H24.01", "H24"), ("H24.02", "H24")].map { id, parent in
            Agency(
                id: id, name: id, parent: parent, centre: "00.24.H24", isLocal: true,
                contacts: AgencyContacts(mail: "\(id.lowercased())@example.vn"))
        }
        _ = try await store.put(agencies: agencies, by: "test", now: sent)
        var random = SplitMix(1)
        let bytes = Array("letter".utf8)
        let sha256 = Array(SHA256.hash(data: bytes)).hexadecimal
        let recipients = ["H24.01", "H24.02"]
        let facts = MessageFacts(
            kind: .document, from: .init(id: "H24"), to: recipients.map { .init(id: $0) }, code: "12/QĐ-UBND",
            promulgationDate: "2026-11-20", subject: "Về việc thử", sha256: sha256, size: Int64(bytes.count))
        let document = IncomingDocument(
            id: DocumentID(at: sent, using: &random), origin: .centre("00.24.H24"), sender: "H24", facts: facts,
            deliveries: recipients.map { recipient in
                NewDelivery(
                    id: DeliveryID(at: sent, using: &random), recipient: recipient, name: recipient, route: .mailbox,
                    state: .available)
            })
        _ = try await store.accept(
            document, payload: SpooledPayload(sha256: sha256, size: Int64(bytes.count), content: .bytes(bytes)),
            now: sent)
    }

    /// The keeper and, where there is mail, what sends it, while `body` runs; by a clock that goes on from `moment`.
    func running(_ settings: DeadlineSettings, at moment: Timestamp, _ body: () async throws -> Void) async throws {
        let began = HubClock.system.now()
        let clock = HubClock { moment.adding(milliseconds: HubClock.system.now().milliseconds(since: began)) }
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let keeper = DutyKeeper(store: store, book: try DeadlineBook(settings), clock: clock, logger: logger)
        let keeping = Task { try await keeper.run() }
        var sending: Task<Void, any Error>?
        if let mail = settings.mail {
            let backoff = Backoff(
                base: mail.backoffBase.milliseconds, cap: mail.backoffCap.milliseconds, expiry: mail.keep.milliseconds)
            let dispatcher = Dispatcher(
                MailOutbox(store: store, client: SMTPClient(mail)), watch: DestinationWatch(concurrency: 2),
                settings: DispatchSettings(backoff: backoff), clock: clock, owner: "test", logger: logger)
            sending = Task { try await dispatcher.run() }
        }
        try await body()
        keeping.cancel()
        sending?.cancel()
        _ = await (keeping.result, sending?.result)
    }
}
