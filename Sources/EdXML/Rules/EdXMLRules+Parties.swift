import SignedXML

extension EdXMLRules {
    static let parties = [fromMissing, agencyID, toMissing, toIDMissing, toDuplicate]

    package static let fromMissing = Rule(
        "EDX-FROM-MISSING",
        says: Bilingual(
            vi: "Thiếu mã định danh của cơ quan gửi (From/OrganId).",
            en: "The sender's identifier (From/OrganId) is missing."),
        mend: Bilingual(
            vi: "Ghi mã định danh điện tử của cơ quan gửi vào From/OrganId.",
            en: "Write the sending agency's identifier in From/OrganId."),
        source: "\(regulation), From; \(identifiers)")

    package static let agencyID = Rule(
        "EDX-ORGAN-ID",
        says: Bilingual(
            vi: "Mã định danh “{value}” không hợp lệ.", en: "“{value}” is not a well-formed agency identifier."),
        mend: Bilingual(
            vi: "Dùng 1–35 ký tự gồm chữ không dấu, chữ số và dấu chấm, ví dụ H24.01 hoặc 000.00.01.H24.",
            en: "Use 1–35 unaccented letters, digits and dots, for instance H24.01 or 000.00.01.H24."),
        source: "\(regulation), OrganId; \(identifiers)")

    package static let toMissing = Rule(
        "EDX-TO-MISSING",
        says: Bilingual(vi: "Gói tin không có nơi nhận (To).", en: "The packet has no recipient (To)."),
        mend: Bilingual(
            vi: "Thêm ít nhất một To với OrganId của cơ quan nhận.",
            en: "Add at least one To with the recipient's OrganId."),
        source: "\(regulation), To")

    package static let toIDMissing = Rule(
        "EDX-TO-ID-MISSING", mayBeLowered: true,
        says: Bilingual(
            vi: "Một nơi nhận (To) không có mã định danh OrganId.", en: "A recipient (To) has no OrganId."),
        mend: Bilingual(
            vi: "Ghi OrganId cho nơi nhận này, hoặc bỏ phần To trống.",
            en: "Give this recipient its OrganId, or leave the empty To out."),
        source: "\(regulation), To; \(identifiers)")

    package static let toDuplicate = Rule(
        "EDX-TO-DUPLICATE", mayBeLowered: true,
        says: Bilingual(
            vi: "Nơi nhận {value} được ghi hai lần.", en: "The recipient {value} is listed twice."),
        mend: Bilingual(
            vi: "Mỗi cơ quan nhận chỉ ghi một lần (không phân biệt chữ hoa, chữ thường).",
            en: "List each recipient once (letter case does not count)."),
        source: "\(regulation), To")
}
