import HTTPTypes
import HubCore
import SignedXML

/// Taking what is for the agency out of its mailbox.
extension APIOperation {
    static let mailbox: [APIOperation] = [
        listMailbox, lock, prolong, release, mailboxItem, mailboxContent, acknowledge,
    ]

    private static let listMailbox = APIOperation(
        id: "listMailbox", method: .get, path: "mailbox", group: .mailbox, access: .scope(.mailboxRead),
        title: Bilingual(vi: "Hộp thư đến", en: "The mailbox"),
        detail: Bilingual(
            vi: "Cũ nhất trước; không có all=true thì chỉ những gì chưa báo done hay fail.",
            en: "Oldest first; without all=true only what has been told neither done nor fail."),
        parameters: [.kind, .all, .cursor, .limit],
        replies: [
            Reply(
                status: 200, says: Bilingual(vi: "Một trang hộp thư.", en: "A page of the mailbox."),
                content: .json("MailboxPage"), fields: ["Link"])
        ],
        act: { try await $0.listMailbox($1) })

    private static let lock = APIOperation(
        id: "lockMailbox", method: .post, path: "mailbox/locks", group: .mailbox,
        access: .scope(.mailboxAcknowledge),
        title: Bilingual(vi: "Khóa những gì chưa ai xử lý", en: "Lock what nobody is working on"),
        detail: Bilingual(
            vi:
                "Dành cho hệ thống có nhiều tiến trình cùng xử lý một hộp thư. Khẩn nhất trước, rồi cũ nhất. Khóa tự hết hạn, nên tiến trình hỏng không giữ mãi; mục đã báo done hay fail thì ra khỏi khóa.",
            en:
                "For systems with several workers on one mailbox. Most urgent first, then oldest. A lock runs out by itself, so that a crashed worker frees what it held; what is told done or fail leaves the lock."
        ),
        parameters: [.idempotencyKey], body: .json([.most, .seconds, .lockedKind]),
        replies: [
            Reply(
                status: 201,
                says: Bilingual(
                    vi: "Khóa và những mục nó giữ; có thể không có mục nào.",
                    en: "The lock and what it holds; maybe nothing."),
                content: .json("MailboxLock"))
        ],
        act: { try await $0.lockMailbox($1) })

    private static let prolong = APIOperation(
        id: "prolongLock", method: .post, path: "mailbox/locks/{lock}", group: .mailbox,
        access: .scope(.mailboxAcknowledge),
        title: Bilingual(vi: "Gia hạn khóa, tính từ bây giờ", en: "Prolong a lock, from now on"),
        parameters: [.lock], body: .json([.seconds]),
        replies: [
            Reply(
                status: 200, says: Bilingual(vi: "Hạn mới.", en: "Its new end."), content: .json("LockStanding"))
        ],
        refusals: [(404, [APIRule.lockUnknown])], act: { try await $0.prolongLock($1) })

    private static let release = APIOperation(
        id: "releaseLock", method: .delete, path: "mailbox/locks/{lock}", group: .mailbox,
        access: .scope(.mailboxAcknowledge),
        title: Bilingual(vi: "Trả khóa", en: "Release a lock"), parameters: [.lock],
        replies: [Reply(status: 204, says: Bilingual(vi: "Đã trả.", en: "Released."), content: .none)],
        refusals: [(404, [APIRule.lockUnknown])], act: { try await $0.releaseLock($1) })

    private static let mailboxItem = APIOperation(
        id: "getMailboxItem", method: .get, path: "mailbox/{delivery}", group: .mailbox, access: .scope(.mailboxRead),
        title: Bilingual(vi: "Một mục của hộp thư", en: "One item of the mailbox"), parameters: [.delivery],
        replies: [Reply(status: 200, says: Bilingual(vi: "Mục đó.", en: "The item."), content: .json("MailboxItem"))],
        refusals: [(404, [APIRule.deliveryUnknown])], act: { try await $0.getMailboxItem($1) })

    private static let mailboxContent = APIOperation(
        id: "getMailboxContent", method: .get, path: "mailbox/{delivery}/content", group: .mailbox,
        access: .scope(.mailboxRead),
        title: Bilingual(vi: "Lấy gói tin", en: "Fetch the packet"),
        detail: Bilingual(
            vi: "Đúng từng byte nơi gửi đã gửi. Mục vẫn nằm trong hộp thư cho tới khi báo done.",
            en: "Byte for byte as sent. The item stays in the mailbox until it is told done."),
        parameters: [.delivery, .ifNoneMatch], replies: [.packet, .notModified],
        refusals: [(404, [APIRule.deliveryUnknown])], hasHead: true, act: { try await $0.getMailboxContent($1) })

    private static let acknowledge = APIOperation(
        id: "acknowledge", method: .post, path: "mailbox/{delivery}", group: .mailbox,
        access: .scope(.mailboxAcknowledge),
        title: Bilingual(vi: "Báo đã giữ được gói tin, hay không", en: "Say that the packet is held, or not"),
        detail: Bilingual(
            vi:
                "done: hệ thống nhận đã lưu bền vững; fail: không lưu được; processing: đã lấy, đang xử lý. Nói lại lần nữa không đổi gì.",
            en:
                "done: the receiving system holds it durably; fail: it could not take it; processing: fetched. Saying it again changes nothing."
        ),
        parameters: [.delivery, .idempotencyKey], body: .json([.word, .reason, .underLock]),
        replies: [Reply(status: 204, says: Bilingual(vi: "Đã ghi.", en: "Recorded."), content: .none)],
        refusals: [
            (404, [APIRule.deliveryUnknown]), (409, [APIRule.contradiction, APIRule.locked, APIRule.lockLost]),
        ],
        act: { try await $0.acknowledge($1) })
}

extension APIParameter {
    static let all = APIParameter(
        name: "all", place: .query, kind: .flag,
        says: Bilingual(vi: "Cả những gì đã báo done hay fail.", en: "Also what was told done or fail."))

    static let lock = APIParameter(
        name: "lock", place: .path, kind: .name,
        says: Bilingual(vi: "Mã khóa.", en: "The lock's name."), example: "0193511e-7c1f-7b2a-9d4e-5f60718293c6")

    static let most = APIParameter(
        name: "limit", place: .body, kind: .integer(1...100, default: 10),
        says: Bilingual(vi: "Số mục tối đa.", en: "The most items."), example: "10")

    static let seconds = APIParameter(
        name: "seconds", place: .body, kind: .integer(1...3600, default: 300),
        says: Bilingual(vi: "Giữ trong bao nhiêu giây.", en: "For how many seconds."), example: "300")

    static let lockedKind = APIParameter(
        name: "kind", place: .body, kind: .choice(["document", "status"]),
        says: Bilingual(vi: "Chỉ văn bản, hoặc chỉ trạng thái.", en: "Only documents, or only statuses."))

    static let word = APIParameter(
        name: "status", place: .body, kind: .choice(["done", "fail", "processing"]),
        says: Bilingual(vi: "Đã ra sao.", en: "What became of it."), example: "done", isRequired: true)

    static let reason = APIParameter(
        name: "description", place: .body, kind: .text(0...500),
        says: Bilingual(vi: "Lý do không nhận được.", en: "Why it could not be taken."))

    static let underLock = APIParameter(
        name: "lock", place: .body, kind: .name,
        says: Bilingual(vi: "Khóa đang giữ mục này, nếu có.", en: "The lock that holds the item, if any."))
}
