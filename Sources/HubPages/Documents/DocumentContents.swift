import EdXML
import HubCore
import HubService
import Hypertext
import SignedXML

extension PageContext {
    // MARK: What is attached

    func contents(_ view: DocumentView) -> Fragment {
        Fragment {
            switch view.content {
            case .looked(let report):
                if let files = report.content?.attachments, !files.isEmpty {
                    section(.class("files")) {
                        h2 { say("Tệp đính kèm (\(files.count))", "Attachments (\(files.count))") }
                        ul { for file in files { attachment(file, of: view) } }
                    }
                }
            case .notLookedInto(let size):
                section(.class("files")) {
                    h2 { say("Tệp đính kèm", "Attachments") }
                    p {
                        say(
                            "Gói tin lớn (\(Int(size).shownAsSize(decimal: ","))). ",
                            "The packet is large (\(Int(size).shownAsSize(decimal: "."))). ")
                        a(.href("\(view.seen.address)?look=1")) {
                            say("Mở ra xem tệp và chữ ký", "Look at its files and signature")
                        }
                    }
                }
            case .retired:
                section(.class("files")) {
                    h2 { say("Tệp đính kèm", "Attachments") }
                    p {
                        say(
                            "Nội dung gói tin đã hết thời hạn lưu và không còn ở trục; nhật ký và chứng cứ vẫn còn.",
                            "The packet's bytes are past their retention and no longer here; journal and evidence remain."
                        )
                    }
                }
            }
        }
    }

    private func attachment(_ file: Attachment, of view: DocumentView) -> Element {
        let address = "\(view.seen.address)/files/\(file.content.index)"
        let kind = file.fileKind
        return li {
            a(.href(address), .class("file")) { file.fileName.text }
            span(.class("quiet")) {
                (kind?.words[language] ?? say("không rõ loại", "of no known kind")) + ", "
                    + file.fileSize.shownAsSize(decimal: language == .vi ? "," : ".")
            }
            if AttachedFile.maybeShown(kind) {
                details(.class("preview")) {
                    summary { say("Xem tại đây", "Show it here") }
                    // Loaded only when it is opened: by the script, or by the link where there is none.
                    div(.data("preview", "\(address)?show=1"), .data("title", file.fileName.text)) {
                        a(.href("\(address)?show=1"), .target("_blank")) {
                            say("Mở trong thẻ mới", "Open in a new tab")
                        }
                    }
                }
            }
        }
    }

    // MARK: Who signed it

    func verdict(_ view: DocumentView) -> Fragment {
        Fragment {
            section(.class("verdict")) {
                h2 { say("Chữ ký", "Signature") }
                if view.seen.facts.certificate != nil {
                    p(.class("good")) {
                        say(
                            "✓ Chữ ký số của gói tin hợp lệ khi trục tiếp nhận.",
                            "✓ The packet's signature was good when the hub accepted it.")
                    }
                } else {
                    p(.class("none")) {
                        say(
                            "Gói tin không có chữ ký số được kiểm tra.",
                            "The packet has no signature that was verified.")
                    }
                }
                if case .looked(let report) = view.content { signer(report, view.seen.facts) }
                let flags = view.seen.facts.flags
                if !flags.isEmpty {
                    h3 { say("Điều đáng lưu ý khi tiếp nhận", "What was remarked at acceptance") }
                    ul(.class("findings")) { for flag in flags { li(.class("flags")) { remark(flag, in: view) } } }
                }
                if case .looked(let report) = view.content, !report.signedFiles.isEmpty { signedFiles(report) }
            }
        }
    }

    private func signer(_ report: CheckReport, _ facts: MessageFacts) -> Element {
        dl {
            term("Người ký", "Signed by") { report.content?.signer }
            term("Chứng thư số", "Certificate") {
                facts.certificate.map { digest in span(.class("digest")) { digest } }
            }
            for line in report.content?.times?.lines(in: language) ?? [] {
                term(line.label.vi, line.label.en) { line.text }
            }
        }
    }

    /// In the words of today's check of the same packet, which has its arguments; in the catalogue's without it.
    private func remark(_ code: String, in view: DocumentView) -> Fragment {
        var found: Finding?
        if case .looked(let report) = view.content { found = report.findings.first { $0.rule.code == code } }
        return Fragment {
            if let found {
                p { say(found.says) }
                p(.class("mend")) { say(found.mend) }
            } else {
                Catalogue.standard[code].map { rule in p { say(rule.mend) } }
            }
            p(.class("quiet")) { Hypertext.code { code } }
        }
    }

    private func signedFiles(_ report: CheckReport) -> Fragment {
        Fragment {
            h3 { say("Chữ ký trong tệp đính kèm", "Signatures in the attachments") }
            for file in report.signedFiles {
                div(.class("signed-file")) {
                    p { strong { say(file.title) } }
                    ul {
                        for signature in file.signatures {
                            li(.class("pdf-\(signature.verdict.rawValue)")) { say(signature.sentence) }
                        }
                    }
                }
            }
        }
    }
}
