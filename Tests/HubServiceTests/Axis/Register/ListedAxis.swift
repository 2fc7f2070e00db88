import Foundation
import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import Logging
import NIOCore
import Synchronization
import VXP

@testable import HubService

/// A real HTTP server with a list of agencies, a hub's store, and what has its register follow the list.
final class ListedAxis: Sendable {
    struct Play: Sendable {
        var rows: [AgencyRow] = []
        /// Without it, the axis has only the plain list.
        var hasVersions = true
        /// Ends every reply after so many bytes.
        var cut: Int?
        var answer: Envelope?
        /// A document that waits under the docId `d1` until it is acknowledged.
        var document: [UInt8]?
        /// Rows that are added once the document has been fetched.
        var rowsOnceFetched: [AgencyRow] = []
        var acknowledgement: String?
    }

    let play = Mutex(Play())
    let asked = Mutex<[String]>([])
    let folder: TemporaryFolder
    let store: SQLiteStore
    let clock = Mutex(Timestamp(milliseconds: 1_795_256_431_123))

    init() throws {
        folder = try TemporaryFolder()
        let file = try folder.write(
            "hub.yaml", "data: {folder: data}\nhub: {name: h}\nschemas: {folder: \"\(Province.root)/Schemas\"}\n")
        store = try HubStorage.open(try HubConfiguration.load(file, environment: [:]))
    }

    static func unit(_ version: Int, _ code: String, parent: String = "", deleted: Bool = false) -> AgencyRow {
        AgencyRow(
            id: "r-\(code)", pid: parent.isEmpty ? "" : "r-\(parent)", code: code, name: "Cơ quan \(code)", mail: "",
            unit: .init(
                version: "\(version)", centerCode: "00.26.H26", isDeleted: deleted, modifyDate: "", isAgency: true))
    }

    func set(_ change: @Sendable (inout Play) -> Void) { play.withLock { change(&$0) } }

    /// The packets of this axis.
    private func reply(to operation: String, _ parameters: [String: String]) -> Response? {
        play.withLock { play in
            switch operation {
            case "getReceivedEdocList":
                let waits = play.document != nil && play.acknowledgement == nil && parameters["messagetype"] == "edoc"
                let row = ReceivedRow(
                    docID: "d1", messageType: .edoc, createdTime: "", updatedTime: "", from: "", to: "",
                    status: .initial)
                return PlayedAxis.answer(Envelope.list(waits ? [row] : []))
            case "getEdoc":
                play.rows += play.rowsOnceFetched
                play.rowsOnceFetched = []
                let text = Data(play.document ?? []).base64EncodedString()
                return PlayedAxis.answer(Envelope(data: .string(text)))
            case "updateStatus":
                play.acknowledgement = parameters["status"]
                return PlayedAxis.answer(.done)
            default: return nil
            }
        }
    }

    private func reply(to operation: String, after version: Int?) -> Response {
        asked.withLock { $0.append(version.map { "\(operation) \($0)" } ?? operation) }
        let play = play.withLock { $0 }
        if let answer = play.answer { return PlayedAxis.answer(answer) }
        if operation == "getSynchronizeUnit", !play.hasVersions {
            return PlayedAxis.answer(Envelope(failure: .unknownOperation))
        }
        var rows = play.rows
        if operation == "getAgenciesList" {
            rows = rows.filter { $0.unit?.isDeleted != true }
            for index in rows.indices { rows[index].unit = nil }
        } else if let version {
            rows.removeAll { Int($0.unit?.version ?? "") ?? 0 <= version }
        }
        let bytes = Envelope.list(rows).bytes
        return PlayedAxis.answer(bytes: Array(bytes.prefix(play.cut ?? bytes.count)))
    }

    /// Runs `body` with a synchroniser of this axis.
    func with(
        _ settings: AxisLink.Synchronise = .init(),
        _ body: @escaping @Sendable (RegisterSynchroniser) async throws -> Void
    ) async throws {
        try await serve { [self] port in
            let client = try AxisClient(
                PlayedAxis.link(port, patience: .seconds(30)), nowMilliseconds: PlayedAxis.now)
            let synchroniser = try RegisterSynchroniser(
                axis: client, store: store, settings: settings, folder: folder.path + "/axis-list",
                clock: HubClock { [self] in clock.withLock { $0 } },
                logger: Logger(label: "register") { _ in SwiftLogNoOpLogHandler() })
            do {
                try await body(synchroniser)
                try await client.shutDown()
            } catch {
                try await client.shutDown()
                throw error
            }
        }
        try await store.close()
    }

    /// Listens while `body` runs, which is given the port.
    func serve(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        let router = HubRouter.make()
        router.post("/vxp/{operation}") { [self] request, context in
            let operation = try context.parameters.require("operation")
            var parameters: [String: String] = [:]
            for field in request.headers { parameters[field.name.canonicalName] = field.value }
            func parameter(_ name: String) -> String? { parameters["xroadvnpt-" + name] }
            let packets = reply(
                to: operation, ["messagetype": parameter("messagetype") ?? "", "status": parameter("status") ?? ""])
            return packets ?? reply(to: operation, after: parameter("fromversion").flatMap { Int($0) })
        }
        try await TestListener.with(HTTPLimits(), router: router) { port, _ in try await body(port) }
    }

    func pass(hours: Int64) { clock.withLock { $0 = $0.adding(milliseconds: hours * 3_600_000) } }
}
