/// The record that repeats checksum and sizes behind an entry's data, where the writer did not know them before (APPNOTE
/// §4.3.9). Its signature is optional and its sizes have 32 or 64 bits, so it is recognised by what it must say.
struct ZipDescriptor {
    /// Bytes to look at: the longest form and the beginning of what must follow. No whole archive ends sooner.
    static let lookahead = 28

    let length: Int
    let checksum: UInt32
    let inflated: UInt64

    /// - Parameters:
    ///   - bytes: ``lookahead`` of them.
    ///   - checksum: what it must say; `nil` when the data could not be read.
    ///   - inflated: likewise.
    ///   - isZip64: whether the header speaks of 64-bit sizes, so that these are tried first.
    init?(_ bytes: [UInt8], checksum: UInt32?, compressed: UInt64, inflated: UInt64?, isZip64: Bool) {
        for start in [4, 0] where start == 0 || bytes.number32(0) == ZipSignature.descriptor.rawValue {
            for width in isZip64 ? [8, 4] : [4, 8] {
                func size(_ at: Int) -> UInt64 { width == 8 ? bytes.number64(at) : UInt64(bytes.number32(at)) }
                let stated = (bytes.number32(start), size(start + 4), size(start + 4 + width))
                let length = start + 4 + 2 * width
                let isFollowed = bytes[length] == UInt8(ascii: "P") && bytes[length + 1] == UInt8(ascii: "K")
                guard isFollowed, stated.1 == compressed, stated.0 == checksum ?? stated.0,
                    stated.2 == inflated ?? stated.2
                else { continue }
                self.length = length
                self.checksum = stated.0
                self.inflated = stated.2
                return
            }
        }
        return nil
    }
}
