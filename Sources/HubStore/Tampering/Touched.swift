import HubCore

/// What an act of tampering touched.
package struct Touched: Sendable, Hashable {
    /// A few words, for whoever reads of a trial.
    package let what: String
    /// As an audit would name them; every one of them is to be named.
    package let places: [AuditPlace]

    package init(_ what: String, _ places: AuditPlace...) {
        self.what = what
        self.places = places
    }

    /// Whether flaws name all of it.
    package func isNamed(by flaws: [AuditFlaw]) -> Bool {
        places.allSatisfy { place in flaws.contains { $0.names(place) } }
    }
}

extension AuditFlaw {
    fileprivate func names(_ touched: AuditPlace) -> Bool {
        if place.covers(touched) { return true }
        // Which side was altered is open there, and both are named.
        if case .tile(let tile, _) = touched, kind == .leafUnclear {
            return detail == "tile \(tile.level)/\(tile.number)"
        }
        return false
    }
}

extension RandomNumberGenerator {
    mutating func number(_ range: Range<Int64>) -> Int64 { Int64.random(in: range, using: &self) }
}

extension [UInt8] {
    /// With one bit another one.
    func flipped(using dice: inout some RandomNumberGenerator) -> (bytes: [UInt8], offset: Int) {
        var bytes = self
        let offset = Int.random(in: 0..<count, using: &dice)
        bytes[offset] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
        return (bytes, offset)
    }
}
