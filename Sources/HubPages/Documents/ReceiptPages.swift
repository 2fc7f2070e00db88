import HTTPTypes
import HubCore
import HubService
import HubStore
import Hummingbird
import Hypertext
import NIOCore
import QRCode
import SignedXML

/// What proves that a document was accepted, or handed over: to look at, to print, and as a file.
struct ReceiptPages: Sendable {
    let desk: PageDesk

    func add(to pages: PageRouter) {
        pages.get("documents/:id/receipt", for: DocumentPages.audience) { page in
            let (seen, receipt) = try await receipt(page)
            return page.answer(page.receipt(receipt, of: seen))
        }
        pages.get("documents/:id/receipt.svg", for: DocumentPages.audience) { page in
            let (_, receipt) = try await receipt(page)
            guard let line = receipt.receipt.line, let code = QRCode(line, correction: .low) else {
                throw PageRefusal.notFound
            }
            let label = page.say("Mã QR chứa toàn bộ biên nhận", "QR code that holds the whole receipt")
            return Response(
                status: .ok, headers: [.contentType: "image/svg+xml"],
                body: .init(byteBuffer: ByteBuffer(string: code.svg(millimetres: 120, label: label))))
        }
        pages.get("documents/:id/receipt.json", for: DocumentPages.audience) { page in
            let (seen, receipt) = try await receipt(page)
            let name = seen.facts.code.isEmpty ? seen.record.id.text : seen.facts.code
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/json",
                    .contentDisposition: ContentDisposition.attachment("bien-nhan-\(name).json"),
                ],
                body: .init(byteBuffer: receipt.file))
        }
    }

    /// Of the document, or of the hand-over that `?delivery=` names; judged by this hub's own key.
    private func receipt(_ page: PageContext) async throws -> (SeenDocument, ReceiptVerification) {
        guard let visitor = page.visitor else { throw PageRefusal.notFound }
        let seen = try await desk.documents.document(page.parameters.get("id"), for: visitor)
        var delivery: DeliveryID?
        if let stated = page.query["delivery"] {
            guard let known = seen.deliveries.first(where: { $0.id.text == stated }) else { throw PageRefusal.notFound }
            delivery = known.id
        }
        let subject = ProvenReceipt.Subject(document: seen.record.id, delivery: delivery)
        guard let receipt = try await ReceiptDesk(store: desk.store).receipt(about: subject) else {
            throw PageRefusal.nothingToProve
        }
        return (seen, ReceiptVerification(receipt, key: desk.store.publicKey))
    }
}

extension PageRefusal {
    static let nothingToProve = PageRefusal(
        .notFound, vi: "Chưa có gì để chứng minh: gói tin chưa được giao cho nơi nhận này.",
        en: "There is nothing to prove yet: the packet has not been handed over to this recipient.")
}

extension PageContext {
    fileprivate func receipt(_ receipt: ReceiptVerification, of seen: SeenDocument) -> HTMLDocument {
        let delivery = receipt.receipt.about.delivery
        let query = delivery.map { "?delivery=\($0.text)" } ?? ""
        let title =
            delivery == nil
            ? say("Biên nhận tiếp nhận văn bản", "Receipt: the document was accepted")
            : say("Biên nhận giao văn bản", "Receipt: the document was handed over")
        return page(title, class: "receipt") {
            if !receipt.judgement.isProven {
                notice(.wrong) {
                    p { say("Biên nhận này không tự chứng minh được.", "This receipt does not prove itself.") }
                }
            }
            table {
                tbody {
                    for row in receipt.rows {
                        tr {
                            th(.scope("row")) { say(row.name) }
                            td(.class(row.isCode ? "digest" : nil)) { for value in row.values { p { value } } }
                        }
                    }
                }
            }
            if let line = receipt.receipt.line, QRCode(line, correction: .low) != nil {
                figure {
                    img(
                        .src("\(seen.address)/receipt.svg\(query)"),
                        .alt(say("Mã QR chứa toàn bộ biên nhận", "QR code that holds the whole receipt")))
                    figcaption {
                        say(
                            "Mã QR chứa toàn bộ biên nhận: kiểm tra được từ tờ giấy in, không cần mạng và không cần hỏi trục, bằng lệnh lienthong receipt verify.",
                            "The code holds the whole receipt: it is verified from the printed sheet, without network and without asking the hub, by lienthong receipt verify."
                        )
                    }
                }
            }
            p(.class("links no-print")) {
                a(.href("\(seen.address)/receipt.json\(query)")) { say("Tải tệp biên nhận", "The receipt as a file") }
                a(.href(seen.address)) { say("Về văn bản", "Back to the document") }
            }
        }
    }
}
