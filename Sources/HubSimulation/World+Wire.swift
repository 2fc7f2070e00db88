/// The wires: what is sent on them comes late, twice, in another order, or never.
extension World {
    /// Carries a message one way.
    func carry(_ what: @autoclosure () -> String, _ arrive: @escaping () -> Void) {
        if strikes(once: 12) {
            tally.lost += 1
            return tell("lost on the wire: \(what())")
        }
        after(delay(), arrive)
        guard strikes(once: 15) else { return }
        tally.doubled += 1
        tell("comes twice: \(what())")
        after(delay(), arrive)
    }

    /// Mostly at once, now and then after other messages that were sent later.
    private func delay() -> Int64 { strikes(once: 8) ? time(500...30_000) : time(1...80) }

    /// A call and its answer. Both may be lost; then nobody knows whether it was done.
    /// - Parameters:
    ///   - server: given how to answer; may be called twice.
    ///   - then: called once, with `nil` when no answer came in time.
    func call<Reply>(
        _ what: String, timeout: Int64 = 20_000,
        _ server: @escaping (@escaping (Reply) -> Void) -> Void, then: @escaping (Reply?) -> Void
    ) {
        let call = OpenCall(then)
        carry(what) { [unowned self] in
            server { [unowned self] reply in
                carry("the answer to \(what)") { call.end(reply) }
            }
        }
        after(timeout) { call.end(nil) }
    }
}

/// Whoever calls takes the first answer, or the end of its patience.
private final class OpenCall<Reply> {
    private var then: ((Reply?) -> Void)?

    init(_ then: @escaping (Reply?) -> Void) { self.then = then }

    func end(_ reply: Reply?) {
        let then = then
        self.then = nil
        then?(reply)
    }
}
