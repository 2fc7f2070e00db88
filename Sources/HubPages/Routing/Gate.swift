import HubCore
import Hummingbird

/// Tells who asks for a page.
package protocol Gate: Sendable {
    /// - Returns: `nil` for whoever has not logged in, or whose session is over.
    func visitor(of request: Request) async throws -> Visitor?
}

/// Whom a page is for.
package enum Audience: Sendable, Hashable {
    /// Whoever asks.
    case anybody
    /// Whoever has logged in.
    case person
    /// Whoever holds one of these roles, for whichever agency: what they see of it, the page itself decides.
    case holders(of: Set<Role>)

    static let clerk = Audience.holders(of: [.clerk])
    static let leader = Audience.holders(of: [.leader])
    static let auditor = Audience.holders(of: [.auditor])
    static let `operator` = Audience.holders(of: [.operator])

    func admits(_ visitor: Visitor) -> Bool {
        switch self {
        case .anybody, .person: true
        case .holders(let roles): roles.contains { visitor.account.holds($0) }
        }
    }
}
