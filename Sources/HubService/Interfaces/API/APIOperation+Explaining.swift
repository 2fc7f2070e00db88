import HTTPTypes
import HubCore
import SignedXML

/// What the interface explains.
extension APIOperation {
    static let explaining: [APIOperation] = [check, token, codes, code, openAPI]

    private static let check = APIOperation(
        id: "check", method: .post, path: "check", group: .explaining, access: .scope(.check),
        title: Bilingual(vi: "Kiểm tra trước khi gửi", en: "Check a document before it is sent"),
        detail: Bilingual(
            vi:
                "Xét văn bản như khi gửi và nói hết những gì sai, cả nơi nhận không phục vụ được; không lưu gì. Luôn trả 200, verdict cho biết kết quả.",
            en:
                "Judges it as if it were sent and says everything that is wrong, recipients that cannot be served included; keeps nothing. 200 whatever is found: verdict tells."
        ),
        parameters: [.format, .lang], body: .packet,
        replies: [
            Reply(
                status: 200, says: Bilingual(vi: "Kết quả kiểm tra.", en: "What was found."),
                content: .jsonOrText("CheckReport"))
        ],
        refusals: [
            (400, [APIRule.emptyBody, HTTPRule.cutShort]), (429, [APIRule.checkRate]), (503, [APIRule.checksBusy]),
        ],
        act: { try await $0.postCheck($1) })

    private static let token = APIOperation(
        id: "getToken", method: .get, path: "token", group: .explaining, access: .token,
        title: Bilingual(vi: "Mã truy cập này được làm gì", en: "What this token may do"),
        replies: [
            Reply(
                status: 200, says: Bilingual(vi: "Quyền và hạn dùng.", en: "Its scopes and its end."),
                content: .json("Token"))
        ],
        act: { try $0.getToken($1) })

    private static let codes = APIOperation(
        id: "listCodes", method: .get, path: "codes", group: .explaining, access: .open,
        title: Bilingual(vi: "Mọi mã lỗi và lưu ý", en: "Every code"),
        detail: Bilingual(
            vi: "Kèm mức đang áp dụng ở trục này, cách sửa và căn cứ.",
            en: "With the level in force here, how to mend it, and its source."),
        parameters: [.format, .lang],
        replies: [
            Reply(
                status: 200, says: Bilingual(vi: "Danh mục.", en: "The catalogue."), content: .jsonOrText("CodeList"))
        ],
        act: { try $0.getCodes($1) })

    private static let code = APIOperation(
        id: "getCode", method: .get, path: "codes/{code}", group: .explaining, access: .open,
        title: Bilingual(vi: "Một mã", en: "One code"), parameters: [.code, .format, .lang],
        replies: [
            Reply(
                status: 200, says: Bilingual(vi: "Mã đó nói gì.", en: "What it says."), content: .jsonOrText("Code"))
        ],
        refusals: [(404, [APIRule.codeUnknown])], act: { try $0.getCode($1) })

    private static let openAPI = APIOperation(
        id: "getOpenAPI", method: .get, path: "openapi.json", group: .explaining, access: .open,
        title: Bilingual(vi: "Tài liệu OpenAPI 3.1 này", en: "This OpenAPI 3.1 document"), parameters: [.ifNoneMatch],
        replies: [
            Reply(
                status: 200, says: Bilingual(vi: "Tài liệu.", en: "The document."), content: .anyJSON, fields: ["ETag"]),
            .notModified,
        ],
        hasHead: true, act: { $0.getOpenAPI($1) })
}

extension APIParameter {
    static let code = APIParameter(
        name: "code", place: .path, kind: .text(1...64),
        says: Bilingual(vi: "Mã, hoa hay thường.", en: "The code, in any case."), example: "SIG-REQUIRED")
}
