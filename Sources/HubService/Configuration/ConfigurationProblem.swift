import SignedXML

/// One thing wrong in a configuration, said so that it can be mended without reading the code.
package struct ConfigurationProblem: Sendable, Hashable, CustomStringConvertible {
    /// The file, or the environment variable, that holds it.
    package let origin: String
    /// 1-based; `nil` for an environment variable, or for something missing from the whole file.
    package let line: Int?
    /// The key from the top, joined by dots: `listen.tls.key`.
    package let key: String
    package let says: Bilingual

    package var description: String {
        let place = line.map { "\(origin):\($0)" } ?? origin
        return "\(place): \(key): \(says.vi) / \(says.en)"
    }
}

/// A configuration that cannot be used, with everything wrong in it.
package struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    package let problems: [ConfigurationProblem]

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
