import HubCore
import HubService
import HubStore
import Hummingbird

/// The pages of one hub: for clerks, leaders, auditors and operators.
///
/// Every page is made here and sent whole; it works without JavaScript, asks nobody but this hub for anything, and what it
/// changes it changes by forms that carry the session's token.
package struct Site: Sendable {
    let hub: Hub
    private let gate: any Gate

    package init(_ hub: Hub, gate: any Gate = ClosedGate()) {
        self.hub = hub
        self.gate = gate
    }

    package func addRoutes(to router: Router<HubRequestContext>) throws {
        Assets().addRoutes(to: router)
        let pages = PageRouter(router, gate: gate)
        PreferencePages().add(to: pages)
        let desk = PageDesk(hub)
        DocumentPages(desk: desk).add(to: pages)
        SendPages(desk: desk).add(to: pages)
    }
}

/// Lets nobody in.
package struct ClosedGate: Gate {
    package init() {}
    package func visitor(of request: Request) async throws -> Visitor? { nil }
}
