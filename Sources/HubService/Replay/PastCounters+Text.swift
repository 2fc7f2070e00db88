import EdXML
import HubCore
import HubStore
import NIOCore
import SignedXML

extension Hindsight.Standing {
    /// `1234 mục nhật ký, đến 21/11/2026 17:20:31`
    func text(in language: Language) -> String {
        let until = last.map { (language == .vi ? ", đến " : ", up to ") + $0.shown } ?? ""
        return language == .vi ? "\(entries) mục nhật ký\(until)" : "\(entries) journal entries\(until)"
    }
}

extension PastCounters {
    package func text(in language: Language) -> String {
        let names: [(Bilingual, Int64)] = [
            (Bilingual(vi: "văn bản", en: "documents"), documents),
            (Bilingual(vi: "gói trạng thái", en: "status packets"), messages),
            (Bilingual(vi: "trạng thái đã ghi", en: "statuses recorded"), statuses),
            (Bilingual(vi: "yêu cầu chờ trả lời", en: "requests without an answer"), requestsOpen),
            (Bilingual(vi: "gói chờ văn bản", en: "packets parked"), parked),
            (Bilingual(vi: "đơn vị (của trục này)", en: "agencies (of this hub)"), agencies),
        ]
        let lines = names.map { name, count in
            let local = name.en.hasPrefix("agencies") ? " (\(localAgencies))" : ""
            return "  \(name[language].filled(to: 28)) \(count)\(local)\n"
        }
        let ways = deliveries.map { line in
            let route = DeliveryRoute(rawValue: line.route)?.name[language] ?? line.route
            let state = TransportState(rawValue: line.state)?.name[language] ?? line.state
            return "  \("\(route): \(state)".filled(to: 28)) \(line.count)\n"
        }
        return "\(standing.text(in: language))\n" + lines.joined() + ways.joined()
    }

    package var json: String { String(buffer: WireJSON.encode(self)) }
}

extension PastMailbox {
    package func text(in language: Language) -> String {
        let head =
            language == .vi
            ? "Hộp thư \(agency): \(count) gói chưa nhận xong (\(standing.text(in: language)))\n"
            : "Mailbox of \(agency): \(count) packets not yet taken (\(standing.text(in: language)))\n"
        let lines = items.map { item in
            let state = item.state.name[language].filled(to: 12)
            let what = "\(item.sender.filled(to: 14)) \(item.code)  \(item.subject)  [\(item.document)]"
            return "  \(item.acceptedAt.shown)  \(state)  \(what)\n"
        }
        let more = count > items.count ? "  … +\(count - items.count)\n" : ""
        return head + lines.joined() + more
    }

    package var json: String {
        struct Report: Encodable {
            struct Item: Encodable {
                let document: DocumentID
                let delivery: DeliveryID
                let sender: String
                let code: String
                let subject: String
                let state: String
                let acceptedAt: Timestamp
                let sha256: String
            }
            let agency: String
            let standing: Hindsight.Standing
            let count: Int
            let items: [Item]
        }
        let items = items.map {
            Report.Item(
                document: $0.document, delivery: $0.delivery, sender: $0.sender, code: $0.code, subject: $0.subject,
                state: $0.state.rawValue, acceptedAt: $0.acceptedAt, sha256: $0.sha256)
        }
        return String(
            buffer: WireJSON.encode(Report(agency: agency, standing: standing, count: count, items: items)))
    }
}
