#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Canonical bytes on their way into a digest; kept until it is known which.
///
/// Nothing but pointers and a count, because every tag and every text of a document comes through here.
final class CanonicalOutput {
    /// What is gathered before it is digested, so that OpenSSL is not called for every tag.
    static let flushLength = 1 << 13

    @exclusivity(unchecked) private var storage: UnsafeMutableRawPointer
    @exclusivity(unchecked) private var capacity: Int
    @exclusivity(unchecked) private var count = 0
    @exclusivity(unchecked) private var digested = 0
    @exclusivity(unchecked) private var digest: Digest?

    /// - Parameter room: bytes that it has room for at first.
    init(room: Int = CanonicalOutput.flushLength) {
        capacity = room
        storage = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit { storage.deallocate() }

    /// Bytes written so far.
    var length: Int { digested + count }

    /// Bytes held back because no digest is known yet.
    var pendingLength: Int { digest == nil ? count : 0 }

    /// What has been written and not yet digested.
    var pending: [UInt8] { Array(UnsafeRawBufferPointer(start: storage, count: count)) }

    /// From now on (and for what is held back) the bytes go into `digest`.
    func write(into digest: Digest) {
        self.digest = digest
        flush()
    }

    func finish() -> [UInt8]? {
        flush()
        return digest?.finish()
    }

    private func flush() {
        guard let digest, count > 0 else { return }
        digest.update(UnsafeRawBufferPointer(start: storage, count: count))
        digested += count
        count = 0
    }

    /// Room for `added` bytes, in one piece.
    private func reserve(_ added: Int) {
        if count + added <= capacity { return }
        flush()
        guard count + added > capacity else { return }
        let larger = max(capacity * 2, count + added)
        let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
        moved.copyMemory(from: storage, byteCount: count)
        storage.deallocate()
        storage = moved
        capacity = larger
    }

    func put(_ byte: UInt8) {
        reserve(1)
        storage.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    func put(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        if bytes.count >= 4096, let digest {
            // A long run passes the buffer by.
            flush()
            digest.update(bytes)
            digested += bytes.count
            return
        }
        reserve(bytes.count)
        (storage + count).copyMemory(from: start, byteCount: bytes.count)
        count += bytes.count
    }

    /// A qualified name behind some markup: `<`, `</`, a space. Every tag is written so.
    func put(_ markup: StaticString, prefix: UnsafePointer<UInt8>?, local: UnsafePointer<UInt8>) {
        let prefixLength = prefix.map(length) ?? 0
        let localLength = length(local)
        reserve(markup.utf8CodeUnitCount + prefixLength + 1 + localLength)
        var end = storage + count
        end.copyMemory(from: markup.utf8Start, byteCount: markup.utf8CodeUnitCount)
        end += markup.utf8CodeUnitCount
        if let prefix {
            end.copyMemory(from: prefix, byteCount: prefixLength)
            end.storeBytes(of: UInt8(ascii: ":"), toByteOffset: prefixLength, as: UInt8.self)
            end += prefixLength + 1
        }
        end.copyMemory(from: local, byteCount: localLength)
        count = end + localLength - storage
    }

    private func length(_ name: UnsafePointer<UInt8>) -> Int {
        strlen(UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
    }

    func put(_ text: StaticString) {
        put(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
