import SignedXML

/// What a call of `/api/v1` is about.
extension APIRule {
    package static let notAStatus = Rule(
        "API-NOT-A-STATUS",
        says: Bilingual(
            vi: "Ở đây chỉ nhận trạng thái; gói tin này là văn bản.",
            en: "Only statuses are taken here; this packet is a document."),
        mend: Bilingual(vi: "Gửi văn bản tới /api/v1/documents.", en: "Send documents to /api/v1/documents."),
        source: "QCVN 102:2016/BTTTT, 2.2")

    package static let statusAbout = Rule(
        "API-STATUS-ABOUT",
        says: Bilingual(
            vi: "“{agency}” không thể báo trạng thái {code} cho văn bản này.",
            en: "“{agency}” cannot report status {code} on this document."),
        mend: Bilingual(
            vi: "Nơi nhận báo 01–06, 15, 16; nơi gửi báo 13. Nêu agency là đơn vị của mình có liên quan tới văn bản.",
            en: "Recipients report 01–06, 15, 16; the sender 13. Let agency be one of yours that the document concerns."
        ),
        source: "QCVN 102:2016/BTTTT, 2.3")

    package static let deliveryUnknown = Rule(
        "API-DELIVERY-UNKNOWN",
        says: Bilingual(
            vi: "Không có lượt chuyển “{id}” mà mã truy cập này được xem.",
            en: "There is no delivery “{id}” that this token may see."),
        mend: Bilingual(
            vi: "Lấy mã từ hộp thư (/api/v1/mailbox) hoặc từ văn bản đã gửi.",
            en: "Take it from the mailbox (/api/v1/mailbox) or from a document sent."),
        source: "RFC 9110 §15.5.5")

    package static let notHandedOver = Rule(
        "API-NOT-HANDED-OVER",
        says: Bilingual(
            vi: "Lượt chuyển “{id}” chưa được giao cho nơi nhận.",
            en: "The delivery “{id}” has not been handed over to its recipient."),
        mend: Bilingual(
            vi: "Xem nó đang ở đâu: /api/v1/deliveries/{id}. Biên nhận của văn bản có từ lúc trục tiếp nhận.",
            en: "See where it stands: /api/v1/deliveries/{id}. The document's own receipt is there from its acceptance."
        ),
        source: "RFC 9110 §15.5.5")

    package static let contradiction = Rule(
        "API-CONTRADICTION",
        says: Bilingual(
            vi: "Không thể báo “{word}”: lượt chuyển này đang ở “{state}”.",
            en: "“{word}” cannot be said: the delivery is “{state}”."),
        mend: Bilingual(
            vi: "Đã báo done thì không rút lại được; muốn trả lại văn bản thì gửi trạng thái 02.",
            en: "done cannot be taken back; to return the document, send status 02."),
        source: "RFC 9110 §15.5.10")

    package static let locked = Rule(
        "API-LOCKED",
        says: Bilingual(
            vi: "Một tiến trình khác đang giữ lượt chuyển này đến {until}.",
            en: "Another worker holds this delivery until {until}."),
        mend: Bilingual(
            vi: "Nêu lock đã nhận khi khóa, hoặc chờ hết hạn khóa.",
            en: "Name the lock under which you took it, or wait until it runs out."),
        source: "RFC 9110 §15.5.10")

    package static let lockLost = Rule(
        "API-LOCK-LOST",
        says: Bilingual(
            vi: "Khóa này không còn giữ lượt chuyển: đã hết hạn hoặc đã trả.",
            en: "This lock no longer holds the delivery: it ran out or was released."),
        mend: Bilingual(
            vi: "Khóa lại rồi báo; lần sau gia hạn khóa trước khi hết hạn.",
            en: "Lock it anew and say it again; next time prolong the lock before it runs out."),
        source: "RFC 9110 §15.5.10")

    package static let lockUnknown = Rule(
        "API-LOCK-UNKNOWN",
        says: Bilingual(
            vi: "Không có khóa “{id}” của mã truy cập này còn hạn.",
            en: "There is no lock “{id}” of this token that has not run out."),
        mend: Bilingual(
            vi: "Khóa lại bằng POST /api/v1/mailbox/locks.", en: "Lock anew with POST /api/v1/mailbox/locks."),
        source: "RFC 9110 §15.5.5")

    package static let agencyUnknown = Rule(
        "API-AGENCY-UNKNOWN",
        says: Bilingual(
            vi: "Danh mục không có đơn vị “{id}”.", en: "The register has no agency “{id}”."),
        mend: Bilingual(
            vi: "Tìm bằng /api/v1/agencies?q=…, theo mã hoặc tên.",
            en: "Search with /api/v1/agencies?q=…, by identifier or name."),
        source: "RFC 9110 §15.5.5")
}
