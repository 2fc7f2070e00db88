/// What a file is, as far as its content tells.
package enum FileKind: String, Sendable, Hashable, Codable, CaseIterable {
    case pdf, docx, xlsx, pptx, odt, ods, odp, epub, rtf
    /// A compound file: Word, Excel and PowerPoint before 2007, and others.
    case ole
    case zip, rar, sevenZip, gzip
    case png, jpeg, gif, tiff, bmp, webp
    /// CMS signed data: `.p7s`, `.p7m`.
    case signedData
    case text, xml, html
    /// A program or a script that a system would run.
    case program

    /// The registered media type.
    package var mediaType: String { facts.mediaTypes.first ?? "application/octet-stream" }

    /// Extensions, lower case, the usual one first.
    package var extensions: [String] { facts.extensions }

    /// The kind that a declared media type stands for. Parameters do not count; some senders write an extension instead.
    package init?(declared: String) {
        if let kind = Self.byMediaType[declared] {
            self = kind
            return
        }
        let type = String(declared.prefix { $0 != ";" }).trimmingXMLSpace().lowercased()
        let kind = Self.byMediaType[type] ?? Self.byExtension[type.hasPrefix(".") ? String(type.dropFirst()) : type]
        guard let kind else { return nil }
        self = kind
    }

    /// The kind that an extension (lower case, without the dot) stands for.
    package init?(extension: String) {
        guard let kind = Self.byExtension[`extension`] else { return nil }
        self = kind
    }

    /// Whether content of the kind `found` (`nil`: of none known) cannot be a file of this kind.
    func isContradicted(by found: FileKind?) -> Bool {
        guard let found else { return isRecognisable }
        switch (found, self) {
        case (_, _) where found == self: return false
        // Marked-up text is text, and a signature may be written as text (PEM).
        case (.text, .xml), (.text, .html), (.xml, .text), (.xml, .html), (.html, .text), (.html, .xml): return false
        case (.text, .signedData): return false
        default: return isRecognisable || found.isRecognisable
        }
    }

    /// Whether content shows for certain that it is of this kind. Text of an old code page does not; a program may be
    /// anything, a line of text even.
    private var isRecognisable: Bool {
        switch self {
        case .text, .xml, .html, .signedData, .program: false
        default: true
        }
    }

    private typealias Facts = (mediaTypes: [String], extensions: [String])

    private var facts: Facts {
        let office = "application/vnd.openxmlformats-officedocument."
        let open = "application/vnd.oasis.opendocument."
        return switch self {
        case .pdf: (["application/pdf", "application/x-pdf"], ["pdf"])
        case .docx:
            (
                [
                    office + "wordprocessingml.document", office + "wordprocessingml.template",
                    "application/vnd.ms-word.document.macroenabled.12",
                ], ["docx", "docm", "dotx", "dotm"]
            )
        case .xlsx:
            (
                [
                    office + "spreadsheetml.sheet", office + "spreadsheetml.template",
                    "application/vnd.ms-excel.sheet.macroenabled.12",
                    "application/vnd.ms-excel.sheet.binary.macroenabled.12",
                ], ["xlsx", "xlsm", "xltx", "xltm", "xlsb"]
            )
        case .pptx:
            (
                [
                    office + "presentationml.presentation", office + "presentationml.slideshow",
                    "application/vnd.ms-powerpoint.presentation.macroenabled.12",
                ], ["pptx", "pptm", "ppsx", "potx"]
            )
        case .odt: ([open + "text"], ["odt", "ott"])
        case .ods: ([open + "spreadsheet"], ["ods", "ots"])
        case .odp: ([open + "presentation"], ["odp", "otp"])
        case .epub: (["application/epub+zip"], ["epub"])
        case .rtf: (["application/rtf", "text/rtf"], ["rtf"])
        case .ole:
            (
                [
                    "application/x-ole-storage", "application/msword", "application/vnd.ms-excel",
                    "application/vnd.ms-powerpoint", "application/vnd.ms-outlook", "application/x-cfb",
                ], ["doc", "xls", "ppt", "dot", "xlt", "pps", "pot", "msg", "vsd", "mpp"]
            )
        case .zip:
            (
                ["application/zip", "application/x-zip-compressed", "application/x-zip", "multipart/x-zip"], ["zip"]
            )
        case .rar:
            (["application/vnd.rar", "application/x-rar-compressed", "application/x-rar"], ["rar"])
        case .sevenZip: (["application/x-7z-compressed"], ["7z"])
        case .gzip: (["application/gzip", "application/x-gzip"], ["gz", "tgz"])
        case .png: (["image/png", "image/x-png"], ["png"])
        case .jpeg: (["image/jpeg", "image/jpg", "image/pjpeg"], ["jpg", "jpeg", "jpe", "jfif"])
        case .gif: (["image/gif"], ["gif"])
        case .tiff: (["image/tiff", "image/tif"], ["tif", "tiff"])
        case .bmp: (["image/bmp", "image/x-ms-bmp"], ["bmp", "dib"])
        case .webp: (["image/webp"], ["webp"])
        case .signedData:
            (
                [
                    "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pkcs7-mime",
                    "application/x-pkcs7-mime",
                ], ["p7s", "p7m", "p7b", "p7c"]
            )
        case .text: (["text/plain", "text/csv"], ["txt", "csv", "log", "md", "json"])
        case .xml: (["application/xml", "text/xml"], ["xml", "xsd", "xsl", "svg", "edxml"])
        case .html: (["text/html", "application/xhtml+xml"], ["html", "htm", "xhtml"])
        case .program:
            (
                [
                    "application/x-executable", "application/x-msdownload", "application/x-dosexec",
                    "application/vnd.microsoft.portable-executable", "application/x-sh", "application/javascript",
                    "text/javascript", "application/java-archive",
                ], FileName.programExtensions
            )
        }
    }

    private static let byMediaType = table { $0.mediaTypes }
    private static let byExtension = table { $0.extensions }

    private static func table(_ names: (Facts) -> [String]) -> [String: FileKind] {
        Dictionary(
            allCases.flatMap { kind in names(kind.facts).map { ($0, kind) } }, uniquingKeysWith: { first, _ in first })
    }
}

extension FileKind? {
    /// For a sentence.
    var shown: String { self?.mediaType ?? "application/octet-stream" }
}
