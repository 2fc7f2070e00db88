import AxisSimulator
import Foundation
import Logging
import ServiceLifecycle
import Testing
import VXP

@Suite(.timeLimit(.minutes(5)))
struct LifecycleTests {
    @Test func `a document on its way in when it is asked to stop is still accepted`() async throws {
        let rehearsal = try Rehearsal()
        let (ports, port) = AsyncStream<Int>.makeStream()
        let logger = Logger(label: "axis") { _ in SwiftLogNoOpLogHandler() }
        let axis = try Axis(configuration: rehearsal.configuration, logger: logger, onListening: { port.yield($0) })
        let services = ServiceGroup(configuration: .init(services: [axis], logger: logger))
        async let ended: Void = services.run()
        var numbers = ports.makeAsyncIterator()
        let caller = AxisCaller(base: "http://127.0.0.1:\(try #require(await numbers.next()))")
        let document = try Papers.document()
        let reply = try await caller.push(document, pausing: { await services.triggerGracefulShutdown() })
        #expect(reply.isOK)
        try await ended
    }

    @Test func `it does not start over a schema that is not there`() throws {
        let rehearsal = try Rehearsal { configuration, folder in configuration.schemaFolder = folder }
        #expect(throws: (any Error).self) {
            try Axis(configuration: rehearsal.configuration, logger: Logger(label: "axis"))
        }
    }
}
