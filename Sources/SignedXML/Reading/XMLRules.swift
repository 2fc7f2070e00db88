/// What can be wrong with a document as XML, whatever it says.
package enum XMLRules {
    package static let all = [
        notXML, notWellFormed, truncated, afterRoot, doctype, comment, processingInstruction, nul, encoding, utf8,
        version,
        entity, namespace, xsi, depth, attributes, tagLength, namespaces, elements, nameLength, textLength,
        headerLength,
        schemaElement, schemaLength, schemaValue, schemaAttribute, schemaOther,
    ]

    static let xmlSource = "W3C XML 1.0 (Fifth Edition)"
    static let profile = "QCVN 102:2016/BTTTT; hồ sơ an toàn XML của trục"

    package static let notXML = Rule(
        "XML-NOT-XML",
        says: Bilingual(
            vi: "Nội dung gửi đến không phải là một tệp XML.", en: "What was sent is not an XML document."),
        mend: Bilingual(
            vi: "Gửi đúng tệp .edxml, không nén, không bọc thêm lớp nào.",
            en: "Send the .edxml file itself, neither compressed nor wrapped."),
        source: xmlSource + " §2.1")
    package static let notWellFormed = Rule(
        "XML-NOT-WELL-FORMED",
        says: Bilingual(
            vi: "XML không đúng cú pháp: {detail}", en: "The XML is not well-formed: {detail}"),
        mend: Bilingual(
            vi: "Sửa phần mềm tạo tệp để thẻ được mở, đóng và lồng đúng.",
            en: "Mend the software that writes the file: tags must open, close and nest properly."),
        source: xmlSource + " §2.1")
    package static let truncated = Rule(
        "XML-TRUNCATED",
        says: Bilingual(
            vi: "Tệp bị cắt giữa chừng: thẻ {element} chưa được đóng.",
            en: "The file breaks off: element {element} is never closed."),
        mend: Bilingual(
            vi: "Kiểm tra đường truyền và gửi lại tệp đầy đủ.",
            en: "Check the connection and send the whole file again."),
        source: xmlSource + " §2.1")
    package static let afterRoot = Rule(
        "XML-AFTER-ROOT",
        says: Bilingual(
            vi: "Có nội dung thừa sau thẻ gốc.", en: "Something follows the root element."),
        mend: Bilingual(
            vi: "Bỏ mọi nội dung sau thẻ đóng </edXML>.", en: "Remove everything after the root's end tag."),
        source: xmlSource + " §2.1")
    package static let doctype = Rule(
        "XML-DOCTYPE",
        says: Bilingual(vi: "Tệp có khai báo DOCTYPE.", en: "The file has a DOCTYPE."),
        mend: Bilingual(
            vi: "Bỏ DOCTYPE: văn bản điện tử không được định nghĩa thực thể hay kiểu tài liệu.",
            en: "Remove the DOCTYPE: an official document defines no entities and no document type."),
        source: profile)
    package static let comment = Rule(
        "XML-COMMENT",
        says: Bilingual(vi: "Tệp có chú thích XML (<!-- -->).", en: "The file has an XML comment."),
        mend: Bilingual(
            vi: "Bỏ chú thích: chữ ký không bao trùm chú thích, nên chúng có thể bị sửa mà không ai biết.",
            en: "Remove comments: a signature does not cover them, so that anyone could change them."),
        source: profile)
    package static let processingInstruction = Rule(
        "XML-PROCESSING-INSTRUCTION",
        says: Bilingual(vi: "Tệp có chỉ thị xử lý (<?…?>).", en: "The file has a processing instruction."),
        mend: Bilingual(
            vi: "Chỉ giữ khai báo <?xml version=\"1.0\" encoding=\"UTF-8\"?> ở đầu tệp.",
            en: "Keep only the XML declaration at the very start."),
        source: profile)
    package static let nul = Rule(
        "XML-NUL",
        says: Bilingual(vi: "Tệp có byte NUL (0x00).", en: "The file holds a NUL byte."),
        mend: Bilingual(
            vi: "Tạo lại tệp dưới dạng văn bản UTF-8 thuần.", en: "Write the file as plain UTF-8 text."),
        source: xmlSource + " §2.2")
    package static let encoding = Rule(
        "XML-ENCODING",
        says: Bilingual(
            vi: "Tệp không dùng bảng mã UTF-8.", en: "The file is not encoded as UTF-8."),
        mend: Bilingual(
            vi: "Lưu tệp bằng UTF-8 và khai báo encoding=\"UTF-8\".",
            en: "Save the file as UTF-8 and declare encoding=\"UTF-8\"."),
        source: "QCVN 102:2016/BTTTT")
    package static let utf8 = Rule(
        "XML-UTF8",
        says: Bilingual(
            vi: "Tệp có byte không phải UTF-8 hợp lệ, hoặc có ký tự điều khiển.",
            en: "The file has bytes that are not valid UTF-8, or control characters."),
        mend: Bilingual(
            vi: "Kiểm tra chuỗi được đưa vào tệp (thường do sao chép từ tệp mã TCVN3, VNI).",
            en: "Check the text put into the file (often copied from a legacy encoding)."),
        source: xmlSource + " §2.2")
    package static let version = Rule(
        "XML-VERSION",
        says: Bilingual(vi: "Tệp không khai báo XML phiên bản 1.0.", en: "The file does not declare XML version 1.0."),
        mend: Bilingual(vi: "Dùng version=\"1.0\".", en: "Use version=\"1.0\"."),
        source: xmlSource + " §2.8")
    package static let entity = Rule(
        "XML-ENTITY",
        says: Bilingual(
            vi: "Tệp dùng thực thể không được định nghĩa: {detail}", en: "The file uses an undefined entity: {detail}"),
        mend: Bilingual(
            vi: "Chỉ dùng &amp; &lt; &gt; &quot; &apos; và tham chiếu số.",
            en: "Use only the five predefined entities and numeric references."),
        source: xmlSource + " §4.1")
    package static let namespace = Rule(
        "XML-NAMESPACE",
        says: Bilingual(
            vi: "Không gian tên (namespace) khai báo sai: {detail}", en: "A namespace is used wrongly: {detail}"),
        mend: Bilingual(
            vi: "Khai báo mọi tiền tố bằng URI tuyệt đối, mỗi thuộc tính một lần.",
            en: "Declare every prefix with an absolute URI, and give each attribute once."),
        source: "W3C Namespaces in XML 1.0 §2, §6")
    package static let xsi = Rule(
        "XML-XSI",
        says: Bilingual(
            vi: "Thẻ {element} dùng xsi:type, xsi:schemaLocation, xsi:nil hoặc XInclude.",
            en: "Element {element} uses xsi:type, xsi:schemaLocation, xsi:nil or XInclude."),
        mend: Bilingual(
            vi: "Bỏ các thuộc tính xsi:* và thẻ XInclude.", en: "Remove xsi:* attributes and XInclude elements."),
        source: profile)
}
