import EdXML
import HubCore
import HubService
import HubStore
import Hypertext
import SignedXML

/// All that the journal's page shows.
struct JournalView: Sendable {
    let kind: Fact.Kind?
    let size: Int64
    /// The hub's key (C2SP signed-note).
    let key: String
    let checkpoint: String
    let witnessed: WitnessReport
    /// Only what concerns this document.
    var document: DocumentID?
    /// A local day, up to whose end the page goes.
    var day: String?
    /// The page shows entries before this one.
    var before: Int64?
    /// Newest first.
    var records: [JournalRecord] = []
    /// Where older ones begin; `nil` at the first entry.
    var older: Int64?
}

extension PageContext {
    func journal(_ view: JournalView) -> HTMLDocument {
        page(say("Nhật ký", "Journal"), in: .log, class: "journal") {
            head(of: view)
            filters(view)
            entries(view)
        }
    }

    private func head(of view: JournalView) -> Element {
        section {
            p {
                say(
                    "\(Int(view.size).formatted(in: language)) mục, mỗi mục là một lá của cây băm có chữ ký; sửa hay bớt một mục là lộ.",
                    "\(Int(view.size).formatted(in: language)) entries, each a leaf of a signed tree of hashes: whoever alters or drops one is found out."
                )
            }
            p { say(view.witnessed.summary) }
            details {
                summary { say("Đầu nhật ký có chữ ký (checkpoint)", "The signed head (checkpoint)") }
                pre { view.checkpoint }
            }
            form(.class("verifier no-print"), .data("verifier")) {
                label(.for("key")) { say("Khóa công khai của trục mà tôi tin", "The hub's public key that I believe") }
                input(.id("key"), .name("key"), .value(view.key), .class("code"), .autocomplete("off"))
                p(.class("quiet")) {
                    say(
                        "Trình duyệt của bạn tự tính băm và tự kiểm tra chữ ký; hãy đối chiếu khóa với nguồn bạn tin, không phải với trang này.",
                        "Your own browser computes the hashes and checks the signature; compare the key with a source you believe, not with this page."
                    )
                }
                div(.class("buttons")) {
                    button(.type("submit"), .name("what"), .value("shown"), .class("primary")) {
                        say("Kiểm chứng các mục đang xem", "Verify the entries shown")
                    }
                    button(.type("submit"), .name("what"), .value("all")) {
                        say("Kiểm chứng toàn bộ nhật ký", "Verify the whole journal")
                    }
                }
                p(.class("result"), .role("status"), .aria("live", "polite")) {}
            }
        }
    }

    private func filters(_ view: JournalView) -> Element {
        section(.class("filter-box no-print")) {
            form(.class("filters"), .action("/journal"), .role("search")) {
                div {
                    label(.for("kind")) { say("Loại mục", "Kind") }
                    select(.id("kind"), .name("kind")) {
                        option(.value("")) { say("Tất cả", "All") }
                        for kind in Fact.Kind.allCases {
                            option(.value(kind.rawValue), .selected(kind == view.kind)) { kind.rawValue }
                        }
                    }
                }
                div {
                    label(.for("day")) { say("Đến hết ngày", "Up to the end of") }
                    input(.type("date"), .id("day"), .name("day"), .value(view.day))
                }
                div {
                    label(.for("document")) { say("Mã văn bản tại trục", "A document's id at the hub") }
                    input(.type("search"), .id("document"), .name("document"), .value(view.document?.text))
                }
                button(.type("submit"), .class("primary")) { say("Lọc", "Filter") }
                if view.kind != nil || view.day != nil || view.document != nil {
                    a(.href("/journal")) { say("Bỏ lọc", "Clear") }
                }
            }
        }
    }

    private func entries(_ view: JournalView) -> Element {
        section(.class("list")) {
            if view.records.isEmpty { p(.class("empty")) { say("Không có mục nào.", "There is no entry.") } }
            div(.class("scroll")) {
                table {
                    thead {
                        tr {
                            th(.scope("col"), .class("number")) { say("Số", "No.") }
                            th(.scope("col")) { say("Lúc", "At") }
                            th(.scope("col")) { say("Loại", "Kind") }
                            th(.scope("col")) { say("Nội dung", "What") }
                        }
                    }
                    tbody { for record in view.records { entry(record) } }
                }
            }
            div(.class("pager")) {
                span {
                    if view.before != nil {
                        a(.href(journalAddress(view, before: nil))) { say("← Mới nhất", "← Newest") }
                    }
                }
                span {
                    view.older.map { older in
                        a(.href(journalAddress(view, before: older)), .rel("next")) { say("Cũ hơn →", "Older →") }
                    }
                }
            }
        }
    }

    private func journalAddress(_ view: JournalView, before: Int64?) -> String {
        let fields = [view.kind.map { "kind=\($0.rawValue)" }, before.map { "before=\($0)" }].compactMap(\.self)
        return "/journal" + (fields.isEmpty ? "" : "?" + fields.joined(separator: "&"))
    }

    private func entry(_ record: JournalRecord) -> Element {
        let told = told(record)
        return tr(.data("row", "\(record.index)"), .data("entry", record.entry)) {
            td(.class("number")) { "\(record.index)" }
            td { time(.datetime(record.at.rfc3339)) { record.at.shown } }
            td(.class("code")) { record.kind }
            td {
                p { told.text }
                if let id = told.document {
                    p(.class("links")) {
                        a(.href("/documents/\(id.text)")) { say("Văn bản", "Document") }
                        a(.href("/journal?document=\(id.text)")) { say("Mọi mục của văn bản", "All about it") }
                    }
                }
                details {
                    summary { say("Nguyên văn", "As it is") }
                    pre(.class("entry")) { record.entry }
                }
            }
        }
    }

    /// In words; an entry of a newer version is shown as it is.
    private func told(_ record: JournalRecord) -> (text: String, document: DocumentID?) {
        do {
            let fact = try JournalEntry(canonical: record.entry.utf8).fact
            return (language == .vi ? fact.vietnamese : fact.english, fact.document)
        } catch {
            return (record.entry, nil)
        }
    }
}
