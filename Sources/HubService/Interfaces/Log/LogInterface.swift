import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import NIOCore
import SignedXML

/// The journal as a log that anybody can check with tools of their own: `/log/checkpoint`, `/log/tile/…` (C2SP *tlog-tiles*), and
/// `/log/witnessed`, the newest head behind which witnesses stand.
///
/// The head and the hashes are for every good token, the entries for one with the scope ``Scope/audit``; what the
/// configuration opens (``LogOpenness``) is for whoever asks. Everything is answered from what is on the disk.
struct LogInterface: Sendable {
    private let store: any Store
    private let callers: APICallers
    private let openness: LogOpenness

    init(store: any Store, clock: HubClock, limits: APILimits, openness: LogOpenness) {
        self.store = store
        self.openness = openness
        callers = APICallers(store: store, clock: clock, limits: limits)
    }

    func addRoutes(to router: Router<HubRequestContext>) {
        for path in ["log/checkpoint", "log/witnessed", "log/tile/**"] as [RouterPath] {
            router.on(path, method: .get) { try await answer($0, $1) }
            router.on(path, method: .head) { try await answer($0, $1).createHeadResponse() }
            for method in APIInterface.methods where ![.get, .head].contains(method) {
                router.on(path, method: method) { Response(noMethod: [.get, .head], for: $0, $1) }
            }
        }
    }

    private func answer(_ request: Request, _ context: HubRequestContext) async throws -> Response {
        do {
            return try await piece(of: request).response(to: request)
        } catch let refusal as Refusal {
            return Response(refusal, to: request, context)
        }
    }

    /// - Throws: ``Refusal``.
    private func piece(of request: Request) async throws -> LogPiece {
        let path = String(request.uri.path.drop { $0 == "/" }.dropFirst("log/".count))
        guard path != "checkpoint" else {
            let isOpen = try await admit(request, needing: .checkpoint)
            return LogPiece(checkpoint: try await store.checkpoint(), isOpen: isOpen)
        }
        guard path != "witnessed" else {
            let isOpen = try await admit(request, needing: .checkpoint)
            guard let head = try await store.witnessedHead() else { throw Refusal(.notFound, LogRule.unwitnessed) }
            return LogPiece(checkpoint: head.text, isOpen: isOpen)
        }
        // Whoever may not read the log is not told either what there is none of.
        let name = TileName(path: path)
        let isOpen = try await admit(request, needing: name?.content == .entries ? .entries : .tiles)
        guard let name, let bytes = try await store.tile(name) else {
            throw Refusal(.notFound, LogRule.tileUnknown, ["path": String(path.prefix(64))])
        }
        return LogPiece(tile: bytes, name, isOpen: isOpen)
    }

    /// - Returns: whether whoever asks may have it.
    /// - Throws: ``Refusal`` when whoever calls may not, or not now.
    private func admit(_ request: Request, needing piece: LogOpenness) async throws -> Bool {
        if piece <= openness { return true }
        guard let caller = try await callers.caller(of: request) else { throw Refusal(.unauthorized, APIRule.token) }
        try await callers.admit(caller)
        if piece == .entries { try caller.require(.audit) }
        return false
    }
}
