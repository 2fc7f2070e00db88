import EdXML
import HTTPTypes
import HubCore
import HubService
import HubStore
import Hummingbird
import NIOCore
import SignedXML
import VXP

/// Sending without software of one's own: a signed packet is uploaded, judged at once, and taken in.
struct SendPages: Sendable {
    let desk: PageDesk

    /// The part of the form that is the packet.
    static let part = "packet"

    func add(to pages: PageRouter) {
        pages.get("send", for: .clerk) { page in page.answer(page.send()) }
        pages.upload("send/check", for: .clerk) { page in
            let check = try desk.intake.checker.begin(from: .hub(by: page.login))
            _ = try await receive(page) { check.take($0) }
            guard check.size > 0 else { throw PageRefusal.noPacket }
            let own = try await ownIdentifiers(page)
            let report = try await check.finish()
            return page.answer(page.send(checked: report, objection: objection(to: report, own, page)))
        }
        pages.upload("send", for: .clerk) { page in try await send(page) }
    }

    private func send(_ page: PageContext) async throws -> Response {
        let own = try await ownIdentifiers(page)
        let arrival = try desk.intake.begin(from: .hub(by: page.login))
        // What did not come whole, or not from the person's own page, was not sent, and leaves nothing behind.
        try await receive(page) { try await arrival.take($0) }
        guard arrival.size > 0 else { throw PageRefusal.noPacket }
        let outcome = try await arrival.finish(objections: { message in
            own.contains(message.from.id.text.canonicalIdentifier)
                ? [] : [Finding(notOwn: message.from.id.text, page.login)]
        })
        switch outcome {
        case .accepted(let receipt, _), .duplicate(let receipt):
            return page.leadOn(to: "/documents/\(receipt.documentID.text)?done=sent")
        case .refused(let findings, _):
            return page.answer(page.refused(findings, back: "/send"), .unprocessableContent)
        }
    }

    /// Hands on the packet's bytes as they come, once the form has shown that it is the session's.
    private func receive(_ page: PageContext, _ take: ([UInt8]) async throws -> Void) async throws {
        do {
            var reader = try MultipartReader(
                contentType: page.request.headers[.contentType] ?? "", documentPart: Self.part)
            var isProven = false
            for try await piece in CappedBody(page.request, cap: desk.maxDocumentBytes + 65_536) {
                let bytes = try reader.take(Array(piece.readableBytesView))
                guard !bytes.isEmpty else { continue }
                if !isProven { try page.prove(reader.fields[FormToken.field]) }
                isProven = true
                try await take(bytes)
            }
            try reader.finish()
            if !isProven { try page.prove(reader.fields[FormToken.field]) }
        } catch is MultipartError {
            throw PageRefusal.noPacket
        }
    }

    // MARK: In whose name

    /// All identifiers of the agencies for which the person may send.
    private func ownIdentifiers(_ page: PageContext) async throws -> Set<String> {
        let own = page.visitor?.account.agencies(as: .clerk) ?? []
        let agencies = try await desk.store.agencies(own).values
        return Set(own + agencies.flatMap { $0.identifiers.map(\.id) })
    }

    private func objection(to report: CheckReport, _ own: Set<String>, _ page: PageContext) -> Finding? {
        guard let sender = report.content?.facts.from.id, !own.contains(sender.canonicalIdentifier) else { return nil }
        return Finding(notOwn: sender, page.login)
    }
}

extension Finding {
    fileprivate init(notOwn sender: String, _ login: String) {
        self.init(HubRules.senderNotCallers, ["sender": sender, "caller": login])
    }
}

extension PageContext {
    /// The name by which the journal knows the visitor.
    var login: String { visitor?.account.login ?? "" }
}

extension PageRefusal {
    static let noPacket = PageRefusal(
        .unprocessableContent, vi: "Chưa chọn tệp .edxml, hoặc tệp không tới trọn vẹn.",
        en: "No .edxml file was chosen, or it did not come whole.",
        mend: Bilingual(vi: "Quay lại, chọn tệp và gửi lại.", en: "Go back, choose the file and send it again."))
}
