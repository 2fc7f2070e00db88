import Crypto
import Foundation
import HubCore
import HubStore
import SeededRandom
import Synchronization

/// A real store in a folder of its own, with a small register, and messages to put into it.
final class Rig: Sendable {
    let folder: String
    let configuration: SQLiteStore.Configuration
    private let random = Mutex(SplitMix(1))

    static let start = Timestamp(milliseconds: 1_795_256_431_123)

    init() {
        folder = "\(NSTemporaryDirectory())hub-store-\(UUID().uuidString)"
        configuration = SQLiteStore.Configuration(
            folder: folder, signer: HubSigner(origin: "hub.test", key: Curve25519.Signing.PrivateKey()),
            sealing: SymmetricKey(size: .bits256))
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var database: String { "\(folder)/hub.sqlite" }

    func open() throws -> SQLiteStore { try SQLiteStore(configuration) }

    /// A store that knows a city, two departments and two ministries.
    func openWithRegister() async throws -> SQLiteStore {
        let store = try open()
        for agency in Rig.agencies { _ = try await store.put(agencies: [agency], by: "test", now: Rig.start) }
        return store
    }

    static let agencies = [
        Agency(id: "H24", oldID: "000.00.00.H24", name: "UBND thành phố Hải Phòng", centre: "00.24.H24", isLocal: true),
        Agency(id: "H24.01", name: "Sở Nội vụ", parent: "H24", level: 2, centre: "00.24.H24", isLocal: true),
        Agency(id: "H24.02", name: "Sở Tài chính", parent: "H24", level: 2, centre: "00.24.H24", isLocal: true),
        Agency(id: "G22", name: "Văn phòng Chính phủ", centre: "00.00.G22", isLocal: false),
        Agency(id: "G09", name: "Bộ Nội vụ", centre: "00.00.G22", isLocal: false),
    ]

    /// A message with `bytes` as its packet, from `sender` to `recipients`, of which those of the city are local.
    func message(
        _ bytes: String, code: String = "12/QĐ-UBND", from sender: String = "H24", to recipients: [String],
        origin: Origin = .centre("00.24.H24"), at now: Timestamp = Rig.start,
        _ change: (inout MessageFacts) -> Void = { _ in }
    ) -> (document: IncomingDocument, payload: SpooledPayload) {
        let payload = SpooledPayload(bytes)
        var facts = MessageFacts(
            kind: .document, from: .init(id: sender), to: recipients.map { .init(id: $0) }, code: code,
            promulgationDate: "2026-11-02", subject: "Về việc thử", sha256: payload.sha256, size: payload.size)
        change(&facts)
        let document = random.withLock { random in
            let deliveries = recipients.map { recipient in
                let isLocal = recipient.hasPrefix("H24")
                return NewDelivery(
                    id: DeliveryID(at: now, using: &random), recipient: recipient, name: recipient,
                    route: isLocal ? .mailbox : .axis, state: isLocal ? .available : .waiting)
            }
            return IncomingDocument(
                id: DocumentID(at: now, using: &random), origin: origin, sender: sender, facts: facts,
                deliveries: deliveries)
        }
        return (document, payload)
    }

    /// A status message by `replier` about a document of `issuer`.
    func status(
        _ code: String, by replier: String, about issuer: String = "H24", document: String = "12/QĐ-UBND",
        at stated: Timestamp = Rig.start, documentID: String? = nil, date: String? = "2026/11/02",
        description: String = "", to recipients: [String]? = nil
    ) -> (document: IncomingDocument, payload: SpooledPayload) {
        message(
            "\(code) \(replier) \(document) \(stated) \(description)", code: document, from: replier,
            to: recipients ?? [issuer],
            origin: .axis(docID: "s-\(code)-\(replier)-\(stated.milliseconds)")
        ) {
            $0.kind = .status
            $0.responseFor = [
                .init(organID: issuer, code: document, documentID: documentID, promulgationDate: date)
            ]
            $0.status = StatedStatus(code: code, at: stated, description: description)
        }
    }

    /// Runs Debian's own `sqlite3` on the database.
    func sqlite3(_ sql: String) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
        process.arguments = [database, sql]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension SpooledPayload {
    init(_ text: String) {
        let bytes = Array(text.utf8)
        self.init(
            sha256: SHA256.hash(data: bytes).hexadecimal, size: Int64(bytes.count), content: .bytes(bytes))
    }
}

extension SQLiteStore {
    /// Accepts and expects it to be new.
    @discardableResult
    func take(
        _ message: (document: IncomingDocument, payload: SpooledPayload), at now: Timestamp = Rig.start
    ) async throws -> Receipt {
        let outcome = try await accept(message.document, payload: message.payload, now: now)
        guard case .accepted(let receipt) = outcome else { throw Unexpected(what: "\(outcome)") }
        return receipt
    }

    /// The deliveries of a document, by recipient.
    func delivery(of document: DocumentID, to recipient: String) async throws -> DeliveryRecord {
        guard let record = try await deliveries(of: document).first(where: { $0.recipient == recipient }) else {
            throw Unexpected(what: "no delivery to \(recipient)")
        }
        return record
    }

    /// Has every packet of a document leave the hub: fetched from the mailboxes, delivered to the axis.
    func makeOut(_ document: DocumentID, at now: Timestamp = Rig.start) async throws {
        for delivery in try await deliveries(of: document) where delivery.route == .mailbox {
            _ = try await markFetched(delivery.id, by: "test", now: now)
        }
        for claim in try await claim(route: .axis, limit: 100, owner: "test", until: now.minutes(1), now: now)
        where claim.document == document {
            _ = try await settle(claim, .delivered(reference: nil), now: now)
        }
    }

    func kinds() async throws -> [String] { try await journal(from: 0, limit: 1000).map(\.kind) }
}

struct Unexpected: Error { let what: String }

extension Timestamp {
    func minutes(_ minutes: Int64) -> Timestamp { adding(milliseconds: minutes * 60_000) }
}
