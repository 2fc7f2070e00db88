import Foundation
import HubCore
import HubStore
import SeededRandom
import SignedXML

/// One kind of act of the campaign: what somebody with the files in his hands does.
struct TamperAct: Sendable {
    /// On what it is done, and so how it is looked for.
    enum Target: Sendable {
        case data
        case backup
        case receipt
        /// An auditor's pack, as a file and unpacked.
        case pack
        /// The hub's own key signs the journal that was written anew: looked for with what an auditor kept.
        case underOwnKey
    }

    let name: Bilingual
    let target: Target
    /// Does it in a copy; `nil` when there was nothing to be touched.
    let perform: @Sendable (TamperCopy, inout SplitMix) throws -> Touched?

    static let all = entries + tiles + rows + files + backups + receipts + packs + rewritings

    private static func inStore(
        _ vi: String, _ en: String, _ act: @escaping @Sendable (TamperedStore, inout SplitMix) throws -> Touched?
    ) -> TamperAct {
        TamperAct(name: Bilingual(vi: vi, en: en), target: .data) { copy, dice in
            try act(TamperedStore(folder: copy.data), &dice)
        }
    }

    private static let entries = [
        inStore("lật bit mục", "entry: a bit flipped") { try $0.flipEntry(using: &$1) },
        inStore("bỏ mục", "entry dropped") { try $0.dropEntry(using: &$1) },
        inStore("đổi chỗ hai mục", "two entries swapped") { try $0.swapEntries(using: &$1) },
        inStore("chèn mục", "entry inserted") { try $0.insertEntry(using: &$1) },
        inStore("cắt đuôi nhật ký", "entries cut off") { try $0.truncateEntries(using: &$1) },
        inStore("lùi nhật ký và cây", "journal and tree rolled back") { try $0.rollBack(using: &$1) },
        inStore("xếp mục sai chỗ", "entry misfiled") { try $0.misfileEntry(using: &$1) },
        inStore("sửa mục cùng mã băm", "entry and its hash") {
            try $0.alterEntryWithTree(everything: false, using: &$1)
        },
        inStore("sửa mục cùng cả cây", "entry and the whole tree") {
            try $0.alterEntryWithTree(everything: true, using: &$1)
        },
        inStore("nối thêm mục không ký", "entry appended unsigned") { try $0.appendEntry(using: &$1) },
    ]

    private static let tiles = [
        inStore("lật bit mảnh", "tile: a bit flipped") { try $0.flipTile(using: &$1) },
        inStore("bỏ mảnh", "tile dropped") { try $0.dropTile(using: &$1) },
        inStore("đổi chỗ hai mảnh", "two tiles swapped") { try $0.swapTiles(using: &$1) },
        inStore("chèn mảnh", "tile inserted") { try $0.insertTile(using: &$1) },
        inStore("cắt mảnh", "tile cut") { try $0.truncateTile(using: &$1) },
    ]

    private static let rows = [
        inStore("sửa dòng bảng", "row changed") { try $0.changeRow(using: &$1) },
        inStore("bỏ dòng bảng", "row dropped") { try $0.dropRow(using: &$1) },
        inStore("chèn dòng bảng", "row inserted") { try $0.insertRow(using: &$1) },
        inStore("đổi chỗ hai dòng", "two rows swapped") { try $0.swapRows(using: &$1) },
        inStore("giả biên nhận trong bảng", "receipt in its row forged") { try $0.forgeReceipt(using: &$1) },
        inStore("sửa cấu trúc bảng", "schema altered") { try $0.alterSchema(using: &$1) },
        inStore("lật bit nội dung trong CSDL", "payload in the database") { try $0.flipPayload(using: &$1) },
    ]

    private static let files = [
        TamperAct(name: Bilingual(vi: "lật bit tệp nội dung", en: "payload file: a bit flipped"), target: .data) {
            try $0.payload(in: $0.data, &$1) { try $0.flip(using: &$1) }
        },
        TamperAct(name: Bilingual(vi: "cắt tệp nội dung", en: "payload file cut"), target: .data) {
            try $0.payload(in: $0.data, &$1) { try $0.truncate(using: &$1) }
        },
        TamperAct(name: Bilingual(vi: "bỏ tệp nội dung", en: "payload file dropped"), target: .data) {
            try $0.payload(in: $0.data, &$1) { file, _ in
                try file.drop()
                return 0
            }
        },
        TamperAct(name: Bilingual(vi: "đổi chỗ hai tệp nội dung", en: "two payload files swapped"), target: .data) {
            try $0.swapPayloads(&$1)
        },
        TamperAct(name: Bilingual(vi: "sửa tệp đầu nhật ký", en: "head file altered"), target: .data) {
            try $0.file("journal-head", in: $0.data, &$1)
        },
        TamperAct(name: Bilingual(vi: "trả lại đầu nhật ký cũ", en: "head file put back"), target: .data) { copy, _ in
            try copy.putHeadBack()
        },
        TamperAct(name: Bilingual(vi: "lật bit tệp CSDL", en: "database file: a bit flipped"), target: .data) {
            let offset = try TamperedFile("\($0.data)/hub.sqlite").flip(using: &$1)
            return offset.map { Touched("hub.sqlite, byte \($0)", .database) }
        },
        TamperAct(name: Bilingual(vi: "xóa trắng một trang CSDL", en: "database page blanked"), target: .data) {
            let offset = try TamperedFile("\($0.data)/hub.sqlite").blank(4096, using: &$1)
            return offset.map { Touched("hub.sqlite, page at \($0)", .database) }
        },
    ]

    private static let backups = [
        TamperAct(name: Bilingual(vi: "sửa CSDL của bản sao lưu", en: "backup: database altered"), target: .backup) {
            try $0.file($0.backupDatabase, in: $0.backup, &$1)
        },
        TamperAct(name: Bilingual(vi: "sửa manifest của bản sao lưu", en: "backup: manifest altered"), target: .backup)
        {
            try $0.file(BackupManifest.fileName, in: $0.backup, &$1)
        },
        TamperAct(name: Bilingual(vi: "sửa nội dung của bản sao lưu", en: "backup: payload altered"), target: .backup) {
            try $0.payload(in: $0.backup, &$1) { try $0.shift(using: &$1) }
        },
    ]

    private static let receipts = [
        TamperAct(name: Bilingual(vi: "sửa biên nhận đã xuất", en: "receipt's file altered"), target: .receipt) {
            let names = try FileManager.default.contentsOfDirectory(atPath: $0.receipts).sorted()
            return try $0.file($1.pick(names), in: $0.receipts, &$1)
        }
    ]

    private static let packs = [
        TamperAct(name: Bilingual(vi: "sửa tệp gói kiểm toán", en: "pack's archive altered"), target: .pack) {
            let touched = try $0.file("pack.zip", in: $0.packs, &$1, mayDrop: false)
            // Whichever member it falls into.
            return touched.map { Touched($0.what, .database) }
        },
        TamperAct(name: Bilingual(vi: "sửa tệp trong gói kiểm toán", en: "pack: a member altered"), target: .pack) {
            let folder = "\($0.packs)/unpacked"
            return try $0.file(
                $1.pick(FileManager.default.contentsOfDirectory(atPath: folder).sorted()), in: folder, &$1)
        },
        TamperAct(name: Bilingual(vi: "bớt, đổi dòng trong gói", en: "pack: lines dropped or swapped"), target: .pack) {
            let name = $1.pick(["entries.txt", "leaves.txt", "extracts.txt"])
            return try $0.lines(of: name, in: "\($0.packs)/unpacked", &$1)
        },
    ]

    private static let rewritings = [
        TamperAct(
            name: Bilingual(vi: "viết lại nhật ký, ký lại", en: "journal rewritten under its own key"),
            target: .underOwnKey
        ) { copy, dice in
            let index = Int64(dice.number(0...Int(copy.ground.keptSize) - 1))
            guard try TamperedStore(folder: copy.data).rewrite(entry: index, by: copy.ground.signer) else { return nil }
            return Touched("entry \(index) rewritten, the journal signed anew", .entry(index))
        },
        TamperAct(
            name: Bilingual(vi: "viết lại mục có biên nhận", en: "receipted entry rewritten under its own key"),
            target: .underOwnKey
        ) { copy, _ in
            guard let entry = copy.ground.receipt?.entry,
                try TamperedStore(folder: copy.data).rewrite(entry: entry, by: copy.ground.signer)
            else { return nil }
            return Touched("entry \(entry), of which there is a receipt, rewritten", .entry(entry))
        },
    ]
}
