import AsyncHTTPClient
import Foundation
import HTTPTypes
import HubCore
import HubStore
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
            let store = try HubStorage.open(configuration)
            let reply = try await OperatorDesk(store: store, clock: .system, push: configuration.push)
                .perform(act, by: name)
            try await store.close()
            return reply
        } catch let error as StoreError where error.code == .busy {
            return try await ask(act)
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
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
            let body = try await response.body.collect(upTo: 64 * 1024 * 1024)
            guard response.status == .ok, let reply = WireJSON.decode(OperatorReply.self, from: body) else {
                throw Unreachable(
                    description:
                        "Trục trả lời HTTP \(response.status.code) / the hub answered HTTP \(response.status.code)")
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
}
