import SignedXML

/// The rules of the message log, `/log`.
package enum LogRule {
    package static let all = [tileUnknown]

    package static let tileUnknown = Rule(
        "LOG-TILE-UNKNOWN",
        says: Bilingual(
            vi: "Nhật ký chưa có “{path}”, hoặc đó không phải địa chỉ của một mảnh.",
            en: "The log does not have “{path}” yet, or that is no tile's address."),
        mend: Bilingual(
            vi: "Đọc /log/checkpoint để biết nhật ký có bao nhiêu mục; mảnh chưa đầy phải nêu số băm: …p/<số>.",
            en: "Read /log/checkpoint for the log's size; a tile that is not full must state its width: ….p/<width>."),
        source: "C2SP tlog-tiles, Merkle Tree; Log Entries")
}
