import Foundation

/// A secret shared with another system. It prints as dots, so that no log line can hold it by accident.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package let value: String

    package init(_ value: String) { self.value = value }

    package var description: String { "•••" }
    package var debugDescription: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Where a secret is kept. It never stands in the configuration file itself.
package enum SecretSource: Sendable, Hashable {
    case value(Secret)
    /// The path of a file that holds the secret and at most a line end.
    case file(String)

    /// - Throws: the error of reading the file; ``SecretMissing`` when it is empty.
    package func load() throws -> Secret {
        switch self {
        case .value(let secret): return secret
        case .file(let path):
            let value = try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .newlines)
            guard !value.isEmpty else { throw SecretMissing(path: path) }
            return Secret(value)
        }
    }
}

/// A file that should hold a secret is empty.
package struct SecretMissing: Error, Sendable, Hashable, CustomStringConvertible {
    package let path: String
    package var description: String { "\(path): tệp bí mật rỗng / the secret's file is empty" }
}

extension ConfigurationSection {
    /// A secret: from the environment as `<name>`, or in the file that the key `<name>File` names.
    package func secret(_ name: String) -> SecretSource {
        if let value = overridden(name) {
            // The file may be named all the same: the environment goes before it.
            expect([name + "File"])
            note(name, "present")
            return .value(Secret(value))
        }
        let path = requiredPath(name + "File")
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        note(name, size > 0 ? "present" : "absent")
        return .file(path)
    }
}
