import EdXML
import HTTPTypes
import HubCore
import HubService
import HubStore
import Hummingbird
import SignedXML

/// What clerks do to a document. Every act becomes a packet that goes the way of all packets, in the name of the clerk's agency.
struct DocumentActs: Sendable {
    let desk: PageDesk

    /// Of a reason, in characters.
    static let longestReason = 1_000

    func add(to pages: PageRouter) {
        pages.post("documents/:id/report", for: .clerk) { form, page in try await report(form, page) }
        pages.post("documents/:id/recall", for: .clerk) { form, page in try await recall(form, page) }
        pages.post("documents/:id/again", for: .clerk) { form, page in try await sendAgain(form, page) }
    }

    private func report(_ form: Form, _ page: PageContext) async throws -> Response {
        let (seen, clerk) = try await begin(page)
        guard let code = form["code"].flatMap(StatusCode.init(rawValue:)),
            let delivery = seen.own.first(where: { $0.id.text == form["delivery"] })
        else { throw PageRefusal.notFound }
        guard PossibleReports(delivery).allows(code) else { throw PageRefusal.tooLate }
        let reason = try reason(of: form, isNeeded: PossibleReports.needsReason(code))
        if delivery.state == .available {
            _ = try await desk.store.markFetched(delivery.id, by: clerk.login, now: desk.clock.now())
        }
        let outcome = try await desk.clerks.report(code, on: delivery.id, saying: reason, by: clerk)
        return try answer(outcome, seen, done: code.rawValue, page)
    }

    private func recall(_ form: Form, _ page: PageContext) async throws -> Response {
        let (seen, clerk) = try await begin(page)
        guard seen.ownSender != nil else { throw PageRefusal.notFound }
        let possible = PossibleSenderActs(seen.deliveries).recallable.map(\.recipient)
        let chosen = form.all("recipient")
        guard !possible.isEmpty, chosen.allSatisfy(possible.contains) else { throw PageRefusal.tooLate }
        guard !chosen.isEmpty else { throw PageRefusal.nobodyChosen }
        guard let reason = try reason(of: form, isNeeded: true) else { throw PageRefusal.reasonMissing }
        // Naming nobody asks all who have it: also those that come to have it later.
        let everybody = Set(chosen) == Set(possible) && possible.count == seen.deliveries.count
        let outcome = try await desk.clerks.recall(
            seen.record.id, from: everybody ? [] : chosen, reason: reason, by: clerk)
        return try answer(outcome, seen, done: StatusCode.recallRequested.rawValue, page)
    }

    private func sendAgain(_ form: Form, _ page: PageContext) async throws -> Response {
        let (seen, clerk) = try await begin(page)
        guard seen.ownSender != nil,
            let delivery = seen.deliveries.first(where: { $0.id.text == form["delivery"] })
        else { throw PageRefusal.notFound }
        guard
            try await desk.store.sendAgain(
                delivery.id, by: clerk.login, reason: nil, now: desk.clock.now())
        else {
            throw PageRefusal.tooLate
        }
        return page.leadOn(to: "\(seen.address)?done=again")
    }

    // MARK: What all have in common

    private func begin(_ page: PageContext) async throws -> (SeenDocument, ClerkDesk.Clerk) {
        guard let visitor = page.visitor else { throw PageRefusal.notFound }
        let seen = try await desk.documents.document(page.parameters.get("id"), for: visitor)
        let account = visitor.account
        let department = account.department.isEmpty ? nil : account.department
        return (seen, ClerkDesk.Clerk(name: account.name, department: department, login: account.login))
    }

    private func reason(of form: Form, isNeeded: Bool) throws -> String? {
        guard let reason = form["reason"] else {
            if isNeeded { throw PageRefusal.reasonMissing }
            return nil
        }
        guard reason.count <= Self.longestReason else { throw PageRefusal.reasonTooLong }
        return reason
    }

    private func answer(
        _ outcome: IntakeOutcome?, _ seen: SeenDocument, done: String, _ page: PageContext
    ) throws -> Response {
        switch outcome {
        case nil: throw PageRefusal.notFound
        case .accepted?, .duplicate?: return page.leadOn(to: "\(seen.address)?done=\(done)")
        case .refused(let findings, _)?:
            return page.answer(page.refused(findings, back: seen.address), .unprocessableContent)
        }
    }
}

extension PageRefusal {
    static let tooLate = PageRefusal(
        .conflict, vi: "Việc này không còn thực hiện được: văn bản đã sang bước khác.",
        en: "This can no longer be done: the document has moved on.",
        mend: Bilingual(
            vi: "Mở lại trang văn bản để xem bước hiện tại.", en: "Open the document again to see where it stands."))

    static let reasonMissing = PageRefusal(
        .unprocessableContent, vi: "Chưa nêu lý do.", en: "The reason is missing.",
        mend: Bilingual(
            vi: "Quay lại và ghi lý do để nơi kia biết.", en: "Go back and say why, so that the other side knows."))

    static let reasonTooLong = PageRefusal(
        .unprocessableContent, vi: "Lý do dài quá \(DocumentActs.longestReason) ký tự.",
        en: "The reason is longer than \(DocumentActs.longestReason) characters.",
        mend: Bilingual(vi: "Quay lại và viết ngắn hơn.", en: "Go back and shorten it."))

    static let nobodyChosen = PageRefusal(
        .unprocessableContent, vi: "Chưa chọn nơi nhận nào.", en: "No recipient was chosen.",
        mend: Bilingual(vi: "Quay lại và đánh dấu ít nhất một nơi nhận.", en: "Go back and mark at least one."))
}
