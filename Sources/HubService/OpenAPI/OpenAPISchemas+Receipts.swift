import SignedXML

extension OpenAPISchema {
    /// What proves an acceptance or a hand-over.
    static let receipts = [provenReceipt, receiptSubject, provenEntry]

    private static let provenReceipt = OpenAPISchema(
        "ProvenReceipt",
        Bilingual(
            vi: "Biên nhận mà ai có khóa của trục cũng kiểm tra được.",
            en: "A receipt that whoever has the hub's key can verify."),
        [
            .must("format", .string), .must("about", .reference("ReceiptSubject")),
            .must("entries", .list(of: .reference("ProvenEntry"))),
            .must(
                "checkpoint", .string, "Đầu nhật ký có chữ ký (C2SP checkpoint).",
                "The journal's signed head (C2SP checkpoint)."),
            .must(
                "key", .string, "Khóa của trục; người kiểm tra phải có khóa từ nguồn mình tin.",
                "The hub's key; whoever verifies brings it from where they believe it."),
            .must(
                "witnesses", .list(of: .string), "Khóa của các bên chứng kiến đã ký đầu nhật ký; trống: chưa có.",
                "The keys of the witnesses who cosigned the head; empty: it is unwitnessed."),
        ])

    private static let receiptSubject = OpenAPISchema(
        "ReceiptSubject", Bilingual(vi: "Biên nhận nói về gì.", en: "What a receipt is about."),
        [
            .must("document", .uuid),
            .may("delivery", .uuid, "Khi là biên nhận của một lần giao.", "When it is about a hand-over."),
        ])

    private static let provenEntry = OpenAPISchema(
        "ProvenEntry", Bilingual(vi: "Một mục nhật ký và chứng minh.", en: "An entry of the journal with its proof."),
        [
            .must("index", .integer),
            .must(
                "entry", .string, "JSON chính tắc, đúng từng byte của mục.", "Canonical JSON, the entry's very bytes."),
            .must("proof", .list(of: .string), "Các số băm, base64, từ lá lên.", "Hashes in base64, from the leaf up."),
        ])
}
