import HubCore
import SignedXML
import Synchronization

/// What the played agencies have seen: noted as it happens, judged when all is over.
final class RehearsalRecord: Sendable {
    struct Notes: Sendable {
        /// The first receipt for each packet, by its digest.
        var receipts: [String: Receipt] = [:]
        /// Acceptances beyond the first of a packet.
        var repeats = 0
        /// Of each spoiled packet: the codes it was refused with.
        var refusals: [String: [String]] = [:]
        /// The digest of each packet taken out of a mailbox, by delivery.
        var taken: [String: (recipient: String, sha256: String)] = [:]
        var problems: [Bilingual] = []
        var documents: [TrackedDocument] = []
    }

    private let notes = Mutex(Notes())

    var now: Notes { notes.withLock { $0 } }

    func problem(vi: String, en: String) {
        notes.withLock { $0.problems.append(Bilingual(vi: vi, en: en)) }
    }

    /// Every packet has one receipt, however often it is offered.
    func accepted(_ name: String, sha256: String, _ receipt: Receipt) {
        notes.withLock { notes in
            if receipt.sha256 != sha256 {
                notes.problems.append(
                    Bilingual(
                        vi: "\(name): biên nhận ghi mã băm khác", en: "\(name): the receipt names another digest"))
            }
            guard let first = notes.receipts[sha256] else {
                notes.receipts[sha256] = receipt
                return
            }
            notes.repeats += 1
            if first != receipt {
                notes.problems.append(
                    Bilingual(
                        vi: "\(name): gửi lặp lại nhận được biên nhận khác",
                        en: "\(name): the repeat got another receipt"))
            }
        }
    }

    func refused(_ name: String, codes: [String]) {
        notes.withLock { $0.refusals[name] = codes }
    }

    func taken(_ item: Waiting, sha256: String) {
        notes.withLock { $0.taken[item.delivery] = (item.recipient, sha256) }
    }

    /// Where every document stands, at the last look.
    func saw(_ documents: [TrackedDocument]) {
        notes.withLock { $0.documents = documents }
    }

    /// Whether a recipient has reported that status of a new document.
    func reached(code: String, agency: String, status: String) -> Bool {
        now.documents.contains { document in
            document.code == code && document.businessType == 0
                && document.deliveries.contains { delivery in
                    delivery.recipient == agency && delivery.statuses.contains { $0.code == status }
                }
        }
    }
}
