import SignedXML

/// The digests of a file's beginning, forked at every hole that a signature may leave out.
///
/// At the `<` of a hole the state so far is copied; the copy goes on behind the `>`, to the end that the signature's
/// `/ByteRange` names. So each signature is answered in one pass, whatever the file's size.
struct PDFRunningDigests {
    /// More signatures than these, waiting for their ends at one time, are not digested.
    static let forkLimit = 16

    private struct Fork {
        var digests: [Digest]
        /// Offset up to which bytes were taken; `nil` within the hole.
        var taken: Int?
        /// Where the signature's last range ends; `nil` until its dictionary is complete.
        var end: Int?
    }

    private let running: [Digest]
    private var taken = 0
    /// By the offset of the hole's `<`.
    private var forks: [Int: Fork] = [:]
    private var finished: [Int: [HashAlgorithm: [UInt8]]] = [:]

    /// - Throws: ``SignedXMLError`` when OpenSSL is out of memory.
    init(_ algorithms: Set<HashAlgorithm>) throws { running = try algorithms.map { try Digest($0) } }

    /// The digests over both ranges of the signature with this hole; `nil` when its end was not reached, or it was not
    /// forked.
    func values(ofHole start: Int) -> [HashAlgorithm: [UInt8]]? { finished[start] }

    /// Begins a hole.
    /// - Parameter begin: the offset of the piece in the file; the hole's `<` is in it, or was the last byte before it.
    /// - Throws: ``SignedXMLError`` when OpenSSL is out of memory.
    mutating func beginHole(at start: Int, in piece: RawSpan, from begin: Int) throws {
        guard forks.count < Self.forkLimit else { return }
        takeRunning(piece, from: begin, to: start)
        forks[start] = Fork(digests: try running.map { try $0.copy() })
    }

    /// Ends the hole of which the `<` is at `start`, with its `>` before `end`.
    mutating func endHole(_ start: Int, at end: Int) { forks[start]?.taken = end }

    /// Keeps the fork up to `end`, which lies ahead.
    /// - Returns: whether there is such a fork.
    mutating func keep(hole start: Int, to end: Int) -> Bool {
        forks[start]?.end = end
        return forks[start] != nil
    }

    mutating func drop(hole start: Int) { forks[start] = nil }

    /// Drops what was never claimed by a signature.
    mutating func dropUnclaimed() {
        if !forks.isEmpty { forks = forks.filter { $0.value.end != nil } }
    }

    /// Takes a piece to its end.
    /// - Parameter holdsBack: whether its last byte is a `<` that may yet begin a hole.
    mutating func take(_ piece: RawSpan, from begin: Int, holdsBack: Bool) {
        let pieceEnd = begin + piece.byteCount
        takeRunning(piece, from: begin, to: pieceEnd - (holdsBack ? 1 : 0))
        for (start, fork) in forks {
            guard let from = fork.taken else { continue }
            let to = min(fork.end ?? pieceEnd, pieceEnd)
            if from < to {
                let bytes = piece.extracting(max(0, from - begin)..<(to - begin))
                for digest in fork.digests { digest.update(bytes) }
                forks[start]?.taken = to
            }
            if to == fork.end { finish(start, fork) }
        }
    }

    private mutating func finish(_ start: Int, _ fork: Fork) {
        forks[start] = nil
        finished[start] = Dictionary(
            fork.digests.map { ($0.algorithm, $0.finish()) }, uniquingKeysWith: { first, _ in first })
    }

    private mutating func takeRunning(_ piece: RawSpan, from begin: Int, to end: Int) {
        guard taken < end else { return }
        if taken < begin {
            // The `<` held back from the piece before.
            for digest in running { [UInt8(ascii: "<")].withBytes { digest.update($0) } }
            taken += 1
        }
        guard taken < end else { return }
        let bytes = piece.extracting((taken - begin)..<(end - begin))
        for digest in running { digest.update(bytes) }
        taken = end
    }
}
