import SignedXML

/// What can be wrong with an attachment that is a zip archive, an office document included.
extension EdXMLRules {
    static let archive = [
        zipTruncated, zipCorrupt, zipDirectory, zipExtraBytes, zipDuplicate, zipPath, zipLink, zipRatio, zipSize,
        zipEntries, zipNameLength, zipBackslash, zipEncrypted, zipMethod, zipUnbounded,
    ]

    private static let format = "PKWARE APPNOTE 6.3"
    private static let hubLimit = "Giới hạn của trục Liên Thông (hub limit)"
    private static let safety = "Hồ sơ an toàn tệp đính kèm của trục (CWE-22, CWE-59)"
    private static let again = Bilingual(
        vi: "Tạo lại tệp bằng phần mềm nén thông thường, mở thử, rồi gửi lại.",
        en: "Make the file again with ordinary software, open it to see that it is whole, and send it again.")

    package static let zipTruncated = Rule(
        "EDX-ZIP-TRUNCATED", mayBeLowered: true,
        says: Bilingual(
            vi: "Tệp nén “{value}” bị cắt giữa chừng.", en: "The zip archive “{value}” breaks off."),
        mend: again, source: "\(format) §4.3.1")

    package static let zipCorrupt = Rule(
        "EDX-ZIP-CORRUPT", mayBeLowered: true,
        says: Bilingual(
            vi: "Trong tệp nén “{value}”, dữ liệu của mục “{entry}” bị hỏng hoặc không khớp cỡ và CRC-32 đã ghi.",
            en: "In the zip archive “{value}”, the data of “{entry}” are damaged, or not of the size and CRC-32 stated."
        ),
        mend: again, source: "\(format) §4.4; RFC 1951")

    package static let zipDirectory = Rule(
        "EDX-ZIP-DIRECTORY",
        says: Bilingual(
            vi: "Trong tệp nén “{value}”, danh mục ở cuối tệp nói khác với chính mục “{entry}” ({field}).",
            en: "In the zip archive “{value}”, the directory at its end contradicts the entry “{entry}” ({field})."),
        mend: Bilingual(
            vi: "Tạo lại tệp nén: hai phần mềm có thể mở ra hai nội dung khác nhau từ tệp này.",
            en: "Make the archive again: two programs may unpack two different contents from this one."),
        source: "\(format) §4.3.12")

    package static let zipExtraBytes = Rule(
        "EDX-ZIP-EXTRA-BYTES", mayBeLowered: true,
        says: Bilingual(
            vi: "Tệp nén “{value}” có dữ liệu không thuộc mục nào: chen vào giữa, hoặc nối sau phần kết thúc.",
            en: "The zip archive “{value}” holds bytes that belong to no entry: between them, or after its end."),
        mend: again, source: "\(format) §4.3.6")

    package static let zipDuplicate = Rule(
        "EDX-ZIP-DUPLICATE",
        says: Bilingual(
            vi: "Tệp nén “{value}” có hai mục cùng tên “{entry}”.",
            en: "The zip archive “{value}” has two entries named “{entry}”."),
        mend: Bilingual(
            vi: "Chỉ giữ một mục cho mỗi tên: nếu không, mỗi phần mềm có thể lấy một mục khác nhau.",
            en: "Keep one entry of each name: otherwise two programs may take two different ones."),
        source: safety)

    package static let zipPath = Rule(
        "EDX-ZIP-PATH",
        says: Bilingual(
            vi: "Trong tệp nén “{value}”, tên mục “{entry}” trỏ ra ngoài thư mục giải nén hoặc có ký tự điều khiển.",
            en: "In the zip archive “{value}”, the name “{entry}” leads out of the folder or holds control characters."),
        mend: Bilingual(
            vi:
                "Đặt tên mục là đường dẫn tương đối: không bắt đầu bằng “/” hay ổ đĩa, không có “..” và ký tự điều khiển.",
            en: "Name entries by relative paths: no leading “/” or drive, no “..”, no control characters."),
        source: safety)

    package static let zipLink = Rule(
        "EDX-ZIP-LINK",
        says: Bilingual(
            vi: "Trong tệp nén “{value}”, mục “{entry}” là liên kết hoặc tệp thiết bị, không phải tệp thường.",
            en: "In the zip archive “{value}”, “{entry}” is a link or a device, not a file."),
        mend: Bilingual(
            vi: "Nén chính tệp, không nén liên kết tới tệp.",
            en: "Put the file itself in the archive, not a link to it."),
        source: safety)

    package static let zipRatio = Rule(
        "EDX-ZIP-RATIO",
        says: Bilingual(
            vi: "Tệp nén “{value}” bung ra lớn hơn {limit} lần cỡ của các tệp đính kèm.",
            en: "The zip archive “{value}” inflates to more than {limit} times the attachments' size."),
        mend: Bilingual(
            vi: "Không gửi tệp nén quá mức: nó làm treo máy của bên nhận. Hãy nén lại từ tệp gốc.",
            en: "Do not send what would choke the recipient's machine: make the archive again from the true files."),
        source: hubLimit)

    package static let zipSize = Rule(
        "EDX-ZIP-SIZE",
        says: Bilingual(
            vi: "Các tệp nén của gói tin, tới “{value}”, bung ra quá {limit} byte.",
            en: "The packet's archives, with “{value}”, inflate to more than {limit} bytes."),
        mend: Bilingual(
            vi: "Chia thành nhiều gói tin.", en: "Send several packets."), source: hubLimit)

    package static let zipEntries = Rule(
        "EDX-ZIP-ENTRIES",
        says: Bilingual(
            vi: "Tệp nén “{value}” có hơn {limit} mục, hoặc tên của chúng quá dài.",
            en: "The zip archive “{value}” has more than {limit} entries, or their names are too long together."),
        mend: Bilingual(
            vi: "Chia thành nhiều tệp nén.", en: "Divide it into several archives."), source: hubLimit)

    package static let zipNameLength = Rule(
        "EDX-ZIP-NAME-LENGTH",
        says: Bilingual(
            vi: "Tệp nén “{value}” có tên mục dài quá {limit} byte.",
            en: "The zip archive “{value}” has an entry whose name is longer than {limit} bytes."),
        mend: Bilingual(vi: "Rút ngắn tên tệp và thư mục.", en: "Shorten the names of files and folders."),
        source: hubLimit)

    package static let zipBackslash = Rule(
        "EDX-ZIP-BACKSLASH", level: .flag,
        says: Bilingual(
            vi: "Trong tệp nén “{value}”, tên mục “{entry}” ngăn thư mục bằng dấu “\\”.",
            en: "In the zip archive “{value}”, the name “{entry}” separates folders by “\\”."),
        mend: Bilingual(
            vi: "Dùng dấu “/”; trên một số máy tệp này không được đặt vào thư mục.",
            en: "Use “/”: on some systems the folders will not be made."),
        source: "\(format) §4.4.17")

    package static let zipEncrypted = Rule(
        "EDX-ZIP-ENCRYPTED", level: .flag,
        says: Bilingual(
            vi: "Trong tệp nén “{value}”, mục “{entry}” được đặt mật khẩu nên không xét được nội dung.",
            en: "In the zip archive “{value}”, “{entry}” is encrypted, so that its content cannot be judged."),
        mend: Bilingual(
            vi: "Gửi tệp không đặt mật khẩu; đường truyền của trục đã được bảo vệ.",
            en: "Send it without a password; the hub's lines are protected."),
        source: "\(format) §6, §7")

    package static let zipMethod = Rule(
        "EDX-ZIP-METHOD", level: .flag,
        says: Bilingual(
            vi: "Trong tệp nén “{value}”, mục “{entry}” nén bằng phương pháp ít dùng nên không xét được nội dung.",
            en: "In the zip archive “{value}”, “{entry}” is packed by an uncommon method and cannot be judged."),
        mend: Bilingual(
            vi: "Nén bằng phương pháp Deflate, mà phần mềm nào cũng mở được.",
            en: "Use the method Deflate, which any program can open."),
        source: "\(format) §4.4.5")

    package static let zipUnbounded = Rule(
        "EDX-ZIP-UNBOUNDED", level: .flag,
        says: Bilingual(
            vi: "Trong tệp nén “{value}”, mục “{entry}” không ghi cỡ ở trước dữ liệu nên phần còn lại không xét được.",
            en:
                "In the zip archive “{value}”, “{entry}” does not state its size before its data: the rest cannot be judged."
        ),
        mend: Bilingual(
            vi: "Nén bằng phương pháp Deflate, hoặc ghi cỡ vào đầu mục.",
            en: "Use the method Deflate, or write the size in the entry's header."),
        source: "\(format) §4.4.4")
}
