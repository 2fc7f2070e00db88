import SignedXML

extension EdXMLRules {
    static let document = [
        codeMissing, dateMissing, dateForm, dateFuture, subjectMissing, priority, secret, dateIgnored, traceIgnored,
    ]

    package static let codeMissing = Rule(
        "EDX-CODE-MISSING",
        says: Bilingual(
            vi: "Thiếu số hoặc ký hiệu văn bản ({element}).", en: "The document's code lacks {element}."),
        mend: Bilingual(
            vi: "Ghi số vào Code/CodeNumber và ký hiệu vào Code/CodeNotation, ví dụ 7816 và VPCP-TTĐT.",
            en: "Write the number in Code/CodeNumber and the notation in Code/CodeNotation, such as 7816 and VPCP-TTĐT."
        ),
        source: "\(regulation), Code; \(records), Điều 8 khoản 2")

    package static let dateMissing = Rule(
        "EDX-DATE-MISSING",
        says: Bilingual(
            vi: "Thiếu ngày ban hành (PromulgationDate).", en: "The date of issue (PromulgationDate) is missing."),
        mend: Bilingual(
            vi: "Ghi ngày ban hành dạng yyyy/MM/dd, ví dụ 2026/11/04.",
            en: "Write the date of issue as yyyy/MM/dd, for instance 2026/11/04."),
        source: "\(regulation), PromulgationInfo; \(records), Điều 8 khoản 2")

    package static let dateForm = Rule(
        "EDX-DATE-FORM",
        says: Bilingual(
            vi: "Ngày ban hành “{value}” không phải một ngày viết dạng yyyy/MM/dd.",
            en: "The date of issue “{value}” is not a day written yyyy/MM/dd."),
        mend: Bilingual(
            vi: "Viết năm/tháng/ngày với đủ chữ số, ví dụ 2026/11/04.",
            en: "Write year/month/day with all digits, for instance 2026/11/04."),
        source: "\(regulation), PromulgationInfo")

    package static let dateFuture = Rule(
        "EDX-DATE-FUTURE", mayBeLowered: true,
        says: Bilingual(
            vi: "Ngày ban hành {value} ở sau ngày nhận {today}.",
            en: "The date of issue {value} is after the day of receipt, {today}."),
        mend: Bilingual(
            vi: "Kiểm tra PromulgationDate và đồng hồ của hệ thống gửi (giờ Việt Nam, UTC+7).",
            en: "Check PromulgationDate and the sending system's clock (Vietnam time, UTC+7)."),
        source: "\(regulation), PromulgationInfo")

    package static let subjectMissing = Rule(
        "EDX-SUBJECT-MISSING",
        says: Bilingual(vi: "Thiếu trích yếu nội dung (Subject).", en: "The document has no subject (Subject)."),
        mend: Bilingual(
            vi: "Ghi trích yếu nội dung văn bản vào Subject, không quá 500 ký tự.",
            en: "Write the document's abstract in Subject, at most 500 characters."),
        source: "\(regulation), Subject; \(records), Điều 8 khoản 2")

    package static let priority = Rule(
        "EDX-PRIORITY", mayBeLowered: true,
        says: Bilingual(
            vi: "Độ khẩn “{value}” không có trong danh mục.", en: "The priority “{value}” is not in the list."),
        mend: Bilingual(
            vi: "Dùng 0 (thường), 1 (khẩn), 2 (thượng khẩn), 3 (hỏa tốc) hoặc 4 (hỏa tốc hẹn giờ).",
            en: "Use 0 (ordinary), 1 (urgent), 2 (very urgent), 3 (express) or 4 (express by a set hour)."),
        source: "\(regulation), OtherInfo/Priority; \(records), Điều 8 khoản 3")

    package static let secret = Rule(
        "EDX-SECRET",
        says: Bilingual(
            vi: "Văn bản mang dấu chỉ độ mật “{value}”; văn bản bí mật nhà nước không được gửi qua trục này.",
            en: "The document bears the secrecy mark “{value}”; state secrets must not travel here."),
        mend: Bilingual(
            vi: "Gửi theo chế độ văn bản mật. Nếu văn bản không mật, bỏ dấu chỉ độ mật ở chỗ nêu trên.",
            en:
                "Send it by the channel for secret documents. If it is not secret, remove the mark from the place named."
        ),
        source: "Luật Bảo vệ bí mật nhà nước 2018; \(exchange)")

    package static let dateIgnored = Rule(
        "EDX-DATE-IGNORED", level: .flag,
        says: Bilingual(
            vi: "{element} “{value}” không phải một ngày dạng yyyy/MM/dd nên không được đọc.",
            en: "{element} “{value}” is not a day written yyyy/MM/dd and is not read."),
        mend: Bilingual(
            vi: "Viết dạng yyyy/MM/dd, hoặc để trống.", en: "Write it as yyyy/MM/dd, or leave it empty."),
        source: "\(regulation), MessageHeader")

    package static let traceIgnored = Rule(
        "EDX-TRACE-IGNORED", level: .flag,
        says: Bilingual(
            vi: "Một TraceHeader thiếu OrganId hoặc Timestamp đúng dạng nên không được đọc.",
            en: "A TraceHeader lacks a well-formed OrganId or Timestamp and is not read."),
        mend: Bilingual(
            vi: "Ghi OrganId và Timestamp dạng yyyy/MM/dd HH:mm:ss.",
            en: "Give OrganId, and Timestamp as yyyy/MM/dd HH:mm:ss."),
        source: "\(regulation), TraceHeaderList")
}
