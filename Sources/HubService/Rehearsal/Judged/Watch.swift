import AsyncHTTPClient
import HubCore
import VXP

/// Looks at where everything stands, over and over, through the hub's interfaces like anybody else.
struct Watch: Sendable {
    let setting: Setting
    let own: OwnLine
    let vendor: VendorLine
    let http: HTTPClient
    let record: RehearsalRecord

    /// One look at all documents, those sent here and those that came down from the axis.
    /// - Throws: ``LineFailure`` while the hub is away.
    func look() async throws -> [TrackedDocument] {
        let receipts = record.now.receipts
        var ids = setting.story.letters.compactMap { receipts[$0.sha256]?.documentID.text }
        ids += try await documentsFromTheAxis()
        var documents: [TrackedDocument] = []
        for id in ids { documents.append(try await own.document(id)) }
        record.saw(documents)
        return documents
    }

    /// The names that the letters from the axis have here; once all are known, without asking.
    private func documentsFromTheAxis() async throws -> [String] {
        let digests = Set(setting.story.lettersDown.map(\.sha256))
        let seen = record.now.documents.filter { digests.contains($0.sha256) }.map(\.id)
        if seen.count == digests.count { return seen }
        let items = try await own.mailbox(openOnly: false).filter { digests.contains($0.sha256) }
        return Set(items.map(\.document)).sorted()
    }

    /// Whether nothing is on its way any more: no packet in a mailbox, none on the way up, none owed or held by the axis.
    func isQuiet() async throws -> Bool {
        guard try await own.mailbox(openOnly: true).isEmpty else { return false }
        let sent = try await vendor.sent(.status)
        guard sent.allSatisfy({ $0.sendStatus == TransportStatus.done.rawValue }) else { return false }
        let truth = try await AxisTruth.ask(port: setting.axisPort, http)
        return truth.owed == 0
            && truth.documentsDown.count == setting.story.lettersDown.count
            && truth.documentsDown.allSatisfy { !$0.docId.isEmpty || !$0.problem.isEmpty }
            && (truth.documents + truth.statuses).flatMap(\.deliveries).allSatisfy {
                ["done", "fail"].contains($0.transport)
            }
    }
}

extension VendorLine {
    /// What the centre's agencies sent, a row for each recipient.
    func sent(_ type: MessageType) async throws -> [SentRow] {
        try await rows(.getSentEdocList, .sentEdocList(type))
    }
}
