import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import VXP

/// The register of the axis: read a page at a time, since it has more than a hundred thousand agencies.
extension AxisClient {
    /// The whole register.
    package func getAgenciesList() async throws(AxisFailure) -> [AgencyRow] {
        try await rows(.getAgenciesList, [:])
    }

    /// The whole register, some rows at a time.
    ///
    /// When it throws, what the sink has taken is not the register: only a return says that all of it has come.
    /// - Throws: ``AxisFailure``, or what the sink throws.
    package func getAgenciesList(into sink: ([AgencyRow]) async throws -> Void) async throws {
        try await stream(.getAgenciesList, [:], into: sink)
    }

    /// What changed in the register after `version`, some rows at a time; the whole of it for `nil`. What was taken out is
    /// marked as deleted.
    ///
    /// As with ``getAgenciesList(into:)``, only a return says that all of it has come; the rows are in the axis' order.
    package func getSynchronizeUnit(
        after version: String? = nil, into sink: ([AgencyRow]) async throws -> Void
    ) async throws {
        try await stream(.getSynchronizeUnit, .synchronizeUnit(after: version), into: sink)
    }

    /// Enters an agency under our centre, or changes it there.
    package func registerAgency(_ agency: AgencyRegistration) async throws(AxisFailure) {
        let body = HTTPClientRequest.Body.bytes(ByteBuffer(bytes: agency.json.bytes))
        let reply = try await envelope(.registerAgency, [:], body: body)
        try Self.reading { try reply.ok() }
    }

    /// Takes an agency of our centre out of the register.
    package func deleteAgency(_ code: String) async throws(AxisFailure) {
        let reply = try await envelope(.deleteAgency, .deleteAgency(code))
        try Self.reading { try reply.ok() }
    }

    private func stream<Row: ReplyRow>(
        _ operation: Operation, _ parameters: Parameters, into sink: ([Row]) async throws -> Void
    ) async throws {
        let response = try await send(operation, parameters, within: transferTimeout)
        guard response.status == .ok else { throw await Self.failure(of: response) }
        var list = StreamedRows<Row>()
        var pieces = response.body.makeAsyncIterator()
        while let piece = try await Self.next(&pieces) {
            let rows = try Self.reading { try list.take(Array(piece.readableBytesView)) }
            if !rows.isEmpty { try await sink(rows) }
        }
        let reply = try Self.reading { try list.finish() }
        try Self.reading { try reply.ok() }
    }
}
