/// How often somebody may err before the next attempt has to wait. Pure: the failures so far come in, a moment comes out.
///
/// Errors are counted three times: of one login from one address, of one address whatever it tries, and of one login from wherever
/// nobody has logged in by it before. So who guesses waits; and since the last binds no address that the person is known at, nobody
/// can lock a clerk out from elsewhere.
package struct Lockout: Sendable, Hashable {
    /// What is counted, and by what name it is kept.
    package enum Counter: Sendable, Hashable {
        case loginAtPeer(login: String, peer: String)
        case peer(String)
        case login(String)

        /// A space stands in no login and no address.
        package var key: String {
            switch self {
            case .loginAtPeer(let login, let peer): "\(login) \(peer)"
            case .peer(let peer): " \(peer)"
            case .login(let login): "\(login) "
            }
        }

        package var rule: Lockout {
            switch self {
            case .loginAtPeer: Lockout(free: 5, base: 2_000, cap: 900_000)
            // Everybody of an office may come from one address.
            case .peer: Lockout(free: 30, base: 2_000, cap: 900_000)
            case .login: Lockout(free: 20, base: 1_000, cap: 60_000)
            }
        }
    }

    /// Errors without any wait.
    package let free: Int
    /// The first wait, in milliseconds; it doubles with every error.
    package let base: Int64
    /// The longest wait, in milliseconds.
    package let cap: Int64

    /// After so long without an error all is forgotten, in milliseconds.
    package static let memory: Int64 = 86_400_000

    /// What is known of one counter.
    package struct Failures: Sendable, Hashable {
        package var count: Int
        package var lastAt: Timestamp

        package init(count: Int = 0, lastAt: Timestamp = Timestamp(milliseconds: 0)) {
            self.count = count
            self.lastAt = lastAt
        }

        /// With one more.
        package func adding(at now: Timestamp) -> Failures {
            Failures(count: isForgotten(at: now) ? 1 : count + 1, lastAt: max(now, lastAt))
        }

        package func isForgotten(at now: Timestamp) -> Bool { now.milliseconds(since: lastAt) >= Lockout.memory }
    }

    /// When the next attempt may be made; `nil` for at once.
    package func notBefore(_ failures: Failures, now: Timestamp) -> Timestamp? {
        guard failures.count >= free, !failures.isForgotten(at: now) else { return nil }
        let doublings = min(failures.count - free, 40)
        let (product, overflow) = base.multipliedReportingOverflow(by: Int64(1) << Int64(doublings))
        let moment = failures.lastAt.adding(milliseconds: overflow ? cap : min(product, cap))
        return moment > now ? moment : nil
    }

    /// The address under which a peer's errors are counted: of IPv6 the first 64 bits, which one household has to itself.
    package static func peer(ofAddress address: String) -> String {
        guard address.contains(":") else { return address }
        // `::ffff:10.0.0.1` is an IPv4 address.
        if let last = address.split(separator: ":").last, last.contains(".") { return String(last) }
        // Before `::`, or the whole; what is left out there is zero.
        let front = address.firstRange(of: "::").map { address[..<$0.lowerBound] } ?? address[...]
        let groups = front.lowercased().split(separator: ":").map(String.init) + ["0", "0", "0", "0"]
        return groups.prefix(4).joined(separator: ":") + "::/64"
    }
}
