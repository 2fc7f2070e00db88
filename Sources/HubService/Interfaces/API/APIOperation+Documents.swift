import HTTPTypes
import HubCore
import SignedXML

/// Sending documents, and following them.
extension APIOperation {
    static let documents: [APIOperation] = [
        sendDocument, listDocuments, document, documentContent, receipt, documentDeliveries, delivery,
    ]

    private static let documentName = APIParameter.id(
        Bilingual(vi: "Mã văn bản trong biên nhận.", en: "The document's name, from its receipt."))

    private static let sendDocument = APIOperation(
        id: "sendDocument", method: .post, path: "documents", group: .documents, access: .token,
        title: Bilingual(vi: "Gửi một văn bản hoặc trạng thái", en: "Send a document or a status"),
        detail: Bilingual(
            vi:
                "Nội dung là nguyên văn tệp .edxml, được truyền theo dòng, không giới hạn bởi bộ nhớ. Văn bản cần quyền documents:send, trạng thái cần statuses:send. Gửi lại đúng tệp cũ luôn an toàn: trả 200 với biên nhận cũ.",
            en:
                "The body is the .edxml file as it is, streamed. A document needs the scope documents:send, a status statuses:send. Repeating the same file is always harmless: 200 with the receipt given then."
        ),
        parameters: [.idempotencyKey], body: .packet,
        replies: [
            Reply(
                status: 201,
                says: Bilingual(
                    vi: "Đã nhận, bền vững trên đĩa. Kèm biên nhận có chữ ký.",
                    en: "Durably accepted. With its signed receipt."),
                content: .json("Accepted"), fields: ["Location"]),
            Reply(
                status: 200,
                says: Bilingual(vi: "Đúng tệp này đã được nhận trước đây.", en: "These bytes were accepted before."),
                content: .json("Accepted")),
        ],
        refusals: [
            (400, [APIRule.emptyBody, HTTPRule.cutShort]), (403, [APIRule.scope]), (409, [HubRules.conflict]),
            (422, []),
        ],
        act: { try await $0.postDocument($1) })

    private static let listDocuments = APIOperation(
        id: "listDocuments", method: .get, path: "documents", group: .documents, access: .scope(.documentsRead),
        title: Bilingual(vi: "Liệt kê và tìm văn bản", en: "List and search documents"),
        detail: Bilingual(
            vi:
                "Mới nhất trước. Chỉ những gì đơn vị của mã truy cập đã gửi (role=sender) hoặc được gửi tới (role=recipient).",
            en: "Newest first. Only what the token's agency sent (role=sender) or was sent (role=recipient)."),
        parameters: [.role, .kind, .name, .words, .acceptedFrom, .acceptedTo, .cursor, .limit],
        replies: [
            Reply(
                status: 200, says: Bilingual(vi: "Một trang văn bản.", en: "A page of documents."),
                content: .json("DocumentPage"), fields: ["Link"])
        ],
        act: { try await $0.listDocuments($1) })

    private static let document = APIOperation(
        id: "getDocument", method: .get, path: "documents/{id}", group: .documents, access: .scope(.documentsRead),
        title: Bilingual(vi: "Văn bản đang ở đâu", en: "Where a document stands"),
        detail: Bilingual(
            vi: "Nơi gửi thấy mọi lượt chuyển và trạng thái; nơi nhận chỉ thấy phần của mình.",
            en: "The sender sees every delivery with its statuses, a recipient its own."),
        parameters: [documentName, .ifNoneMatch],
        replies: [
            Reply(
                status: 200, says: Bilingual(vi: "Văn bản và các lượt chuyển.", en: "The document and its deliveries."),
                content: .json("TrackedDocument"), fields: ["ETag"]), .notModified,
        ],
        refusals: [(404, [APIRule.documentUnknown])], act: { try await $0.getDocument($1) })

    private static let documentContent = APIOperation(
        id: "getDocumentContent", method: .get, path: "documents/{id}/content", group: .documents,
        access: .scope(.documentsRead),
        title: Bilingual(vi: "Nguyên văn gói tin", en: "The packet's bytes"),
        detail: Bilingual(
            vi: "Đúng từng byte đã nhận. ETag là SHA-256 của chúng.",
            en: "Byte for byte as received. The ETag is their SHA-256."),
        parameters: [documentName, .ifNoneMatch],
        replies: [.packet, .notModified], refusals: [(404, [APIRule.documentUnknown])], hasHead: true,
        act: { try await $0.getDocumentContent($1) })

    private static let receipt = APIOperation(
        id: "getReceipt", method: .get, path: "documents/{id}/receipt", group: .documents,
        access: .scope(.documentsRead),
        title: Bilingual(vi: "Biên nhận có chữ ký của trục", en: "The hub's signed receipt"),
        parameters: [documentName, .ifNoneMatch],
        replies: [
            Reply(
                status: 200, says: Bilingual(vi: "Biên nhận.", en: "The receipt."), content: .json("Receipt"),
                fields: ["ETag"]), .notModified,
        ],
        refusals: [(404, [APIRule.documentUnknown])], hasHead: true, act: { try await $0.getReceipt($1) })

    private static let documentDeliveries = APIOperation(
        id: "listDeliveries", method: .get, path: "documents/{id}/deliveries", group: .documents,
        access: .scope(.documentsRead),
        title: Bilingual(vi: "Các lượt chuyển của văn bản", en: "A document's deliveries"),
        parameters: [documentName],
        replies: [
            Reply(
                status: 200,
                says: Bilingual(vi: "Mỗi nơi nhận một mục.", en: "One for each recipient."),
                content: .json("DeliveryPage"))
        ],
        refusals: [(404, [APIRule.documentUnknown])], act: { try await $0.getDeliveries($1) })

    private static let delivery = APIOperation(
        id: "getDelivery", method: .get, path: "deliveries/{delivery}", group: .documents,
        access: .scope(.documentsRead),
        title: Bilingual(vi: "Một lượt chuyển", en: "One delivery"), parameters: [.delivery],
        replies: [
            Reply(
                status: 200,
                says: Bilingual(
                    vi: "Gói tin đang ở đâu, và nơi nhận đã làm gì.",
                    en: "Where the packet is, and what its recipient did."),
                content: .json("Delivery"))
        ],
        refusals: [(404, [APIRule.deliveryUnknown])], act: { try await $0.getDelivery($1) })
}

extension APIOperation.Reply {
    static let notModified = APIOperation.Reply(
        status: 304, says: Bilingual(vi: "Bên gọi đã có bản này.", en: "The caller has it already."), content: .none,
        fields: ["ETag"])

    static let packet = APIOperation.Reply(
        status: 200, says: Bilingual(vi: "Tệp .edxml.", en: "The .edxml file."), content: .packet, fields: ["ETag"])
}

extension APIParameter {
    static let role = APIParameter(
        name: "role", place: .query, kind: .choice(["sender", "recipient"], default: "sender"),
        says: Bilingual(
            vi: "Đơn vị của mã truy cập là nơi gửi hay nơi nhận.",
            en: "What the token's agency is to the document."))

    static let name = APIParameter(
        name: "name", place: .query, kind: .text(1...200),
        says: Bilingual(
            vi: "Số và ký hiệu đầy đủ, hoặc DocumentId của nơi gửi; không phân biệt hoa thường.",
            en: "The full code, or the sender's DocumentId; in any case."),
        example: "12/SNV-VP")

    static let words = APIParameter(
        name: "q", place: .query, kind: .text(1...200),
        says: Bilingual(
            vi: "Các từ đều có trong trích yếu; không phân biệt hoa thường.",
            en: "Words that all stand in the subject; in any case."),
        example: "cải cách hành chính")

    static let acceptedFrom = APIParameter(
        name: "acceptedFrom", place: .query, kind: .moment,
        says: Bilingual(vi: "Nhận từ lúc này trở đi.", en: "Accepted at this time or later."),
        example: "2026-11-01T00:00:00+07:00")

    static let acceptedTo = APIParameter(
        name: "acceptedTo", place: .query, kind: .moment,
        says: Bilingual(vi: "Nhận đến hết lúc này.", en: "Accepted at this time or earlier."),
        example: "2026-11-30T23:59:59+07:00")
}
