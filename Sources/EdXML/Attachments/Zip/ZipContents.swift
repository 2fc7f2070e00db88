/// What reading a zip archive through gave.
package struct ZipContents: Sendable, Hashable {
    /// Files and folders.
    package var entries = 0
    /// Bytes of what could be inflated.
    package var inflatedSize = 0
    /// Whether some entry is encrypted, so that nobody can say what it is.
    package var isEncrypted = false
    /// Whether it was read to its end.
    package var isComplete = false
    /// What kind of file the archive is, told by what is in it: an office document, or just a zip.
    package var kind = FileKind.zip

    package init() {}
}

/// The one file that a zip archive holds, unpacked while it passed.
package struct UnpackedFile: Sendable, Hashable {
    package let size: Int
    /// 32 bytes.
    package let sha256: [UInt8]
    /// Told by its content.
    package let kind: FileKind?

    package init(size: Int, sha256: [UInt8], kind: FileKind?) {
        self.size = size
        self.sha256 = sha256
        self.kind = kind
    }
}
