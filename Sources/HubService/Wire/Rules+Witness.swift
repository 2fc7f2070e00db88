import SignedXML

/// Why a witness (`lienthong witness`) does not cosign a head.
package enum WitnessRule {
    package static let all = [form, unknown, signature, backwards, otherTree, unproven, rate]

    private static let source = "C2SP tlog-witness, add-checkpoint"

    package static let form = Rule(
        "WIT-FORM",
        says: Bilingual(
            vi: "Yêu cầu không đúng dạng add-checkpoint, hoặc đầu nhật ký không đọc được.",
            en: "This is no request of the form add-checkpoint, or its checkpoint cannot be read."),
        mend: Bilingual(
            vi:
                "Gửi “old <số mục>”, các số băm của chứng minh (base64, mỗi dòng một số), một dòng trống, rồi đầu nhật ký có chữ ký.",
            en:
                "Send “old <size>”, the hashes of the proof (base64, one a line), an empty line, then the signed checkpoint."
        ),
        source: source)

    package static let unknown = Rule(
        "WIT-LOG-UNKNOWN",
        says: Bilingual(
            vi: "Bên chứng kiến này không theo dõi nhật ký “{origin}”.",
            en: "This witness does not watch the log “{origin}”."),
        mend: Bilingual(
            vi: "Đề nghị đơn vị vận hành bên chứng kiến thêm tên và khóa của nhật ký (lienthong log key) vào cấu hình.",
            en: "Ask the witness' operator to add the log's name and key (lienthong log key) to the configuration."),
        source: source)

    package static let signature = Rule(
        "WIT-SIGNATURE",
        says: Bilingual(
            vi: "Đầu nhật ký không có chữ ký của khóa nào đã khai cho “{origin}”.",
            en: "No key that is known of “{origin}” has signed the checkpoint."),
        mend: Bilingual(
            vi: "So khóa ở hai bên: lienthong log key của trục, và logs.keys trong cấu hình của bên chứng kiến.",
            en: "Compare both sides' keys: the hub's lienthong log key, and logs.keys in the witness' configuration."),
        source: source)

    package static let backwards = Rule(
        "WIT-BACKWARDS",
        says: Bilingual(
            vi: "Số mục cũ ({old}) lớn hơn số mục của đầu nhật ký.",
            en: "The old size ({old}) is beyond the checkpoint's."),
        mend: Bilingual(
            vi: "Gửi đầu nhật ký mới nhất, không gửi đầu cũ hơn lần trước.",
            en: "Send the newest checkpoint, and none older than the last."),
        source: source)

    package static let otherTree = Rule(
        "WIT-OTHER-TREE",
        says: Bilingual(
            vi: "Nhật ký “{origin}” đưa ra hai cây khác nhau cùng {size} mục; bằng chứng đã được lưu.",
            en: "The log “{origin}” shows two trees of {size} entries; the evidence is kept."),
        mend: Bilingual(
            vi:
                "Báo ngay cho người vận hành hai bên: nhật ký đã bị sửa, bị khôi phục sai, hoặc khóa của trục bị dùng ở nơi khác.",
            en: "Tell both operators at once: the log was altered or wrongly restored, or another uses the hub's key."),
        source: source)

    package static let unproven = Rule(
        "WIT-UNPROVEN",
        says: Bilingual(
            vi: "Chưa chứng minh được đầu nhật ký này nối tiếp đầu {size} mục đã chứng kiến.",
            en: "It is not proven that this checkpoint continues the one of {size} entries that was cosigned."),
        mend: Bilingual(
            vi: "Gửi chứng minh nhất quán (RFC 6962 §2.1.2) từ đúng số mục ấy; nếu không có thì nhật ký đã bị sửa.",
            en:
                "Send the consistency proof (RFC 6962 §2.1.2) from that very size; if there is none, the log was altered."
        ),
        source: source)

    package static let rate = Rule(
        "WIT-RATE",
        says: Bilingual(
            vi: "Nhật ký “{origin}” xin chứng kiến quá dày.", en: "The log “{origin}” asks for cosignatures too often."),
        mend: Bilingual(vi: "Gửi lại sau {seconds} giây.", en: "Ask again in {seconds} seconds."),
        source: "RFC 6585 §4")
}
