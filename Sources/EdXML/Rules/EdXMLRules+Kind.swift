import SignedXML

/// What an attachment is, against what its sender says it is.
extension EdXMLRules {
    static let kind = [packing, nameKind, declaredKind, program]

    package static let packing = Rule(
        "EDX-PACKING", level: .flag,
        says: Bilingual(
            vi: "Tệp đính kèm “{value}” ghi là đã nén (application/zip) nhưng không phải tệp nén một mục.",
            en: "The attachment “{value}” is declared as packed (application/zip), and is not a zip of one entry."),
        mend: Bilingual(
            vi: "Nén đúng một tệp vào mỗi tệp đính kèm; pdf, doc, docx gửi nguyên; tệp nén thì đặt tên có đuôi .zip.",
            en: "Pack one file in each attachment; send pdf, doc and docx as they are; name an archive .zip."),
        source: "\(regulation), Attachment; quy tắc đóng gói của bộ công cụ kết nối trục (packing rule of the axis SDK)"
    )

    package static let nameKind = Rule(
        "EDX-ATTACHMENT-KIND", level: .flag,
        says: Bilingual(
            vi: "Tệp đính kèm “{value}” có tên của tệp {named}, nhưng nội dung là {found}.",
            en: "The attachment “{value}” is named as {named}, and its content is {found}."),
        mend: Bilingual(
            vi: "Đặt đúng đuôi tệp, hoặc đính kèm đúng tệp.",
            en: "Give it the right extension, or attach the right file."),
        source: "\(regulation), AttachmentName")

    package static let declaredKind = Rule(
        "EDX-ATTACHMENT-CONTENT-TYPE", level: .flag,
        says: Bilingual(
            vi: "Tệp đính kèm “{value}” khai ContentType “{declared}”, nhưng nội dung là {found}.",
            en: "The attachment “{value}” declares the ContentType “{declared}”, and its content is {found}."),
        mend: Bilingual(
            vi: "Ghi ContentType đúng với tệp; với tệp đã nén theo quy tắc đóng gói thì ghi application/zip.",
            en: "Declare what the file is; application/zip for what the packing rule has packed."),
        source: "\(regulation), ContentType")

    package static let program = Rule(
        "EDX-ATTACHMENT-PROGRAM", level: .flag,
        says: Bilingual(
            vi: "Tệp đính kèm “{value}” là chương trình chạy được, hoặc chứa chương trình ({entry}).",
            en: "The attachment “{value}” is a program, or holds one ({entry})."),
        mend: Bilingual(
            vi: "Không gửi chương trình cùng văn bản; bên nhận không nên mở tệp này.",
            en: "Send no programs with a document; the recipient should not open this file."),
        source: "Hồ sơ an toàn tệp đính kèm của trục (hub profile)")
}
