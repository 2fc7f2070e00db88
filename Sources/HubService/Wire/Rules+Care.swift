import SignedXML

/// What the hub cannot do just now, or does no longer, for reasons of its own housekeeping.
package enum CareRule {
    package static let all = [busy, diskLow, diskFull, retired]

    package static let busy = Rule(
        "HUB-BUSY",
        says: Bilingual(
            vi: "Liên Thông đang có quá nhiều văn bản chờ ghi; yêu cầu chưa được ghi nhận.",
            en: "More waits to be written than the hub takes on; nothing was acknowledged."),
        mend: Bilingual(
            vi: "Gửi lại sau {seconds} giây; gửi lại cùng văn bản là an toàn.",
            en: "Send again in {seconds} seconds; repeating a document is harmless."),
        source: "RFC 9110 §15.6.4")

    package static let diskLow = Rule(
        "HUB-DISK-LOW",
        says: Bilingual(
            vi: "Liên Thông sắp hết chỗ lưu trữ nên tạm không nhận văn bản mới; trạng thái vẫn được nhận.",
            en: "The hub is short of room and takes no new documents for now; statuses are still taken."),
        mend: Bilingual(
            vi: "Gửi lại sau {seconds} giây; nếu kéo dài, báo đơn vị vận hành giải phóng đĩa.",
            en: "Send again in {seconds} seconds; if it lasts, tell the operator to make room on the disk."),
        source: "RFC 4918 §11.5")

    package static let diskFull = Rule(
        "HUB-DISK-FULL",
        says: Bilingual(
            vi: "Đĩa của Liên Thông đã đầy; yêu cầu chưa được ghi nhận.",
            en: "The hub's disk is full; nothing was acknowledged."),
        mend: Bilingual(
            vi: "Gửi lại sau {seconds} giây; nếu kéo dài, báo đơn vị vận hành giải phóng đĩa.",
            en: "Send again in {seconds} seconds; if it lasts, tell the operator to make room on the disk."),
        source: "RFC 4918 §11.5")

    package static let retired = Rule(
        "HUB-RETIRED",
        says: Bilingual(
            vi: "Nội dung gói tin đã hết hạn lưu và đã được xóa theo chính sách lưu trữ; biên nhận và nhật ký vẫn còn.",
            en: "The packet's bytes were retired under the retention policy; its receipt and journal remain."),
        mend: Bilingual(
            vi: "Xin bản sao từ cơ quan gửi, hoặc từ lưu trữ của đơn vị vận hành.",
            en: "Ask the sender for a copy, or the operator's archive."),
        source: "RFC 9110 §15.5.11")
}
