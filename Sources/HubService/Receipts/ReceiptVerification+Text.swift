import EdXML
import HubCore
import NIOCore
import SignedXML

/// The judgement in sentences: who did what, when, and how one knows.
extension ReceiptVerification {
    package func text(in language: Language) -> String {
        let heading =
            judgement.isProven
            ? Bilingual(vi: "✓ BIÊN NHẬN ĐÚNG", en: "✓ THE RECEIPT IS TRUE")
            : Bilingual(vi: "✗ BIÊN NHẬN KHÔNG CHỨNG MINH ĐƯỢC GÌ", en: "✗ THE RECEIPT PROVES NOTHING")
        let said = judgement.isProven ? statements : judgement.flaws.map(\.says)
        return ([heading] + said).map { $0[language] }.joined(separator: "\n  ") + "\n"
    }

    private var statements: [Bilingual] {
        [accepted, recipients].compactMap(\.self) + judgement.handOver.map(handedOver)
            + [document, proof].compactMap(\.self) + [witnessed]
    }

    private var accepted: Bilingual? {
        guard let acceptance = judgement.acceptance else { return nil }
        let facts = acceptance.content.facts
        let sender = Self.named(facts.from.name, acceptance.content.sender)
        let (code, at) = (facts.code, acceptance.at.shown)
        let what =
            facts.status.map { status in
                let name = StatusCode(rawValue: status.code)?.name ?? Bilingual(vi: "", en: "")
                return Bilingual(
                    vi: "trạng thái \(status.code) \(name.vi) về văn bản \(code)",
                    en: "the status \(status.code) (\(name.en)) about document \(code)")
            }
            ?? Bilingual(
                vi: "văn bản \(code)\(Self.dated(facts.promulgationDate, " ngày ")), trích yếu “\(facts.subject)”,",
                en: "document \(code)\(Self.dated(facts.promulgationDate, " of ")), “\(facts.subject)”,")
        return Bilingual(
            vi: "Trục \(key.name) đã tiếp nhận \(what.vi) của \(sender) lúc \(at) (giờ Việt Nam).",
            en: "The hub \(key.name) accepted \(what.en) from \(sender) at \(at) (Vietnam time).")
    }

    private var recipients: Bilingual? {
        let names = judgement.recipients.filter { $0.state != .refused }.map { Self.named($0.name, $0.recipient) }
        guard !names.isEmpty, receipt.about.delivery == nil else { return nil }
        let list = names.joined(separator: "; ")
        return Bilingual(vi: "Nơi nhận: \(list).", en: "Recipients: \(list).")
    }

    func handedOver(_ step: ReceiptJudgement.Proven<Moved>) -> Bilingual {
        let recipient = judgement.recipient(of: receipt.about)
        let name = Self.named(recipient?.name ?? "", recipient?.recipient ?? "?")
        let (by, at) = (step.content.by ?? name, step.at.shown)
        switch step.content.event {
        case .fetched:
            return Bilingual(
                vi: "Hệ thống \(by) của nơi nhận \(name) đã lấy toàn bộ gói tin lúc \(at).",
                en: "The system \(by) of the recipient \(name) fetched the whole packet at \(at).")
        case .acknowledged where step.content.state == .failed:
            let why = step.content.reason.map { ": \($0)" } ?? ""
            return Bilingual(
                vi: "Hệ thống \(by) của nơi nhận \(name) báo không lưu được gói tin, lúc \(at)\(why).",
                en: "The system \(by) of the recipient \(name) reported at \(at) that it could not keep it\(why).")
        case .acknowledged:
            return Bilingual(
                vi: "Hệ thống \(by) của nơi nhận \(name) xác nhận đã giữ gói tin, lúc \(at).",
                en: "The system \(by) of the recipient \(name) confirmed at \(at) that it holds the packet.")
        default:
            let reference = step.content.reference.map { (vi: ", mã bên nhận \($0)", en: ", as \($0)") }
            let taker =
                step.content.route == .axis ? ("trục quốc gia", "the national axis") : ("hệ thống", "the system")
            return Bilingual(
                vi: "Gói tin gửi \(name) đã được \(taker.0) nhận đủ lúc \(at)\(reference?.vi ?? "").",
                en: "\(taker.1.capitalizedFirst) took the packet for \(name) whole at \(at)\(reference?.en ?? "").")
        }
    }

    private var document: Bilingual? {
        guard let acceptance = judgement.acceptance else { return nil }
        let (digest, size) = (acceptance.content.facts.sha256, acceptance.content.facts.size)
        return judgement.isTheDocument == true
            ? Bilingual(
                vi: "Tệp văn bản kèm theo đúng là văn bản ấy, từng byte: SHA-256 \(digest), \(size) byte.",
                en: "The document at hand is that document, byte for byte: SHA-256 \(digest), \(size) bytes.")
            : Bilingual(
                vi: "Văn bản ấy có SHA-256 \(digest), \(size) byte (chưa so với tệp nào; dùng --document).",
                en: "That document has SHA-256 \(digest), \(size) bytes (compared with no file; give --document).")
    }

    private var proof: Bilingual? {
        guard let head = judgement.head else { return nil }
        let indexes = receipt.entries.map { "\($0.index)" }.joined(separator: ", ")
        return Bilingual(
            vi:
                "Mỗi điều trên là một mục (\(indexes)) trong nhật ký \(head.size) mục của trục; không mục nào sửa được mà không đổi đầu nhật ký, là đầu đã ký bằng khóa \(key.id) của trục.",
            en:
                "Each of these is an entry (\(indexes)) of the hub's journal of \(head.size) entries; none can be altered without another head than this one, which the hub signed with its key \(key.id)."
        )
    }

    /// Who stands behind the head, besides the hub.
    var witnessed: Bilingual {
        let cosignatures = judgement.cosignatures
        if !cosignatures.isEmpty {
            let list = cosignatures.map { "\($0.witness.name) (\($0.at.shown))" }.joined(separator: ", ")
            return Bilingual(
                vi: "\(cosignatures.count) bên chứng kiến đã ký đầu nhật ký ấy: \(list).",
                en: "\(cosignatures.count) witnesses have cosigned that head: \(list).")
        }
        if !witnesses.isEmpty {
            return Bilingual(
                vi: "Không bên chứng kiến nào đã nêu ký đầu nhật ký ấy.",
                en: "None of the witnesses named has cosigned that head.")
        }
        return receipt.witnesses.isEmpty
            ? Bilingual(
                vi: "Đầu nhật ký ấy CHƯA CÓ BÊN CHỨNG KIẾN: chỉ trục tự bảo đảm.",
                en: "That head is UNWITNESSED: the hub alone stands for it.")
            : Bilingual(
                vi:
                    "Biên nhận có chữ ký của \(receipt.witnesses.count) bên chứng kiến, chưa kiểm tra; nêu khóa của họ bằng --witness.",
                en:
                    "The receipt has cosignatures of \(receipt.witnesses.count) witnesses, not verified; give their keys by --witness."
            )
    }

    static func named(_ name: String, _ id: String) -> String { name.isEmpty ? id : "\(name) (\(id))" }

    private static func dated(_ date: String?, _ word: String) -> String { date.map { word + $0 } ?? "" }
}

extension ReceiptJudgement.Flaw {
    package var says: Bilingual {
        switch self {
        case .format(let format):
            Bilingual(
                vi: "Không đọc được biên nhận dạng “\(format)”.",
                en: "The form “\(format)” is not one that is read here.")
        case .checkpoint:
            Bilingual(
                vi: "Đầu nhật ký không phải do khóa này ký: biên nhận của trục khác, hoặc đã bị sửa.",
                en: "The head is not signed with this key: the receipt is another hub's, or was altered.")
        case .otherKey:
            Bilingual(
                vi: "Biên nhận nêu khóa khác với khóa dùng để kiểm tra.",
                en: "The receipt names another key than the one it is judged by.")
        case .proof(let index):
            Bilingual(
                vi: "Mục \(index) không có trong nhật ký mà trục đã ký: mục, vị trí hoặc đường chứng minh đã bị sửa.",
                en: "Entry \(index) is not in the journal that the hub signed: it, its place or its proof was altered.")
        case .entry(let index):
            Bilingual(
                vi: "Mục \(index) không phải điều mà một biên nhận chứng minh.",
                en: "Entry \(index) is nothing that a receipt proves.")
        case .stranger(let index):
            Bilingual(vi: "Mục \(index) nói về văn bản khác.", en: "Entry \(index) is about another document.")
        case .notAccepted:
            Bilingual(
                vi: "Không có mục nào nói văn bản đã được tiếp nhận.",
                en: "No entry says that the document was accepted.")
        case .notHandedOver:
            Bilingual(
                vi: "Không có mục nào nói văn bản đã được giao, và giao cho ai.",
                en: "No entry says that the document was handed over, and to whom.")
        case .otherDocument(let sha256):
            Bilingual(
                vi: "Tệp văn bản kèm theo là tệp khác (SHA-256 \(sha256)), không phải văn bản đã tiếp nhận.",
                en: "The document at hand is another (SHA-256 \(sha256)), not the one that was accepted.")
        case .unwitnessed(let count, let needed):
            Bilingual(
                vi: "Chỉ \(count) bên chứng kiến trong số đã nêu ký đầu nhật ký; cần \(needed).",
                en: "Only \(count) of the witnesses named have cosigned the head; \(needed) are needed.")
        }
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension ReceiptVerification {
    /// The judgement as one JSON object.
    package var json: String {
        struct Report: Encodable {
            let proven: Bool
            let document: String
            let delivery: String?
            let acceptedAt: Timestamp?
            let sha256: String?
            let size: Int64
            /// Keys of those named who cosigned the head.
            let witnesses: [String]
            let vi: [String]
            let en: [String]
        }
        let said = judgement.isProven ? statements : judgement.flaws.map(\.says)
        let report = Report(
            proven: judgement.isProven, document: receipt.about.document.text, delivery: receipt.about.delivery?.text,
            acceptedAt: judgement.acceptance?.at, sha256: judgement.acceptance?.content.facts.sha256,
            size: judgement.head?.size ?? 0, witnesses: judgement.cosignatures.map(\.witness.text), vi: said.map(\.vi),
            en: said.map(\.en))
        return String(buffer: WireJSON.encode(report))
    }
}
