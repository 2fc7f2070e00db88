import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import SignedXML

extension APIInterface {
    /// An agency as everybody may see it.
    private struct Line: Encodable {
        let id: String
        let formerIds: [Former]
        let name: String
        let parent: String?
        let level: Int
        let centre: String
        let isLocal: Bool
        let isLocked: Bool
        let validFrom: Timestamp?
        let validUntil: Timestamp?
        let successors: [String]

        /// An identifier it bore, or bears elsewhere.
        struct Former: Encodable {
            let id: String
            let validFrom: Timestamp?
            let validUntil: Timestamp?
        }

        init(_ agency: Agency) {
            id = agency.id
            formerIds = agency.formerIdentifiers.map {
                Former(id: $0.id, validFrom: $0.validFrom, validUntil: $0.validUntil)
            }
            name = agency.name
            parent = agency.parent
            level = agency.level
            centre = agency.centre
            isLocal = agency.isLocal
            isLocked = agency.isLocked
            validFrom = agency.validFrom
            validUntil = agency.validUntil
            successors = agency.successors
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
