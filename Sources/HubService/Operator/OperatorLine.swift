import AsyncHTTPClient
import Foundation
import HTTPTypes
import HubCore
import HubStore
import Logging
import NIOCore
import NIOHTTP1

/// The command line's way to a hub: over its listener when it runs, on its data folder when it does not.
package struct OperatorLine: Sendable {
    private let configuration: HubConfiguration
    private let name: String

    /// - Parameter name: the operator, for the journal; the machine's user when not given.
    package init(_ configuration: HubConfiguration, name: String = NSUserName()) {
        self.configuration = configuration
        self.name = name
    }

    /// Why the hub cannot be asked.
    package struct Unreachable: Error, CustomStringConvertible {
        package let description: String
    }

    /// - Throws: ``Unreachable``, or ``StoreError`` of a hub that does not run.
    package func perform(_ act: OperatorAct) async throws -> OperatorReply {
        do {
            return try await performDirectly(act, on: try HubStorage.open(configuration))
        } catch let error as StoreError where error.code == .busy {
            return try await ask(act)
        }
    }

    /// On the data folder of a hub that does not run. Where the axis is to be called, this process calls it.
    private func performDirectly(_ act: OperatorAct, on store: SQLiteStore) async throws -> OperatorReply {
        let axis = try axis(for: act)
        func close() async throws {
            try await axis?.shutDown()
            try await store.close()
        }
        return try await ending(with: close) {
            try await perform(act, on: store, axis)
        }
    }

    private func axis(for act: OperatorAct) throws -> AxisClient? {
        guard case .synchronise = act, let link = configuration.axis, link.synchronise != nil else { return nil }
        return try AxisClient(link) { HubClock.system.now().milliseconds }
    }

    private func perform(
        _ act: OperatorAct, on store: SQLiteStore, _ axis: AxisClient?
    ) async throws -> OperatorReply {
        let synchroniser = try axis.map { axis in
            try RegisterSynchroniser(
                axis: axis, store: store, settings: configuration.axis?.synchronise ?? .init(),
                folder: configuration.dataFolder + "/axis-list", clock: .system,
                logger: Logger(label: "register") { _ in SwiftLogNoOpLogHandler() })
        }
        let desk = OperatorDesk(
            store: store, synchroniser: synchroniser, ourCentre: configuration.axis?.systemID ?? "", clock: .system,
            push: configuration.push, retention: configuration.retention.policy,
            deadlines: try book(for: act), witnesses: WitnessWatch(configuration.witnesses),
            accounts: configuration.accounts)
        let reply = try await desk.perform(act, by: name)
        guard let synchroniser, case .synchronisation = reply else { return reply }
        try await synchroniser.finish()
        return .synchronisation(try await synchroniser.status())
    }

    /// A calendar that cannot be used stops what goes by it, and nothing else.
    private func book(for act: OperatorAct) throws -> DeadlineBook? {
        guard let settings = configuration.deadlines else { return nil }
        switch act {
        case .deadlines, .track: return try DeadlineBook(settings)
        default: return nil
        }
    }

    private func ask(_ act: OperatorAct) async throws -> OperatorReply {
        let listen = configuration.listen
        let scheme = listen.tls == nil ? "http" : "https"
        let host = ["0.0.0.0", "::"].contains(listen.host) ? "127.0.0.1" : listen.host
        var request = HTTPClientRequest(url: "\(scheme)://\(host):\(listen.port)\(OperatorInterface.path)")
        request.method = .POST
        let token = try OperatorToken(folder: configuration.dataFolder, orMake: false)
        request.headers.add(name: "Authorization", value: token.authorization)
        request.headers.add(name: OperatorInterface.operatorName.rawName, value: name)
        request.body = .bytes(WireJSON.encode(act))
        do {
            let (status, body) = try await exchange(request, within: act.patience)
            guard status == .ok, let reply = WireJSON.decode(OperatorReply.self, from: body) else {
                throw Unreachable(
                    description: "Trục trả lời HTTP \(status.code) / the hub answered HTTP \(status.code)")
            }
            return reply
        } catch let error as Unreachable {
            throw error
        } catch {
            throw Unreachable(
                description:
                    "Không liên hệ được với trục ở \(host):\(listen.port) / the hub cannot be reached there: \(error)")
        }
    }

    /// A backup may say nothing for hours, which the shared client would take for a hub that hangs.
    private func exchange(
        _ request: HTTPClientRequest, within patience: TimeAmount
    ) async throws -> (HTTPResponseStatus, ByteBuffer) {
        var configuration = HTTPClient.Configuration.singletonConfiguration
        configuration.timeout.read = patience
        return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            let response = try await client.execute(request, timeout: patience)
            return (response.status, try await response.body.collect(upTo: 64 * 1024 * 1024))
        }
    }
}
