/// A setting as it holds, for the journal: never a secret.
package struct StatedSetting: Sendable, Hashable {
    package let text: String
    /// The files and folders that it names.
    package let paths: [String]

    /// - Parameter text: of an address with a name and a password in it, or with a query, these are left out.
    package init(_ text: String) {
        self.text = Self.withoutSecrets(text)
        paths = []
    }

    package init(paths: [String]) {
        text = paths.joined(separator: ", ")
        self.paths = paths
    }

    private static func withoutSecrets(_ text: String) -> String {
        guard text.contains("://") else { return text }
        return text.replacing(#/://[^/\s]*@/#, with: "://•••@").replacing(#/\?[^\s,]+/#, with: "?•••")
    }
}
