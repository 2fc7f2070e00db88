import HTTPTypes
import HubCore
import SignedXML

/// The OpenAPI 3.1 document of `/api/v1`, made of the operations themselves.
enum OpenAPIDocument {
    static let standard: OpenAPITree = [
        "openapi": "3.1.0",
        "info": [
            "title": "Liên Thông", "version": .text(Hub.version), "summary": .text(summary.vi),
            "description": .text(introduction.inBoth),
        ],
        "servers": [["url": "/api/v1"]],
        "tags": .list(
            APIOperation.Group.allCases.map { ["name": .text($0.rawValue), "description": .text($0.says.inBoth)] }),
        "paths": .object(paths), "webhooks": webhooks,
        "components": [
            "schemas": .object(
                Dictionary(OpenAPISchema.all.map { ($0.name, $0.tree) }, uniquingKeysWith: { first, _ in first })),
            "securitySchemes": ["token": ["type": "http", "scheme": "bearer", "description": .text(tokens.inBoth)]],
            "responses": ["Problem": problem],
        ],
    ]

    /// As it is served.
    static let bytes = WireJSON.encode(standard)
    static let tag = EntityTag(of: bytes)

    private static let summary = Bilingual(
        vi: "Gửi nhận văn bản điện tử giữa các cơ quan", en: "Exchange of documents between agencies")

    private static let introduction = Bilingual(
        vi:
            "Giao diện của trục liên thông cho hệ thống quản lý văn bản. Mọi lời từ chối là application/problem+json với mã ổn định, chỗ sai và cách sửa; giải thích từng mã ở /codes. Thứ tự làm quen: getToken, check, sendDocument, listMailbox.",
        en:
            "The hub's interface for agencies' systems. Every refusal is application/problem+json with a stable code, the place and how to mend it; /codes explains each. To begin: getToken, check, sendDocument, listMailbox."
    )

    private static let tokens = Bilingual(
        vi:
            "Mã truy cập của một đơn vị, do đơn vị vận hành cấp (lienthong agency token add), có các quyền nêu ở từng thao tác. Thứ của đơn vị khác thì như không có: 404.",
        en:
            "A token of one agency, from the hub's operator, with the scopes that the operations name. What is another agency's looks as if it were not there: 404."
    )

    private static var paths: [String: OpenAPITree] {
        Dictionary(grouping: APIOperation.all, by: \.path).reduce(into: [:]) { paths, entry in
            var item: [String: OpenAPITree] = [:]
            for operation in entry.value {
                item[operation.method.rawValue.lowercased()] = operation.tree
                if operation.hasHead { item["head"] = operation.headTree }
            }
            paths["/\(entry.key)"] = .object(item)
        }
    }

    private static let problem: OpenAPITree = [
        "description": .text(Bilingual(vi: "Lời từ chối và mọi lý do.", en: "A refusal and every reason.").inBoth),
        "content": [
            "application/problem+json": [
                "schema": .reference("Problem"),
                "example": [
                    "type": "urn:lienthong:rule:SIG-REQUIRED", "status": 422, "help": "/api/v1/codes/SIG-REQUIRED",
                    "title": .text(SignatureRules.required.says.vi), "detail": .text(SignatureRules.required.says.en),
                    "findings": [
                        [
                            "code": "SIG-REQUIRED", "level": "refuse", "vi": .text(SignatureRules.required.says.vi),
                            "en": .text(SignatureRules.required.says.en),
                            "source": .text(SignatureRules.required.source),
                            "mend": [
                                "vi": .text(SignatureRules.required.mend.vi),
                                "en": .text(SignatureRules.required.mend.en),
                            ],
                        ]
                    ],
                ],
            ]
        ],
    ]

    /// What the hub calls: see `PushTopic`.
    private static var webhooks: OpenAPITree {
        let says = Bilingual(
            vi:
                "Trục gọi địa chỉ đã đăng ký. webhook-signature: v1,<base64 của HMAC-SHA256(khóa, id.timestamp.nội dung)>, có thể nhiều chữ ký cách nhau bằng dấu cách khi đang đổi khóa. Trả 2xx là đã nhận; tin có thể tới hơn một lần, cùng webhook-id.",
            en:
                "The hub calls the registered address. webhook-signature: v1,<base64 of HMAC-SHA256(key, id.timestamp.body)>, several with spaces between while keys change. 2xx means taken; news may come more than once, with the same webhook-id."
        )
        let fields = ["webhook-id", "webhook-timestamp", "webhook-signature"]
        return [
            "news": [
                "post": [
                    "operationId": "news", "summary": "Tin mới / News", "description": .text(says.inBoth),
                    "parameters": .list(
                        fields.map { ["name": .text($0), "in": "header", "required": true, "schema": .string] }),
                    "requestBody": [
                        "required": true,
                        "content": ["application/json": ["schema": .reference("News")]],
                    ],
                    "responses": ["2XX": ["description": "Đã nhận. / Taken."]],
                ]
            ]
        ]
    }
}

extension APIOperation.Group {
    fileprivate var says: Bilingual {
        switch self {
        case .documents: Bilingual(vi: "Gửi văn bản và theo dõi", en: "Sending documents and following them")
        case .statuses: Bilingual(vi: "Trạng thái xử lý", en: "What became of documents")
        case .mailbox: Bilingual(vi: "Hộp thư đến", en: "What is for the agency")
        case .register: Bilingual(vi: "Danh mục đơn vị", en: "The register of agencies")
        case .explaining: Bilingual(vi: "Kiểm tra và giải thích", en: "Checking and explaining")
        }
    }
}
