/// Bounds on what a document may ask of the reader; each has a finding of its own when it is passed.
package struct Limits: Sendable, Hashable {
    package var depth = 64
    package var attributesPerTag = 64
    package var namespacesInScope = 32
    package var elements = 200_000
    /// Bytes of one element or attribute name.
    package var nameLength = 256
    /// Bytes of one non-binary element's text, and of one tag.
    package var textLength = 65_536
    /// Bytes before the signature's place has been passed.
    package var headerLength = 4_194_304

    package init() {}
}
