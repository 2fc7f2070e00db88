import Crypto
import Foundation
import HubCore
import HubStore
import SignedXML

/// Measures how fast a journal is replayed: read and decoded, folded, and compared.
package struct ReplayBench: Sendable {
    /// So many entries a second are asked of a machine with two cores.
    package static let entriesAsked = 200_000

    private let entries: Int

    /// - Parameter entries: of the journal that is made for it: exchanges of documents and statuses.
    package init(entries: Int) { self.entries = entries }

    /// What was found out.
    package enum Finding: Sendable {
        case filled(entries: Int64, seconds: Double, bytes: Int64)
        /// Read and decoded alone, on one thread.
        case decoded(entriesPerSecond: Double)
        /// Read, decoded and folded, on two.
        case folded(entriesPerSecond: Double)
        /// Folded, and every row compared.
        case replayed(entriesPerSecond: Double, rows: Int64)

        package var text: String {
            switch self {
            case .filled(let entries, let seconds, let bytes):
                "nhật ký · journal: \(entries) mục · entries (\(bytes / max(1, entries)) B) trong · in \(seconds.rounded(places: 1)) s"
            case .decoded(let speed): "đọc, giải mã · read and decoded: \(Int(speed)) mục/s · entries/s"
            case .folded(let speed): "dựng lại bảng · folded: \(Int(speed)) mục/s · entries/s"
            case .replayed(let speed, let rows):
                "dựng lại và so \(rows) dòng · folded, and \(rows) rows compared: \(Int(speed)) mục/s · entries/s"
            }
        }
    }

    /// - Parameter report: told each finding as it is made.
    /// - Returns: whether the whole replay was as fast as is asked.
    /// - Throws: what a store throws; ``StoreError`` when the tables are not what the journal makes.
    package func run(report: @escaping @Sendable (Finding) -> Void) async throws -> Bool {
        try await inBenchFolder { try await run(in: $0, report) }
    }

    private func run(in folder: String, _ report: @escaping @Sendable (Finding) -> Void) async throws -> Bool {
        try await fill(folder, report)
        let source = try ReplaySource(dataFolder: folder)
        let start = ContinuousClock.now
        let count = try await Replay(source).read()
        report(.decoded(entriesPerSecond: Double(count) / ((ContinuousClock.now - start) / .seconds(1))))
        let outcome = try await Replay(source).compare()
        guard outcome.isEqual else {
            throw StoreError(.inconsistent, "the tables are not what the journal makes: \(outcome.differences)")
        }
        let all = Double(outcome.entries)
        report(.folded(entriesPerSecond: all / outcome.folding))
        let speed = all / (outcome.folding + outcome.comparing)
        report(.replayed(entriesPerSecond: speed, rows: outcome.rows))
        return speed >= Double(Self.entriesAsked)
    }

    private func fill(_ folder: String, _ report: @Sendable (Finding) -> Void) async throws {
        let store = try SQLiteStore(
            SQLiteStore.Configuration(
                folder: folder, signer: HubSigner(origin: "bench.example.vn", key: Curve25519.Signing.PrivateKey()),
                sealing: SymmetricKey(size: .bits256)))
        let start = ContinuousClock.now
        let now = HubClock.system.now()
        let agencies = (1...40).map {
            Agency(id: "H24.\($0)", name: "Đơn vị \($0)", centre: "00.24.H24", isLocal: true)
        }
        _ = try await store.put(agencies: agencies, by: "bench", now: now)
        try await store.exchange(
            entries / SQLiteStore.entriesOfExchange, among: agencies.map(\.id), now: now)
        let size = try await store.journalHead().size
        let bytes = try await store.journalBytes()
        try await store.close()
        report(.filled(entries: size, seconds: (ContinuousClock.now - start) / .seconds(1), bytes: bytes))
    }
}
