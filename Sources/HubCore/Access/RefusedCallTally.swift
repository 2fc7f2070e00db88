/// Sums up the calls that are refused: an auditor learns of each new caller at once and of the others once in a window, and
/// whoever calls a million times under a million names costs the journal some two hundred entries.
package struct RefusedCallTally: Sendable {
    /// In milliseconds.
    package static let window: Int64 = 60_000
    /// So many different ones are told one by one in a window.
    package static let told = 100
    /// So many of the others are told apart, to count them.
    private static let counted = 10_000

    private struct Sum {
        var count: Int64 = 0
        var first: Timestamp
        var last: Timestamp
        var request: String?

        mutating func add(_ request: String?, at now: Timestamp) {
            if count == 0 { (first, self.request) = (now, request) }
            count += 1
            last = max(last, now)
        }

        init(at now: Timestamp) { (first, last) = (now, now) }
    }

    /// Whom an entry names when it is written at once: from however many addresses.
    private struct Source: Hashable {
        let interface: String
        let code: String
        let caller: String?
        let token: TokenID?

        init(_ call: RefusedCall) {
            (interface, code, caller, token) = (call.interface, call.code, call.caller, call.token)
        }
    }

    /// When the window began; `nil` while there is none.
    private var begun: Timestamp?
    private var sums: [RefusedCall: Sum] = [:]
    private var order: [RefusedCall] = []
    private var others: Sum?
    private var otherNames: Set<Int> = []
    /// Who called in this window, and who in the one before, and when that ended.
    private var heard: Set<Source> = []
    private var heardBefore: Set<Source> = []
    private var ended: Timestamp?

    package init() {}

    /// Takes in one call.
    /// - Parameters:
    ///   - request: its name.
    ///   - mayTell: whether an entry may be written at once.
    /// - Returns: the entry that is to be written at once; the call is in no other.
    package mutating func note(
        _ call: RefusedCall, request: String?, mayTell: Bool = true, at now: Timestamp
    ) -> CallsRefused? {
        if begun == nil { begin(at: now) }
        guard sums[call] != nil || sums.count < Self.told else {
            var sum = others ?? Sum(at: now)
            sum.add(request, at: now)
            others = sum
            if otherNames.count < Self.counted { otherNames.insert(call.hashValue) }
            return nil
        }
        if sums[call] == nil { order.append(call) }
        let source = Source(call)
        let isNew = heard.insert(source).inserted && !heardBefore.contains(source)
        var sum = sums[call] ?? Sum(at: now)
        defer { sums[call] = sum }
        if isNew, mayTell { return CallsRefused(call, count: 1, first: now, last: now, request: request) }
        sum.add(request, at: now)
        return nil
    }

    private mutating func begin(at now: Timestamp) {
        begun = now
        if let ended, !(0...Self.window ~= now.milliseconds(since: ended)) { heardBefore = [] }
    }

    /// Whether the window is over; also when the clock was set back.
    package func isDue(at now: Timestamp) -> Bool {
        begun.map { !(0..<Self.window ~= now.milliseconds(since: $0)) } ?? false
    }

    /// Ends the window.
    /// - Returns: what no entry has told yet: one for each kind of call in the order of their first, then one for all others.
    package mutating func end(at now: Timestamp) -> [CallsRefused] {
        var entries = order.compactMap { call -> CallsRefused? in
            guard let sum = sums[call], sum.count > 0 else { return nil }
            return CallsRefused(call, count: sum.count, first: sum.first, last: sum.last, request: sum.request)
        }
        if let others {
            entries.append(
                CallsRefused(
                    nil, others: otherNames.count, count: others.count, first: others.first, last: others.last,
                    request: others.request))
        }
        (begun, sums, order, others, otherNames) = (nil, [:], [], nil, [])
        (heardBefore, heard, ended) = (heard, [], now)
        return entries
    }
}
