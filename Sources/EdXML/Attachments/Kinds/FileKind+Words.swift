import SignedXML

extension FileKind {
    /// What a clerk calls it.
    package var words: Bilingual {
        switch self {
        case .pdf: Bilingual(vi: "tệp PDF", en: "PDF file")
        case .docx, .odt, .rtf: Bilingual(vi: "văn bản (\(rawValue))", en: "text document (\(rawValue))")
        case .xlsx, .ods: Bilingual(vi: "bảng tính (\(rawValue))", en: "spreadsheet (\(rawValue))")
        case .pptx, .odp: Bilingual(vi: "bản trình chiếu (\(rawValue))", en: "presentation (\(rawValue))")
        case .ole: Bilingual(vi: "tệp Office đời cũ", en: "file of an older Office")
        case .epub: Bilingual(vi: "sách điện tử (epub)", en: "electronic book (epub)")
        case .zip, .rar, .gzip: Bilingual(vi: "tệp nén (\(rawValue))", en: "archive (\(rawValue))")
        case .sevenZip: Bilingual(vi: "tệp nén (7z)", en: "archive (7z)")
        case .png, .jpeg, .gif, .tiff, .bmp, .webp: Bilingual(vi: "ảnh (\(rawValue))", en: "image (\(rawValue))")
        case .signedData: Bilingual(vi: "dữ liệu ký số (CMS)", en: "signed data (CMS)")
        case .text: Bilingual(vi: "văn bản thuần", en: "plain text")
        case .xml, .html: Bilingual(vi: "tệp \(rawValue.uppercased())", en: "\(rawValue.uppercased()) file")
        case .program: Bilingual(vi: "chương trình chạy được", en: "program")
        }
    }
}
