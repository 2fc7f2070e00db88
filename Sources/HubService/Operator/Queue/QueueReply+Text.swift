import EdXML
import HubCore
import HubStore
import SignedXML

extension QueueReply {
    package func text(in language: Language) -> String {
        switch self {
        case .list(let list): list.text(in: language)
        case .shown(let documents, let steps):
            documents.map { $0.explanation(steps, in: language) }.joined(separator: "\n")
        case .retried(let count, _):
            language == .vi ? "Đã cho gửi lại \(count) lượt chuyển." : "\(count) deliveries are tried again."
        case .found(let count):
            language == .vi
                ? "Sẽ gửi lại \(count) lượt chuyển; chưa có gì thay đổi."
                : "\(count) deliveries would be tried again; nothing has changed."
        case .cancelled(let count):
            language == .vi ? "Đã hủy \(count) lượt chuyển." : "\(count) deliveries are cancelled."
        case .paused(let destination):
            language == .vi
                ? "Đã tạm dừng gửi tới \(destination.vietnamese). Gửi tiếp: lienthong queue release \(destination.text)"
                : "Nothing is sent to \(destination.text). Send on: lienthong queue release \(destination.text)"
        case .released(let destination):
            language == .vi ? "Gửi tiếp tới \(destination.vietnamese)." : "\(destination.text) is sent to again."
        case .ages(let ages): DestinationAges.table(ages, language)
        }
    }
}

extension QueueList {
    /// How it goes with destinations, then one delivery per line.
    fileprivate func text(in language: Language) -> String {
        var head = [axis?.text(in: language)].compactMap(\.self)
        head += pauses.map { pause in
            let since = pause.since.shown
            return language == .vi
                ? "‖ \(pause.destination.vietnamese): \(pause.by) tạm dừng từ \(since): \(pause.reason)"
                : "‖ \(pause.destination.text): paused by \(pause.by) since \(since): \(pause.reason)"
        }
        if lines.isEmpty { head.append(language == .vi ? "Không có gì đang chờ." : "Nothing waits.") }
        let more = language == .vi ? "… còn nữa; thêm --limit" : "… and more; raise --limit"
        return (head + lines.map { $0.text(in: language) } + (next == nil ? [] : [more])).joined(separator: "\n")
    }
}

extension QueueList.Line {
    fileprivate func text(in language: Language) -> String {
        let word = TransportState(rawValue: state)?.name[language] ?? state
        let urgent = Priority(rawValue: urgency).flatMap { $0 == .ordinary ? nil : $0.name[language] }
        let next = nextAttempt.map { "→ \($0.shown)" }
        return [
            delivery, openSince.shown, word.filled(to: 11), "(\(attempts))", recipient.filled(to: 14),
            "\(sender) \(code)", urgent, next, reason.map { "– \($0)" },
        ].compactMap(\.self).joined(separator: "  ")
    }
}

extension DestinationExplained {
    fileprivate func text(in language: Language) -> String {
        let traffic =
            language == .vi ? "đang gửi \(underWay)/\(window) gói" : "\(underWay) of \(window) packets under way"
        let since = since.map { " \($0.shown)" } ?? ""
        let why = reason.map { ": \($0)" } ?? ""
        let probe = nextProbe.map { (language == .vi ? "; thử lại lúc " : "; tried again at ") + $0.shown } ?? ""
        return switch (state, language) {
        case (.well, .vi): "✓ Trục quốc gia: thông, \(traffic)"
        case (.well, .en): "✓ The national axis: well, \(traffic)"
        case (.unreachable, .vi): "✗ Trục quốc gia: không phục vụ từ\(since)\(why)\(probe), \(traffic)"
        case (.unreachable, .en): "✗ The national axis: out of service since\(since)\(why)\(probe), \(traffic)"
        case (.paused, .vi): "‖ Trục quốc gia: tạm dừng, \(traffic)"
        case (.paused, .en): "‖ The national axis: paused, \(traffic)"
        }
    }
}

extension TrackedDocument {
    /// The document, and of each delivery that has not arrived: why, and what may be done.
    fileprivate func explanation(_ steps: [String: [QueueStep]], in language: Language) -> String {
        var lines = ["\(code) · \(from) · \(acceptedAt.shown) · \(id)"]
        for delivery in deliveries {
            let state = TransportState(rawValue: delivery.transport)?.name[language] ?? delivery.transport
            lines.append("\(delivery.recipient) · \(state) · \(delivery.id)")
            lines += (steps[delivery.id] ?? []).map { "  · " + $0.text(in: language) }
            guard let waiting = delivery.waiting else { continue }
            lines.append("  " + (language == .vi ? waiting.vi : waiting.en))
            lines += waiting.mayDo.map { "  → " + (language == .vi ? $0.vi : $0.en) }
        }
        return lines.joined(separator: "\n")
    }
}

extension QueueStep {
    fileprivate func text(in language: Language) -> String {
        let word = Moved.Event(rawValue: event)?.name[language] ?? event
        return [at.shown, "\(word) (\(attempt))", reason.map { "– \($0)" }].compactMap(\.self).joined(separator: "  ")
    }
}

extension Moved.Event {
    fileprivate var name: Bilingual {
        switch self {
        case .delivered: Bilingual(vi: "đã giao", en: "delivered")
        case .deferred: Bilingual(vi: "hoãn", en: "deferred")
        case .deliveryRefused: Bilingual(vi: "bị từ chối", en: "refused")
        case .dead: Bilingual(vi: "thôi gửi", en: "given up")
        case .fetched: Bilingual(vi: "nơi nhận đã lấy", en: "fetched")
        case .acknowledged: Bilingual(vi: "nơi nhận đã báo", en: "acknowledged")
        case .sentAgain: Bilingual(vi: "cho gửi lại", en: "sent again")
        case .forgotten: Bilingual(vi: "nơi nhận không còn giữ", en: "forgotten")
        case .cancelled: Bilingual(vi: "hủy", en: "cancelled")
        case .recalled: Bilingual(vi: "nơi gửi lấy lại", en: "taken back")
        case .readdressed: Bilingual(vi: "gửi mới", en: "addressed again")
        }
    }
}

extension DestinationAges {
    /// Rows are destinations, columns are ages.
    fileprivate static func table(_ ages: [DestinationAges], _ language: Language) -> String {
        let names = ages.map { "\($0.kind.name[language]) \($0.destination)" }
        let width = names.map(\.count).max() ?? 0
        let ends = ["1m", "10m", "1h", "6h", "1d", "5d"]
        let columns = ends.map { "<\($0)" } + ["≥\(ends.last ?? "")", language == .vi ? "tất cả" : "all"]
        let head = String(repeating: " ", count: width) + columns.map { $0.flushRight(in: 9) }.joined()
        let rows = zip(names, ages).map { name, row in
            let numbers = row.counts.map { $0 == 0 ? "·" : "\($0)" } + ["\(row.counts.reduce(0, +))"]
            return name.filled(to: width) + numbers.map { $0.flushRight(in: 9) }.joined()
        }
        return ([head] + rows).joined(separator: "\n")
    }
}

extension DestinationAges.Kind {
    fileprivate var name: Bilingual {
        switch self {
        case .axis: Bilingual(vi: "trục quốc gia", en: "national axis")
        case .recipient: Bilingual(vi: "  nơi nhận", en: "  recipient")
        case .mailbox: Bilingual(vi: "hộp thư", en: "mailbox")
        case .webhook: Bilingual(vi: "webhook", en: "webhook")
        }
    }
}
