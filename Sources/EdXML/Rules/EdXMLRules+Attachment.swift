import SignedXML

extension EdXMLRules {
    static let attachment = [
        attachmentMissing, attachmentID, attachmentDuplicate, attachmentEmpty, attachmentCount, base64,
        manifestUnmatched, attachmentUnlisted, manifestDuplicate, manifestContradiction,
    ]

    package static let attachmentMissing = Rule(
        "EDX-ATTACHMENT-MISSING", mayBeLowered: true,
        says: Bilingual(
            vi: "Văn bản mới hoặc thay thế không có tệp đính kèm.",
            en: "A new or replacing document carries no attachment."),
        mend: Bilingual(
            vi: "Đính kèm ít nhất tệp văn bản chính trong AttachmentEncoded/Attachment.",
            en: "Attach at least the document itself in AttachmentEncoded/Attachment."),
        source: "\(regulation), AttachmentEncoded")

    package static let attachmentID = Rule(
        "EDX-ATTACHMENT-ID", mayBeLowered: true,
        says: Bilingual(
            vi: "Một tệp đính kèm không có ContentId.", en: "An attachment has no ContentId."),
        mend: Bilingual(
            vi: "Ghi ContentId riêng cho từng tệp, trùng với ContentId trong edXMLManifest.",
            en: "Give each attachment its own ContentId, the one its edXMLManifest entry has."),
        source: "\(regulation), Attachment")

    package static let attachmentDuplicate = Rule(
        "EDX-ATTACHMENT-DUPLICATE",
        says: Bilingual(
            vi: "Hai tệp đính kèm có cùng ContentId “{value}”.", en: "Two attachments have the ContentId “{value}”."),
        mend: Bilingual(
            vi: "Đặt ContentId khác nhau cho từng tệp.", en: "Give each attachment a ContentId of its own."),
        source: "\(regulation), Attachment")

    package static let attachmentEmpty = Rule(
        "EDX-ATTACHMENT-EMPTY", mayBeLowered: true,
        says: Bilingual(
            vi: "Tệp đính kèm “{value}” không có nội dung.", en: "The attachment “{value}” is empty."),
        mend: Bilingual(
            vi: "Ghi nội dung tệp dạng base64 vào ContentTransferEncoded.",
            en: "Put the file's bytes, in base64, in ContentTransferEncoded."),
        source: "\(regulation), Attachment")

    package static let attachmentCount = Rule(
        "EDX-ATTACHMENT-COUNT",
        says: Bilingual(
            vi: "Gói tin có hơn {limit} tệp đính kèm.", en: "The packet has more than {limit} attachments."),
        mend: Bilingual(
            vi: "Gộp các tệp thành một tệp nén, hoặc chia thành nhiều gói tin.",
            en: "Join the files in one archive, or send several packets."),
        source: "Giới hạn của trục Liên Thông (hub limit)")

    package static let base64 = Rule(
        "EDX-BASE64",
        says: Bilingual(
            vi: "Nội dung tệp đính kèm “{value}” không phải base64.",
            en: "The content of the attachment “{value}” is not base64."),
        mend: Bilingual(
            vi: "Mã hóa lại bằng base64 chuẩn (A–Z a–z 0–9 + / và dấu = ở cuối), không chèn ký tự khác.",
            en: "Encode it again in standard base64 (A–Z a–z 0–9 + / with = padding) and nothing else."),
        source: "RFC 4648 §4")

    package static let manifestUnmatched = Rule(
        "EDX-MANIFEST-UNMATCHED", mayBeLowered: true,
        says: Bilingual(
            vi: "edXMLManifest nhắc tới “{value}” nhưng không có tệp đính kèm ấy.",
            en: "The edXMLManifest lists “{value}”, and there is no such attachment."),
        mend: Bilingual(
            vi: "Đính kèm tệp còn thiếu, hoặc bỏ Reference này.",
            en: "Attach the missing file, or drop this Reference."),
        source: "\(regulation), edXMLManifest")

    package static let attachmentUnlisted = Rule(
        "EDX-ATTACHMENT-UNLISTED", level: .flag,
        says: Bilingual(
            vi: "Tệp đính kèm “{value}” không có trong edXMLManifest.",
            en: "The attachment “{value}” is not listed in the edXMLManifest."),
        mend: Bilingual(
            vi: "Thêm một Reference có cùng ContentId.", en: "Add a Reference with the same ContentId."),
        source: "\(regulation), edXMLManifest")

    package static let manifestDuplicate = Rule(
        "EDX-MANIFEST-DUPLICATE", mayBeLowered: true,
        says: Bilingual(
            vi: "edXMLManifest nhắc tới “{value}” hai lần.", en: "The edXMLManifest lists “{value}” twice."),
        mend: Bilingual(
            vi: "Mỗi tệp đính kèm chỉ ghi một Reference.", en: "Write one Reference for each attachment."),
        source: "\(regulation), edXMLManifest")

    package static let manifestContradiction = Rule(
        "EDX-MANIFEST-CONTRADICTION", level: .flag,
        says: Bilingual(
            vi: "Về “{value}”, edXMLManifest ghi {element} là “{listed}”, tệp đính kèm ghi “{attached}”.",
            en: "Of “{value}”, the edXMLManifest states the {element} “{listed}”, the attachment “{attached}”."),
        mend: Bilingual(
            vi: "Ghi {element} giống nhau ở Reference và Attachment.",
            en: "State the same {element} in the Reference and in the Attachment."),
        source: "\(regulation), edXMLManifest")
}
