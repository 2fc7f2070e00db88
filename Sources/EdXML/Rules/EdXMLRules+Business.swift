import SignedXML

extension EdXMLRules {
    static let business = [businessType, recallTarget, updateContent, replacementList, businessExtra]

    package static let businessType = Rule(
        "EDX-BUSINESS-TYPE",
        says: Bilingual(
            vi: "Loại nghiệp vụ “{value}” (BussinessDocType) không có trong danh mục.",
            en: "The business type “{value}” (BussinessDocType) is not in the list."),
        mend: Bilingual(
            vi: "Dùng 0 (văn bản mới), 1 (thu hồi), 2 (cập nhật) hoặc 3 (thay thế).",
            en: "Use 0 (new), 1 (recall), 2 (update) or 3 (replace)."),
        source: "\(regulation), Bussiness")

    package static let recallTarget = Rule(
        "EDX-RECALL-TARGET",
        says: Bilingual(
            vi: "Gói thu hồi không nêu văn bản nào bị thu hồi (thiếu ResponseFor).",
            en: "The recall does not say what it recalls (no ResponseFor)."),
        mend: Bilingual(
            vi: "Trong MessageHeader, thêm một ResponseFor (OrganId, Code) cho mỗi nơi nhận phải trả lại.",
            en: "In MessageHeader, add one ResponseFor (OrganId, Code) for each recipient concerned."),
        source: "\(regulation), ResponseFor; \(records), Điều 18 khoản 4")

    package static let updateContent = Rule(
        "EDX-UPDATE-CONTENT",
        says: Bilingual(
            vi: "Gói cập nhật thiếu {element} đúng quy định.", en: "The update lacks a well-formed {element}."),
        mend: Bilingual(
            vi:
                "Ghi DocumentId của văn bản và BussinessDocumentInfo; mỗi Receiver có OrganId và ReceiverType 0 hoặc 1.",
            en:
                "Give the document's DocumentId and BussinessDocumentInfo; each Receiver needs OrganId and ReceiverType 0 or 1."
        ),
        source: "\(regulation), Bussiness; \(records), Điều 18 khoản 3")

    package static let replacementList = Rule(
        "EDX-REPLACEMENT-LIST",
        says: Bilingual(
            vi: "Gói thay thế không nêu đủ văn bản được thay thế và nơi đang giữ.",
            en: "The replacement does not fully name the documents it replaces and who holds them."),
        mend: Bilingual(
            vi: "Thêm ReplacementInfoList/ReplacementInfo với DocumentId và ít nhất một OrganIdList/OrganId.",
            en: "Add ReplacementInfoList/ReplacementInfo with DocumentId and at least one OrganIdList/OrganId."),
        source: "\(regulation), Bussiness; \(records), Điều 18 khoản 3")

    package static let businessExtra = Rule(
        "EDX-BUSINESS-EXTRA", level: .flag,
        says: Bilingual(
            vi: "{element} không thuộc loại nghiệp vụ “{type}” nên không được áp dụng.",
            en: "{element} does not belong to the business type “{type}” and has no effect."),
        mend: Bilingual(
            vi: "Bỏ {element}, hoặc sửa BussinessDocType.", en: "Leave {element} out, or correct BussinessDocType."),
        source: "\(regulation), Bussiness")
}
