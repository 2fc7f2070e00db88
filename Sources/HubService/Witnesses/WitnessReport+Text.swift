import EdXML
import HubCore
import NIOCore
import SignedXML

extension WitnessReport {
    package func text(in language: Language) -> String {
        ([summary[language]] + witnesses.map { $0.text(at: at, in: language) }).joined(separator: "\n")
    }

    /// Behind how much of the journal a quorum stands, in a sentence.
    package var summary: Bilingual {
        guard !witnesses.isEmpty else {
            return Bilingual(
                vi: "Nhật ký \(size) mục CHƯA CÓ BÊN CHỨNG KIẾN: cấu hình không có log.witnesses.",
                en: "The journal of \(size) entries is UNWITNESSED: log.witnesses is not configured.")
        }
        guard let witnessed, let witnessedAt else {
            return Bilingual(
                vi: "Nhật ký \(size) mục CHƯA CÓ BÊN CHỨNG KIẾN (cần \(needed)).",
                en: "The journal of \(size) entries is UNWITNESSED (\(needed) needed).")
        }
        let rest = (
            vi: unwitnessed == 0 ? "không còn mục nào sau đó" : "\(unwitnessed) mục sau đó chưa",
            en: unwitnessed == 0 ? "there are none after them" : "the \(unwitnessed) after them are not yet"
        )
        return Bilingual(
            vi: "Nhật ký \(size) mục; \(witnessed) mục đầu được chứng kiến (ít nhất \(needed) bên) lúc "
                + "\(witnessedAt.shown); \(rest.vi).",
            en: "The journal has \(size) entries; the first \(witnessed) are witnessed (by \(needed) at least) as of "
                + "\(witnessedAt.shown); \(rest.en).")
    }

    package var json: String { String(buffer: WireJSON.encode(self)) }
}

extension WitnessReport.Witness {
    fileprivate func text(at now: Timestamp, in language: Language) -> String {
        let mark = contradicts ? "‼" : failures > 0 ? "✗" : size == nil ? "…" : "✓"
        return ["\(mark) \(name)", cosigned(at: now)[language], trouble?[language], url]
            .compactMap(\.self).joined(separator: "  ")
    }

    /// What it cosigned last, and how long ago.
    func cosigned(at now: Timestamp) -> Bilingual {
        guard let size, let cosignedAt else { return Bilingual(vi: "chưa ký lần nào", en: "has never cosigned") }
        let seconds = max(0, now.milliseconds(since: cosignedAt) / 1000)
        return Bilingual(
            vi: "\(size) mục, \(cosignedAt.shown), \(seconds) giây trước",
            en: "\(size) entries, \(cosignedAt.shown), \(seconds) s ago")
    }

    /// Why it does not cosign; `nil` while it does.
    var trouble: Bilingual? {
        guard failures > 0, let reason, let failingSince else { return nil }
        let next = nextAt.map { (vi: "; thử lại \($0.shown)", en: "; again at \($0.shown)") }
        return Bilingual(
            vi: "lỗi \(failures) lần liền từ \(failingSince.shown): \(reason.vi)\(next?.vi ?? "")",
            en: "failed \(failures) times since \(failingSince.shown): \(reason.en)\(next?.en ?? "")")
    }
}
