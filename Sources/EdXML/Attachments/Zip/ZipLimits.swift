/// Bounds on what the archives of one packet may ask of their reader; each has a finding of its own when it is passed.
package struct ZipLimits: Sendable, Hashable {
    /// Entries of one archive.
    package var entries = 10_000
    /// Bytes of one entry's name.
    package var nameLength = 1_024
    /// Bytes of all names of one archive: they are kept until its directory has confirmed them.
    package var allNamesLength = 1_048_576
    /// Bytes that all archives of a packet may inflate to, archives in archives included.
    package var inflatedSize = 2_147_483_648
    /// How many times larger than the attachments' own bytes that may be…
    package var ratio = 250
    /// …which is asked only beyond so many bytes: a small file that packs well harms nobody.
    package var unaskedSize = 16_777_216

    package init() {}
}
