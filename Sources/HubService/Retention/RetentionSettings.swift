import HubCore

/// What an operator decides about keeping.
package struct RetentionSettings: Sendable, Hashable {
    package var policy = RetentionPolicy()
    /// How often the hub retires what is due, and sweeps files that nobody needs.
    package var interval = Duration.seconds(86_400)

    package init() {}

    init(_ section: ConfigurationSection) {
        self.init()
        policy.documents = RetentionPolicy.Terms(section.section("documents"))
        policy.statuses = RetentionPolicy.Terms(section.section("statuses"))
        interval = section.duration("interval", in: .seconds(60)...(.seconds(31 * 86_400)), default: interval)
    }
}

extension RetentionPolicy.Terms {
    private enum Span {
        case forever
        case milliseconds(Int64)

        /// A day at least: a slip of the pen shall not cost a document.
        init?(_ text: String) {
            if text == "forever" {
                self = .forever
            } else if let span = Duration(written: text), span >= .seconds(86_400) {
                self = .milliseconds(span.milliseconds)
            } else {
                return nil
            }
        }
    }

    fileprivate init(_ section: ConfigurationSection) {
        func term(_ key: String) -> Int64? {
            section.note(key, "forever")
            let expected = (vi: "forever, hoặc khoảng thời gian từ 1d", en: "forever, or a duration from 1d on")
            guard case .milliseconds(let span)? = section.value(key, expected: expected, Span.init) else { return nil }
            return span
        }
        self.init(bytes: term("bytes"), words: term("words"))
        if let bytes, let words, words < bytes {
            section.reject("words", vi: "không được ngắn hơn bytes", en: "must not be shorter than bytes")
        }
    }
}
