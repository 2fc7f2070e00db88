import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import VXP

extension AxisClient {
    /// Which list of agencies is asked for.
    enum AgencyList: Sendable, Hashable {
        /// With versions and marks of deletion: what changed after a version, or everything.
        case units(after: Int64?)
        /// All that are in force, without versions.
        case agencies
    }

    /// Fetches a list of agencies, a piece at a time, as it travels: an envelope of some 30 MB.
    ///
    /// When it throws, what the sink has taken is not the list.
    /// - Throws: ``AxisFailure``, or what the sink throws.
    func fetch(_ list: AgencyList, into sink: ([UInt8]) throws -> Void) async throws {
        let (operation, parameters): (Operation, Parameters) =
            switch list {
            case .units(let version): (.getSynchronizeUnit, .synchronizeUnit(after: version.map(String.init)))
            case .agencies: (.getAgenciesList, [:])
            }
        let response = try await send(operation, parameters, within: transferTimeout)
        guard response.status == .ok else { throw await Self.failure(of: response) }
        var pieces = response.body.makeAsyncIterator()
        while let piece = try await Self.next(&pieces) { try sink(Array(piece.readableBytesView)) }
    }
}
