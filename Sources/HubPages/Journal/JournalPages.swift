import EdXML
import HTTPTypes
import HubCore
import HubService
import HubStore
import Hummingbird
import NIOCore
import SignedXML

/// The journal for auditors: every entry in words and as it is, and what lets their own browser check it without believing this
/// hub.
struct JournalPages: Sendable {
    let desk: PageDesk
    let witnesses: WitnessWatch

    /// Entries of one page.
    static let rows = 50
    /// How many entries are looked through for a page of one kind, before it is left to the reader to go on.
    private static let reach = 20_000

    func add(to pages: PageRouter) {
        pages.get("journal", for: .auditor) { page in page.answer(page.journal(try await view(page))) }
        pages.get("journal/checkpoint", for: .auditor) { _ in
            Response(plain: Array(try await desk.store.checkpoint().utf8), "text/plain; charset=utf-8")
        }
        pages.get("journal/tile/**", for: .auditor) { page in
            let path = page.request.uri.path.drop { $0 == "/" }.dropFirst("journal/".count)
            guard let name = TileName(path: path), let bytes = try await desk.store.tile(name) else {
                throw PageRefusal.notFound
            }
            return Response(plain: bytes, "application/octet-stream")
        }
    }

    private func view(_ page: PageContext) async throws -> JournalView {
        let size = try await desk.store.journalHead().size
        var view = JournalView(
            kind: page.query["kind"].flatMap(Fact.Kind.init(rawValue:)), size: size, key: desk.store.publicKey.text,
            checkpoint: try await desk.store.checkpoint(),
            witnessed: try await witnesses.report(desk.store, now: desk.clock.now()))
        if let id = page.query["document"].flatMap({ DocumentID($0) }) {
            view.document = id
            view.records = try await desk.store.journal(about: id).reversed()
            return view
        }
        if let day = page.query["day"], let end = Timestamp(rfc3339: "\(day)T23:59:59.999+07:00") {
            view.day = day
            view.before = min(size, try await firstIndex(after: end, size))
        }
        if let before = page.query["before"].flatMap({ Int64($0) }) { view.before = min(size, max(0, before)) }
        try await fill(&view)
        return view
    }

    /// Reads back from the place until the page is full, or far enough.
    private func fill(_ view: inout JournalView) async throws {
        var end = view.before ?? view.size
        let furthest = max(0, end - Int64(Self.reach))
        while end > furthest, view.records.count < Self.rows {
            let start = max(furthest, end - Int64(view.kind == nil ? Self.rows : 1_000))
            let stretch = try await desk.store.journal(from: start, limit: Int(end - start))
            let wanted = stretch.reversed().filter { record in view.kind.map { $0.rawValue == record.kind } ?? true }
            let room = Self.rows - view.records.count
            view.records += wanted.prefix(room)
            end = wanted.count > room ? view.records.last?.index ?? start : start
        }
        view.older = end > 0 ? end : nil
    }

    /// The first entry that is later; times do not fall from entry to entry, but for clocks that were set.
    private func firstIndex(after moment: Timestamp, _ size: Int64) async throws -> Int64 {
        var (low, high) = (Int64(0), size)
        while low < high {
            let middle = (low + high) / 2
            guard let record = try await desk.store.journal(from: middle, limit: 1).first else { return size }
            if record.at > moment { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension Response {
    fileprivate init(plain bytes: [UInt8], _ type: String) {
        self.init(
            status: .ok, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
