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
    private let acts: OperatorDesk
    private let gate: any Gate
    private let sessions: SessionGate

    /// - Parameters:
    ///   - acts: carries out what operators do.
    ///   - gate: who is let in; by default whoever has a session.
    package init(_ hub: Hub, acts: OperatorDesk, gate: (any Gate)? = nil) {
        self.hub = hub
        self.acts = acts
        sessions = SessionGate(hub)
        self.gate = gate ?? sessions
    }

    package func addRoutes(to router: Router<HubRequestContext>) throws {
        Assets().addRoutes(to: router)
        let pages = PageRouter(router, gate: gate)
        PreferencePages().add(to: pages)
        LogInPages(gate: sessions).add(to: pages)
        AccountPages(gate: sessions).add(to: pages)
        let desk = PageDesk(hub)
        ListPages(desk: desk).add(to: pages)
        SearchPages(desk: desk).add(to: pages)
        FiguresPages(desk: desk).add(to: pages)
        LivePages(desk: desk).add(to: pages)
        DocumentPages(desk: desk).add(to: pages)
        JournalPages(desk: desk, witnesses: hub.witnesses).add(to: pages)
        OperationPages(desk: desk, acts: acts, witnesses: hub.witnesses).add(to: pages)
        SendPages(desk: desk).add(to: pages)
    }
}
