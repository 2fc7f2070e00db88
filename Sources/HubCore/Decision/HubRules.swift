import SignedXML

/// What can be wrong with a message that is well-formed and truly signed: who sent it, to whom, and what is known already.
package enum HubRules {
    package static let all = [
        senderUnknown, senderLocked, senderRetired, senderNotCallers, recipientNone, recipientUnknown, recipientLocked,
        recipientRetired, recipientNotOurs, conflict, alreadyAccepted,
    ]

    package static let senderUnknown = Rule(
        "HUB-SENDER-UNKNOWN",
        says: Bilingual(
            vi: "Cơ quan gửi “{sender}” không có trong danh mục đơn vị. Gần giống: {nearest}.",
            en: "The sending agency “{sender}” is not in the register. The nearest: {nearest}."),
        mend: Bilingual(
            vi: "Kiểm tra mã định danh ở From/OrganId; nếu mã đúng, đề nghị quản trị trục đăng ký đơn vị.",
            en: "Check the identifier in From/OrganId; if it is right, ask the hub's operator to register the agency."),
        source: "Quyết định 20/2020/QĐ-TTg, Điều 4")

    package static let senderLocked = Rule(
        "HUB-SENDER-LOCKED",
        says: Bilingual(
            vi: "Cơ quan gửi “{sender}” đang bị khóa.", en: "The sending agency “{sender}” is locked."),
        mend: Bilingual(
            vi: "Liên hệ quản trị trục để biết lý do và mở khóa.",
            en: "Ask the hub's operator why it is locked and to unlock it."),
        source: "Quyết định 28/2018/QĐ-TTg, Điều 13")

    package static let senderRetired = Rule(
        "HUB-SENDER-RETIRED",
        says: Bilingual(
            vi: "Mã định danh của cơ quan gửi “{sender}” không có hiệu lực vào lúc này. Kế thừa: {successor}.",
            en: "The identifier of the sending agency “{sender}” is not in force at this time. Successor: {successor}."),
        mend: Bilingual(
            vi: "Gửi bằng mã định danh đang có hiệu lực.", en: "Send under the identifier in force."),
        source: "Quyết định 20/2020/QĐ-TTg, Điều 7")

    package static let senderNotCallers = Rule(
        "HUB-SENDER-NOT-CALLERS",
        says: Bilingual(
            vi: "Cơ quan gửi “{sender}” không thuộc hệ thống đang gọi “{caller}”.",
            en: "The sending agency “{sender}” does not belong to the calling system “{caller}”."),
        mend: Bilingual(
            vi: "Gửi văn bản qua hệ thống mà cơ quan gửi trực thuộc, hoặc sửa From/OrganId cho đúng cơ quan.",
            en: "Send through the system the agency belongs to, or put the right agency into From/OrganId."),
        source: "QCVN 102:2016/BTTTT, 2.2")

    package static let recipientNone = Rule(
        "HUB-RECIPIENT-NONE",
        says: Bilingual(vi: "Văn bản không nêu cơ quan nhận nào.", en: "The message names no recipient."),
        mend: Bilingual(
            vi:
                "Nêu ít nhất một cơ quan nhận: To của văn bản, ResponseFor của trạng thái, tham số to của yêu cầu thu hồi.",
            en: "Name at least one: To of a document, ResponseFor of a status, the parameter to of a recall request."),
        source: "QCVN 102:2016/BTTTT, 2.2")

    package static let recipientUnknown = Rule(
        "HUB-RECIPIENT-UNKNOWN",
        says: Bilingual(
            vi: "Cơ quan nhận “{recipient}” không có trong danh mục đơn vị. Gần giống: {nearest}.",
            en: "The recipient “{recipient}” is not in the register. The nearest: {nearest}."),
        mend: Bilingual(
            vi:
                "Kiểm tra mã định danh ở To/OrganId; thêm cơ quan nhận đúng bằng gói cập nhật (loại 2), hoặc đề nghị quản trị trục đăng ký đơn vị rồi gửi lại.",
            en:
                "Check the identifier in To/OrganId; add the right recipient by an update packet (type 2), or ask the hub's operator to register the agency and send again."
        ),
        source: "Quyết định 20/2020/QĐ-TTg, Điều 4")

    package static let recipientLocked = Rule(
        "HUB-RECIPIENT-LOCKED",
        says: Bilingual(
            vi: "Cơ quan nhận “{recipient}” đang bị khóa.", en: "The recipient “{recipient}” is locked."),
        mend: Bilingual(
            vi: "Liên hệ quản trị trục, hoặc gửi cho cơ quan này bằng đường khác.",
            en: "Ask the hub's operator, or reach this recipient by another way."),
        source: "Quyết định 28/2018/QĐ-TTg, Điều 13")

    package static let recipientRetired = Rule(
        "HUB-RECIPIENT-RETIRED",
        says: Bilingual(
            vi: "Mã định danh của cơ quan nhận “{recipient}” không có hiệu lực vào lúc này. Kế thừa: {successor}.",
            en: "The identifier of the recipient “{recipient}” is not in force at this time. Successor: {successor}."),
        mend: Bilingual(
            vi:
                "Gửi tới đơn vị kế thừa. Trục không tự đổi nơi nhận: ai nhận thay là do cơ quan gửi quyết định.",
            en:
                "Send to the successor. The hub does not put it in the recipient's place: who receives is for the sender to say."
        ),
        source: "Quyết định 20/2020/QĐ-TTg, Điều 7")

    package static let recipientNotOurs = Rule(
        "HUB-RECIPIENT-NOT-OURS",
        says: Bilingual(
            vi: "Không cơ quan nhận nào trong văn bản từ trục quốc gia thuộc trục này.",
            en: "None of the recipients of this message from the national axis is served here."),
        mend: Bilingual(
            vi: "Kiểm tra danh sách đơn vị đã đăng ký với trục quốc gia cho hệ thống này.",
            en: "Check which agencies are registered at the national axis under this system."),
        source: "QCVN 102:2016/BTTTT, 2.2")

    package static let conflict = Rule(
        "HUB-CONFLICT",
        says: Bilingual(
            vi:
                "Văn bản {code} ngày {date} của “{sender}” đã được tiếp nhận với nội dung khác (mã tại trục: {existing}).",
            en: "Document {code} of {date} by “{sender}” was accepted before with other bytes (hub id {existing})."),
        mend: Bilingual(
            vi: "Nếu là văn bản khác, dùng số ký hiệu khác; nếu để sửa, gửi gói cập nhật hoặc thay thế.",
            en: "If it is another document, give it another code; to correct it, send an update or a replacement."),
        source: "Nghị định 30/2020/NĐ-CP, Điều 18 khoản 3")

    package static let alreadyAccepted = Rule(
        "HUB-DUPLICATE", level: .flag,
        says: Bilingual(
            vi: "Tệp này đã được tiếp nhận lúc {time} (mã tại trục: {existing}).",
            en: "This very file was accepted at {time} (hub id {existing})."),
        mend: Bilingual(
            vi: "Không cần gửi lại; nếu gửi lại, trục trả về đúng biên nhận đã cấp.",
            en: "There is no need to send it again; if it is, the hub answers with the receipt given then."),
        source: "Quyết định 28/2018/QĐ-TTg, Điều 5")
}
