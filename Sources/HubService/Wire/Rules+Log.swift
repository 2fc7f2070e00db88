import SignedXML

/// The rules of the message log, `/log`.
package enum LogRule {
    package static let all = [tileUnknown, unwitnessed]

    package static let tileUnknown = Rule(
        "LOG-TILE-UNKNOWN",
        says: Bilingual(
            vi: "Nhật ký chưa có “{path}”, hoặc đó không phải địa chỉ của một mảnh.",
            en: "The log does not have “{path}” yet, or that is no tile's address."),
        mend: Bilingual(
            vi: "Đọc /log/checkpoint để biết nhật ký có bao nhiêu mục; mảnh chưa đầy phải nêu số băm: …p/<số>.",
            en: "Read /log/checkpoint for the log's size; a tile that is not full must state its width: ….p/<width>."),
        source: "C2SP tlog-tiles, Merkle Tree; Log Entries")

    package static let unwitnessed = Rule(
        "LOG-UNWITNESSED",
        says: Bilingual(
            vi: "Nhật ký chưa có đủ bên chứng kiến.", en: "Not enough witnesses stand behind any head of the log yet."),
        mend: Bilingual(
            vi: "Đọc /log/checkpoint để có đầu nhật ký mới nhất; người vận hành trục xem lienthong log witnesses.",
            en: "Read /log/checkpoint for the newest head; the hub's operator sees lienthong log witnesses."),
        source: "C2SP tlog-witness; tlog-cosignature")
}
