import SignedXML

/// A time-stamp (RFC 3161) by which a head of the journal, or all that came before it in the row of stamps, was there at its time.
package struct Stamp: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, Codable {
        /// Over the note's bytes.
        case head
        /// Over the notes and tokens of all stamps before it, one after the other: those are judged as of its time from then on,
        /// when their authorities' certificates have ended, or their digest is believed no longer.
        case renewal
    }

    package let kind: Kind
    /// Entries of the head; of a renewal, those of the newest head before it.
    package let size: Int64
    /// The head as the hub signed it; empty in a renewal.
    package let note: String
    /// The authority's `TimeStampToken`, DER.
    package let token: [UInt8]
    /// The token's `genTime`.
    package let at: Timestamp
    /// When the first of its certificates ends.
    package let expiresAt: Timestamp
    package let hash: HashAlgorithm

    package init(
        _ kind: Kind, size: Int64, note: String, token: [UInt8], at: Timestamp, expiresAt: Timestamp,
        hash: HashAlgorithm
    ) {
        (self.kind, self.size, self.note, self.token) = (kind, size, note, token)
        (self.at, self.expiresAt, self.hash) = (at, expiresAt, hash)
    }

    /// As it is kept, kind and digest by their names; `nil` when there are none such.
    package init?(
        kind: String, size: Int64, note: String, token: [UInt8], at: Timestamp, expiresAt: Timestamp, digest: String
    ) {
        guard let kind = Kind(rawValue: kind), let hash = HashAlgorithm(rawValue: digest) else { return nil }
        self.init(kind, size: size, note: note, token: token, at: at, expiresAt: expiresAt, hash: hash)
    }

    /// The digest's name.
    package var digest: String { hash.rawValue }

    /// What the next renewal covers of this one.
    package var renewed: [UInt8] { Array(note.utf8) + token }
}

/// When the journal's head is stamped, and when stamps are stamped again.
package struct StampPolicy: Sendable, Hashable {
    /// Milliseconds; with a day, at every first moment of one (Vietnam's time).
    package var every: Int64 = 86_400_000
    package var hash = HashAlgorithm.sha256
    /// How long before a stamp ends all are renewed, in milliseconds.
    package var renewBefore: Int64 = 30 * 86_400_000
    /// From when on a digest is believed no longer.
    package var ages: [HashAlgorithm: Timestamp] = [:]

    package init() {}

    /// Whether a new period has begun since the last head was stamped.
    package func isDue(after last: Timestamp?, now: Timestamp) -> Bool {
        last.map { period(of: now) > period(of: $0) } ?? true
    }

    private func period(of moment: Timestamp) -> Int64 {
        (moment.milliseconds + 7 * 3_600_000) / max(1, every)
    }

    /// From when on a stamp proves nothing by itself.
    package func end(of stamp: Stamp) -> Timestamp { min(stamp.expiresAt, ages[stamp.hash] ?? stamp.expiresAt) }

    /// The first end among the stamps that no renewal covers.
    /// - Parameter stamps: all, in their order.
    package func firstEnd(among stamps: [Stamp]) -> Timestamp? {
        let newest = stamps.lastIndex { $0.kind == .renewal } ?? 0
        return stamps.dropFirst(newest).map(end).min()
    }

    /// Whether it is time to renew, and the authority that stamped last has a certificate by which that is worth while.
    package func needsRenewal(_ stamps: [Stamp], now: Timestamp) -> Bool {
        guard let end = firstEnd(among: stamps), let newest = stamps.last,
            now.milliseconds(since: end) >= -renewBefore
        else { return false }
        return min(newest.expiresAt, ages[hash] ?? newest.expiresAt) > end
    }
}

/// The row of all stamps, each judged as of the time for which a later one vouches.
package struct StampRow: Sendable {
    package struct Judged: Sendable {
        package let stamp: Stamp
        package let verdict: TimestampVerdict
        /// As of when: the time of the next renewal that is true, or now.
        package let asOf: Timestamp
    }

    package let judged: [Judged]

    /// - Parameter stamps: all, in their order.
    package init(_ stamps: [Stamp], by trust: TimestampTrust, now: Timestamp) {
        var (judged, asOf): ([Judged], Timestamp) = ([], now)
        for (position, stamp) in stamps.enumerated().reversed() {
            let verdict = trust.judge(
                stamp.token, over: StampRow.stamped(by: stamp, after: stamps.prefix(position)), at: asOf.milliseconds)
            judged.append(Judged(stamp: stamp, verdict: verdict, asOf: asOf))
            if stamp.kind == .renewal, verdict.isVerified { asOf = stamp.at }
        }
        self.judged = judged.reversed()
    }

    /// The bytes that a stamp is over.
    package static func stamped(by stamp: Stamp, after before: some Sequence<Stamp>) -> [UInt8] {
        stamp.kind == .head ? Array(stamp.note.utf8) : bytes(renewing: before)
    }

    /// The bytes that a renewal of these is over.
    package static func bytes(renewing stamps: some Sequence<Stamp>) -> [UInt8] { stamps.flatMap(\.renewed) }
}
