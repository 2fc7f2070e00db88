/// How long what has ended is kept, by kind. Nothing is retired that has not ended, or whose time has not passed since the
/// last thing that happened to it.
package struct RetentionPolicy: Sendable, Hashable {
    /// Of one kind, in milliseconds since its end; `nil` for ever.
    package struct Terms: Sendable, Hashable {
        package var bytes: Int64?
        package var words: Int64?

        package init(bytes: Int64? = nil, words: Int64? = nil) {
            self.bytes = bytes
            self.words = words
        }
    }

    /// One thing that the policy asks for.
    package struct Due: Sendable, Hashable {
        package let kind: MessageFacts.Kind
        package let part: Retired.Part
        /// What ended before this.
        package let endedBefore: Timestamp
    }

    package var documents = Terms()
    package var statuses = Terms()

    package init() {}

    /// Whether anything is ever retired.
    package var keepsEverything: Bool { self == RetentionPolicy() }

    /// What is to be retired now, bytes first.
    package func due(now: Timestamp) -> [Due] {
        Retired.Part.allCases.flatMap { part in
            [(MessageFacts.Kind.document, documents), (.status, statuses)].compactMap { kind, terms in
                let term = part == .bytes ? terms.bytes : terms.words
                return term.map { Due(kind: kind, part: part, endedBefore: now.adding(milliseconds: -max(0, $0))) }
            }
        }
    }
}
