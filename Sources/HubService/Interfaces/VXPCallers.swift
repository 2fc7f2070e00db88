import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import VXP

/// Who calls the axis-style interface: proves the headers, once per call.
package final class VXPCallers: Sendable {
    private let store: any Store
    private let clock: HubClock
    private let toleranceMilliseconds: Int64
    private let recent: RecentCalls

    /// - Parameter folder: where the calls made of late are remembered across a restart.
    /// - Throws: when what is there cannot be read.
    package init(store: any Store, clock: HubClock, toleranceMilliseconds: Int64, folder: String) throws {
        self.store = store
        self.clock = clock
        self.toleranceMilliseconds = toleranceMilliseconds
        recent = try RecentCalls(folder: folder, toleranceMilliseconds: toleranceMilliseconds, now: clock.now())
    }

    /// A call whose maker is known.
    package struct Caller: Sendable {
        package let centre: CentreRecord
        package let call: VerifiedCall
    }

    /// Judges the headers of a request.
    func verify(_ request: Request) async throws -> Result<Caller, Refusal> {
        let headers = request.headers.map { (name: $0.name.rawName, value: $0.value) }
        let stated = headers.first { $0.name.lowercased() == "xroadvnpt-systemid" }?.value ?? ""
        let now = clock.now()
        let secrets = try await store.secrets(ofCentre: stated, at: now)
        let verdict = HeaderAuthentication.verify(
            headers: headers, secretsFor: { $0 == stated ? secrets : [] }, nowMilliseconds: now.milliseconds,
            toleranceMilliseconds: toleranceMilliseconds)
        switch verdict {
        case .failure(let failure):
            return .failure(Refusal(failure, systemID: stated).of(stated))
        case .success(let call):
            guard try recent.admit(call, now: now) else {
                return .failure(Refusal(AuthenticationFailure.replayed, systemID: stated).of(stated))
            }
            guard let centre = try await store.centre(call.systemID), !centre.isLocked else {
                return .failure(
                    Refusal(AuthenticationFailure.unknownSystem(call.systemID), systemID: stated).of(stated))
            }
            return .success(Caller(centre: centre, call: call))
        }
    }
}
