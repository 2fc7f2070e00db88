import EdXML
import SignedXML

/// The technical words that findings cannot do without, each explained in one sentence.
enum Glossary {
    struct Entry {
        let term: Bilingual
        let means: Bilingual
    }

    /// What explains the words that `text` uses; empty when it uses none.
    static func section(for text: String, in language: Language) -> String {
        let used = entries.filter { text.holdsWord($0.term[language]) }
        guard !used.isEmpty else { return "" }
        let heading = Bilingual(vi: "Nghĩa của các từ dùng ở trên:", en: "What these words mean:")
        let rows = used.map { ($0.term[language], $0.means[language]) }
        return heading[language] + "\n" + Paragraph.table(rows, indent: "  ")
    }

    private static func entry(_ vi: String, _ en: String, vi meansVi: String, en meansEn: String) -> Entry {
        Entry(term: Bilingual(vi: vi, en: en), means: Bilingual(vi: meansVi, en: meansEn))
    }

    static let entries = [
        entry(
            "thẻ", "element", vi: "một phần của tệp, mở bằng <Tên> và đóng bằng </Tên>",
            en: "a part of the file, opened by <Name> and closed by </Name>"),
        entry(
            "phần tử", "tag", vi: "tên khác của thẻ: một phần của tệp, từ <Tên> đến </Tên>",
            en: "the <Name> or </Name> at either end of an element"),
        entry(
            "thuộc tính", "attribute", vi: "phần tên=\"giá trị\" viết bên trong <Tên …>",
            en: "the name=\"value\" written inside <Name …>"),
        entry(
            "không gian tên", "namespace", vi: "địa chỉ ghi ở xmlns, cho biết thẻ thuộc quy chuẩn nào",
            en: "the address in xmlns, which says whose element it is"),
        entry(
            "lược đồ", "schema", vi: "bản kê các thẻ được phép và kiểu giá trị của chúng (edxml.xsd)",
            en: "the list of allowed elements and their values (edxml.xsd)"),
        entry(
            "OrganId", "OrganId", vi: "mã định danh của một cơ quan, ví dụ H24.01",
            en: "an agency's identifier, for instance H24.01"),
        entry(
            "edXMLManifest", "edXMLManifest", vi: "bản kê các tệp đính kèm trong gói tin",
            en: "the packet's list of its attachments"),
        entry(
            "ContentId", "ContentId", vi: "tên riêng của một tệp đính kèm trong gói tin",
            en: "the name of one attachment within the packet"),
        entry(
            "base64", "base64", vi: "cách viết nội dung tệp bằng chữ cái và chữ số để đặt vào gói tin",
            en: "a way of writing a file's bytes in letters and digits"),
        entry(
            "UTF-8", "UTF-8", vi: "cách lưu chữ (Unicode) trong tệp", en: "the way characters (Unicode) are stored"),
        entry(
            "chứng thư số", "certificate", vi: "giấy xác nhận điện tử cho biết chữ ký là của ai, do nơi cấp (CA) cấp",
            en: "the electronic paper that says whose signature it is, issued by an authority (CA)"),
        entry(
            "CRL", "CRL", vi: "danh sách chứng thư số đã bị thu hồi, do nơi cấp công bố",
            en: "the list of revoked certificates, published by their authority"),
        entry(
            "SHA-256", "SHA-256", vi: "dãy số tính từ nội dung; nội dung đổi thì dãy số đổi",
            en: "a number computed from contents; other contents, another number"),
    ]
}

extension String {
    /// Whether it has `word` with no letter or digit beside it.
    fileprivate func holdsWord(_ word: String) -> Bool {
        var rest = self[...]
        while let found = rest.firstRange(of: word) {
            let before = found.lowerBound > startIndex ? self[index(before: found.lowerBound)] : " "
            let after = found.upperBound < endIndex ? self[found.upperBound] : " "
            if !before.isLetter, !before.isNumber, !after.isLetter, !after.isNumber { return true }
            rest = rest[found.upperBound...]
        }
        return false
    }
}
