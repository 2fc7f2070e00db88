import HTTPTypes
import HubCore
import SignedXML

/// What proves to others what the hub did.
extension APIOperation {
    static let receipts: [APIOperation] = [
        APIOperation(
            id: "getProvenReceipt", method: .get, path: "receipts/{id}", group: .documents,
            access: .scope(.documentsRead),
            title: Bilingual(vi: "Biên nhận chứng minh được", en: "A receipt that proves itself"),
            detail: Bilingual(
                vi:
                    "Của một văn bản, một gói tin trạng thái (mã văn bản) hay một lần giao cho nơi nhận (mã lượt chuyển). Gồm các mục nhật ký, đường chứng minh trong cây Merkle và đầu nhật ký có chữ ký của trục; kiểm tra được mà không cần hỏi trục: lienthong receipt verify.",
                en:
                    "Of a document, a packet that holds a status (by the document's name), or a hand-over to one recipient (by the delivery's name). It holds the journal's entries, their inclusion proofs and the signed head, and is verified without the hub: lienthong receipt verify."
            ),
            parameters: [
                APIParameter.id(
                    Bilingual(vi: "Mã văn bản, hoặc mã lượt chuyển.", en: "The document's name, or the delivery's."))
            ],
            replies: [
                Reply(
                    status: 200,
                    says: Bilingual(vi: "Biên nhận và chứng minh.", en: "The receipt with its proofs."),
                    content: .json("ProvenReceipt"))
            ],
            refusals: [(404, [APIRule.documentUnknown, APIRule.notHandedOver])], hasHead: true,
            act: { try await $0.getProvenReceipt($1) })
    ]
}
