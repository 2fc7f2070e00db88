extension FileHash {
    /// A hash that was kept as 64 hex digits; `nil` when `text` is not that.
    package init?(hex text: String) {
        guard text.utf8.count == 64, let bytes = Hex.bytes(text) else { return nil }
        self.bytes = bytes
    }
}
