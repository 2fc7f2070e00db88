import HubCore
import SignedXML

/// What an auditor may find, in words. `{place}` names where, `{detail}` what else there is to say.
package enum AuditRule {
    package static let all = tree + heads + contents + packs

    /// Every kind of flaw has its rule: a test sees to it.
    package static func of(_ kind: AuditFlaw.Kind) -> Rule? { byCode[kind.rawValue] }

    private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })

    private static let restore = Bilingual(
        vi: "Đừng sửa tay: giữ nguyên hiện trạng, tìm người và lúc sửa, rồi khôi phục từ bản sao lưu còn đúng.",
        en:
            "Mend nothing by hand: keep everything as it is, find out who and when, then restore a backup that is whole."
    )

    private static func rule(
        _ kind: AuditFlaw.Kind, _ vi: String, _ en: String, mend: Bilingual = restore,
        source: String = "RFC 6962 §2.1; C2SP tlog-tiles"
    ) -> Rule {
        Rule(kind.rawValue, says: Bilingual(vi: vi, en: en), mend: mend, source: source)
    }

    // MARK: Entries and tree

    private static let tree = [
        rule(
            .entryAltered, "{place} đã bị sửa: không phải mục mà cây băm giữ.",
            "{place} was altered: it is not the one whose hash the tree holds."),
        rule(.entryMissing, "Thiếu {place}.", "{place} is missing."),
        rule(
            .entryBeyond, "{place} đứng sau mục cuối của nhật ký: ai đó đã chèn thêm.",
            "{place} stands after the journal's last: somebody inserted it."),
        rule(
            .entryMisfiled, "{place} bị xếp dưới giờ, loại hay văn bản khác với chính nó.",
            "{place} is filed under another time, kind or document than it has."),
        rule(.entryUnreadable, "Không đọc được {place}.", "{place} cannot be read."),
        rule(
            .leafUnclear,
            "{place} và mã băm của nó ({detail}) không khớp nhau; phần cây phía trên không cho biết bên nào bị sửa.",
            "{place} and its hash ({detail}) do not fit, and the tree above does not tell which of the two was altered."
        ),
        rule(.tileAltered, "{place} của cây băm đã bị sửa.", "{place} of the tree was altered."),
        rule(
            .tileMissing, "Thiếu {place} của cây băm, hoặc mảnh bị cắt ngắn.",
            "{place} of the tree is missing, or was cut."),
        rule(
            .tileBeyond, "{place} không thuộc cây băm: ai đó đã chèn thêm.",
            "{place} does not belong to the tree: somebody added it."),
        rule(
            .stretchRewritten,
            "{place} đã bị thay cùng với mã băm của chúng; {detail} phía trên vẫn là của các mục cũ.",
            "{place} were exchanged together with their hashes; {detail} above is still that of the former ones."),
    ]

    // MARK: Heads

    private static let keys = Bilingual(
        vi: "Nêu đúng khóa của trục (--key), cả khóa cũ nếu trục đã đổi khóa.",
        en: "Give the hub's key (--key), former ones too where it was changed.")

    private static let heads = [
        rule(
            .headDifferent, "Đầu nhật ký đã ký ({detail}) là của nhật ký khác: có gì đó đã bị sửa trong {place}.",
            "The signed head ({detail}) is that of another journal: something was altered among {place}.",
            source: "C2SP tlog-checkpoint"),
        rule(
            .headBeyond, "Đầu nhật ký đã ký hứa thêm {detail} mục: thiếu {place}.",
            "The signed head promises {detail} more entries: {place} are missing.", source: "C2SP tlog-checkpoint"),
        rule(
            .headUnsigned, "{place} không phải đầu nhật ký do khóa đã biết ký.",
            "{place} is no head that a known key has signed.", mend: keys, source: "C2SP signed-note"),
        rule(
            .entriesUnsigned, "{place} chưa nằm dưới đầu nhật ký nào được ký.", "{place} are under no signed head.",
            mend: Bilingual(
                vi:
                    "Trục ngừng đột ngột để lại vài mục như vậy, và ký chúng khi chạy lại. Nếu không, ai đó đã ghi thêm.",
                en: "A crash leaves a few, which the hub signs when it is started. Otherwise somebody added them."),
            source: "C2SP tlog-checkpoint"),
        rule(
            .keptUnsigned, "{place} không do khóa đã biết ký.", "{place} is not signed by a known key.", mend: keys,
            source: "C2SP signed-note"),
        rule(
            .keptDifferent, "Nhật ký không nối tiếp {detail} đã giữ: {place} đã bị viết lại.",
            "The journal does not continue the kept {detail}: {place} was rewritten.",
            source: "RFC 6962 §2.1.2; C2SP tlog-checkpoint"),
        rule(
            .keptBeyond, "{detail} đã giữ biết thêm các mục mà nhật ký không có: thiếu {place}.",
            "The kept {detail} knows entries that the journal has not: {place} are missing.",
            source: "RFC 6962 §2.1.2; C2SP tlog-checkpoint"),
    ]

    // MARK: What lies beside the journal

    private static let rebuild = Bilingual(
        vi: "Nhật ký là gốc: dừng trục rồi dựng lại các bảng bằng lienthong log replay --rebuild.",
        en: "The journal is the truth: stop the hub, and make the tables anew with lienthong log replay --rebuild.")

    private static let contents = [
        rule(
            .payloadMissing, "Thiếu nội dung: {place} ({detail}); nhật ký không có lệnh xóa nào.",
            "Missing: {place} ({detail}); no entry says that it was retired.", source: "FIPS 180-4"),
        rule(
            .payloadAltered, "{place} đã bị sửa: nay là {detail}.", "{place} was altered: it is now {detail}.",
            source: "FIPS 180-4"),
        rule(
            .receiptAltered, "Biên nhận ở {place} không phải do trục ký cho văn bản ấy.",
            "The receipt in {place} is not one that the hub signed for that document.", mend: rebuild,
            source: "RFC 8032"),
        rule(
            .rowChanged, "{place} không đúng như nhật ký dựng lại: {detail}",
            "{place} is not what the journal makes: {detail}",
            mend: rebuild, source: "RFC 6962 §2.1"),
        rule(
            .rowInvented, "{place}: nhật ký không có dòng này. {detail}",
            "{place}: the journal makes no such row. {detail}",
            mend: rebuild, source: "RFC 6962 §2.1"),
        rule(
            .rowMissing, "{place}: nhật ký có dòng này, bảng thì không. {detail}",
            "{place}: the journal makes this row, and the table has it not. {detail}", mend: rebuild,
            source: "RFC 6962 §2.1"),
        rule(
            .foldStopped, "Không dựng lại được các bảng từ nhật ký: {detail}",
            "The tables cannot be made from the journal: {detail}", source: "RFC 6962 §2.1"),
        rule(
            .schemaAltered, "{place} trong cơ sở dữ liệu không như phiên bản này tạo ra.",
            "The database's {place} is not as this version makes it.",
            mend: Bilingual(
                vi:
                    "Nếu trục vừa được nâng cấp, chạy trục một lần rồi kiểm lại; nếu không, ai đó đã sửa cấu trúc bảng.",
                en:
                    "If the hub was just upgraded, start it once and look again; if not, somebody altered the tables' make."
            ),
            source: "sqlite.org, schematab"),
        rule(
            .databaseDamaged, "SQLite báo cơ sở dữ liệu hỏng: {detail}", "SQLite finds the database damaged: {detail}",
            source: "sqlite.org, pragma integrity_check"),
        rule(.fileMissing, "Thiếu {place}.", "{place} is missing.", source: "FIPS 180-4"),
        rule(
            .fileAltered, "{place} đã bị sửa, hoặc không đọc được ({detail}).",
            "{place} was altered, or cannot be read ({detail}).", source: "FIPS 180-4"),
    ]

    // MARK: Packs

    private static let fetch = Bilingual(
        vi: "Xin lại gói từ nơi xuất; gói này không chứng minh được phần ấy.",
        en: "Ask whoever exported it for the pack again; this one does not prove that part.")

    private static let packs = [
        rule(
            .rangeBroken,
            "Dải mã băm trong {place} không dẫn từ đầu nhật ký trước kỳ tới đầu nhật ký cuối kỳ: {detail}.",
            "The hashes in {place} do not lead from the head before the period to the one at its end: {detail}.",
            mend: fetch),
        rule(
            .packEntryAltered, "{place} trong gói không phải mục mà cây băm giữ ({detail}).",
            "{place} of the pack is not the one whose hash the tree holds ({detail}).", mend: fetch),
        rule(
            .extractUnsigned, "Bản trích của {place} không do trục ký, hoặc không nói về mã băm ấy.",
            "The extract of {place} is not signed by the hub, or is not about that hash.", mend: fetch,
            source: "RFC 8032"),
        rule(
            .openingFalse, "Phần được mở của {place} không phải phần đã che: {detail}.",
            "What is opened of {place} is not what was withheld: {detail}.", mend: fetch, source: "FIPS 180-4"),
        rule(
            .packMiscounted, "{place} nêu số khác với những gì có: {detail}.",
            "{place} counts otherwise than what is there: {detail}.", mend: fetch, source: "FIPS 180-4"),
    ]
}
