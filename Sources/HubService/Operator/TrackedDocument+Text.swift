import EdXML
import HubCore
import NIOCore
import SignedXML

extension TrackedDocument {
    /// For a person: what the document is, then one delivery per line.
    package func text(in language: Language) -> String {
        let urgency = Priority(rawValue: priority).flatMap { $0 == .ordinary ? nil : $0.name[language] }
        let sender = fromName.isEmpty ? from : "\(from) \(fromName)"
        let act = businessType == 0 ? nil : BusinessType(rawValue: businessType)?.name[language]
        let head = [code, act, subject, urgency].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · ")
        let facts = "\(sender) · \(acceptedAt.shown) · \(id)"
        let width = deliveries.map(\.addressee.count).max() ?? 0
        let lines = deliveries.map { "  " + $0.line(width: min(width, 44), since: acceptedAt, language) }
        return ([head, facts] + relations(language) + lines).joined(separator: "\n") + "\n"
    }

    /// What has become of the document as a whole.
    private func relations(_ language: Language) -> [String] {
        let superseded = Bilingual(vi: "⚠ ĐÃ BỊ THAY THẾ bởi", en: "⚠ SUPERSEDED by")
        let replacing = Bilingual(vi: "thay thế", en: "replaces")
        let amended = Bilingual(vi: "thông tin văn bản được cập nhật bởi", en: "its description is updated by")
        return [(superseded, replacedBy), (replacing, replaces), (amended, amendedBy)]
            .filter { !$1.isEmpty }.map { "\($0[language]) \($1.joined(separator: ", "))" }
    }

    /// One JSON array on one line.
    package static func json(_ tracked: [TrackedDocument]) -> String { String(buffer: WireJSON.encode(tracked)) }
}

extension TrackedDocument.Delivery {
    fileprivate var addressee: String { name.isEmpty ? recipient : "\(recipient) \(name)" }

    /// Recipient, route, where the packet is, the five steps with the time of each, and what does not fit.
    fileprivate func line(width: Int, since day: Timestamp, _ language: Language) -> String {
        var parts = [
            clipped(addressee, to: width).filled(to: width),
            (DeliveryRoute(rawValue: route)?.name[language] ?? route).filled(to: 13),
            packet(language).filled(to: 12),
        ]
        parts += BusinessState.steps.map { step in "\(step) \(time(of: step, since: day) ?? "–")".filled(to: 11) }
        if let returned = statuses.first(where: { $0.code == StatusCode.returned.rawValue }) {
            let reason = returned.description.isEmpty ? "" : " “\(returned.description)”"
            parts.append("02 \(returned.at.shown(since: day)) \(language == .vi ? "TRẢ LẠI" : "RETURNED")\(reason)")
        }
        parts += requests.filter(\.isCurrent).map { $0.text(since: day, language) }
        parts += contradictions.map { found in
            let word = language == .vi ? "trái với" : "contradicts"
            return "⚠ \(found.code) (\(found.at.shown(since: day))) \(word) \(found.against)"
        }
        parts += (deadlines ?? []).filter { $0.metAt == nil }.map { $0.brief(in: language) }
        if let waiting, waiting.because != "in-mailbox" {
            parts.append("– \(language == .vi ? waiting.vi : waiting.en)")
        } else if transport != TransportState.delivered.rawValue, let reason {
            parts.append("– \(reason)")
        }
        return parts.joined(separator: "  ").trimmingSpaceAtEnd
    }

    private func packet(_ language: Language) -> String {
        let word = TransportState(rawValue: transport)?.name[language] ?? transport
        return nextAttempt == nil || attempts == 0 ? word : "\(word) (\(attempts))"
    }

    /// The earliest time stated for a step.
    private func time(of step: String, since day: Timestamp) -> String? {
        statuses.filter { $0.code == step }.map(\.at).min()?.shown(since: day)
    }

    private func clipped(_ text: String, to width: Int) -> String {
        text.count <= width ? text : text.prefix(width - 1) + "…"
    }
}

extension Timestamp {
    /// The clock alone on the same day; the day and no seconds on another.
    func shown(since other: Timestamp) -> String {
        localDay == other.localDay ? shownClock : "\(shownDay.prefix(5)) \(shownClock.prefix(5))"
    }
}

extension DeliveryRoute {
    package var name: Bilingual {
        switch self {
        case .mailbox: Bilingual(vi: "hộp thư", en: "mailbox")
        case .axis: Bilingual(vi: "trục quốc gia", en: "national axis")
        }
    }
}

extension TransportState {
    package var name: Bilingual {
        switch self {
        case .waiting: Bilingual(vi: "chờ gửi", en: "waiting")
        case .leased: Bilingual(vi: "đang gửi", en: "on its way")
        case .available: Bilingual(vi: "chờ lấy", en: "to be fetched")
        case .fetched: Bilingual(vi: "đang lấy", en: "fetched")
        case .delivered: Bilingual(vi: "đã giao", en: "delivered")
        case .failed: Bilingual(vi: "nhận lỗi", en: "failed")
        case .refused: Bilingual(vi: "bị từ chối", en: "refused")
        case .dead: Bilingual(vi: "quá hạn gửi", en: "given up")
        case .cancelled: Bilingual(vi: "đã hủy", en: "cancelled")
        case .recalled: Bilingual(vi: "đã lấy lại", en: "taken back")
        }
    }
}

extension String {
    fileprivate var trimmingSpaceAtEnd: String {
        String(self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)])
    }
}
