/// A rehearsal cannot go on: its surroundings are at fault, or a process it started.
package struct RehearsalFailure: Error, CustomStringConvertible {
    package let vi: String
    package let en: String

    package init(vi: String, en: String) {
        self.vi = vi
        self.en = en
    }

    package var description: String { "\(vi) / \(en)" }
}
