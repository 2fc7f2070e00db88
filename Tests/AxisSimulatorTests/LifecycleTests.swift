import AxisSimulator
import Foundation
import Logging
import ServiceLifecycle
import Testing
import VXP

@Suite(.timeLimit(.minutes(1)))
struct LifecycleTests {
    @Test func `it stops in good order when it is asked to`() async throws {
        let rehearsal = try Rehearsal()
        let (ports, port) = AsyncStream<Int>.makeStream()
        let logger = Logger(label: "axis") { _ in SwiftLogNoOpLogHandler() }
        let axis = try Axis(configuration: rehearsal.configuration, logger: logger, onListening: { port.yield($0) })
        let group = ServiceGroup(configuration: .init(services: [axis], logger: logger))
        async let ended: Void = group.run()
        for await number in ports {
            let caller = AxisCaller(base: "http://127.0.0.1:\(number)")
            #expect(try await caller.call(.getAgenciesList).isOK)
            break
        }
        await group.triggerGracefulShutdown()
        try await ended
    }

    @Test func `it does not start over a schema that is not there`() throws {
        let rehearsal = try Rehearsal { configuration, folder in configuration.schemaFolder = folder }
        #expect(throws: (any Error).self) {
            try Axis(configuration: rehearsal.configuration, logger: Logger(label: "axis"))
        }
    }
}
