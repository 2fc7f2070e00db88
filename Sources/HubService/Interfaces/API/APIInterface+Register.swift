import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import SignedXML

extension APIInterface {
    /// An agency as everybody may see it.
    private struct Line: Encodable {
        let id: String
        let oldId: String?
        let name: String
        let parent: String?
        let level: Int
        let centre: String
        let isLocal: Bool
        let isLocked: Bool
        let validFrom: Timestamp?
        let validUntil: Timestamp?
        let successor: String?

        init(_ agency: Agency) {
            id = agency.id
            oldId = agency.oldID
            name = agency.name
            parent = agency.parent
            level = agency.level
            centre = agency.centre
            isLocal = agency.isLocal
            isLocked = agency.isLocked
            validFrom = agency.validFrom
            validUntil = agency.validUntil
            successor = agency.successor
        }
    }

    func listAgencies(_ call: APICall) async throws -> Response {
        let after = call[.cursor].flatMap { APICursor($0, of: .name)?.name } ?? ""
        let agencies =
            if let text = call[.sought] {
                try await store.agencies(matching: text, after: after, limit: call.limit)
            } else {
                try await store.allAgencies(after: after, limit: call.limit)
            }
        let next = agencies.count == call.limit ? agencies.last.map { APICursor(after: $0.id) } : nil
        return Response(page: agencies.map(Line.init), next: next, of: call)
    }

    func getAgency(_ call: APICall) async throws -> Response {
        let id = call[.agency] ?? ""
        guard let agency = try await store.agency(id) else {
            throw Refusal(.notFound, APIRule.agencyUnknown, ["id": String(id.prefix(64))])
        }
        return Response(Line(agency), status: .ok)
    }
}
