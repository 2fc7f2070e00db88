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

    package init(_ hub: Hub) { self.hub = hub }

    package func addRoutes(to router: Router<HubRequestContext>) throws {
        Assets().addRoutes(to: router)
    }
}
