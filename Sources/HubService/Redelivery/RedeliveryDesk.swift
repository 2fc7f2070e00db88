import HubCore
import HubStore
import SignedXML

extension RedeliveryOrder {
    /// With the agencies' identifiers in the register in place of what they were named by.
    /// - Throws: ``OperatorRefusal`` for one that the register does not know.
    fileprivate func resolved(in store: SQLiteStore) async throws -> RedeliveryOrder {
        var identifiers: [String] = []
        for name in agencies {
            guard let agency = try await store.agency(name) else {
                throw OperatorRefusal(
                    says: .init(
                        vi: "Danh mục không có đơn vị \(name).", en: "The register does not know the agency \(name)."))
            }
            identifiers.append(agency.id)
        }
        return try RedeliveryOrder(from: from, to: to, agencies: identifiers, target: target)
    }
}

/// Sends packets again on behalf of an operator, and has the hub journal that.
package struct RedeliveryDesk: Sendable {
    private let configuration: HubConfiguration
    private let line: OperatorLine
    private let progress: ProgressLine
    private let clock: HubClock

    package init(_ configuration: HubConfiguration, progress: ProgressLine, clock: HubClock = .system) {
        self.configuration = configuration
        line = OperatorLine(configuration)
        self.progress = progress
        self.clock = clock
    }

    /// What came of it.
    package struct Outcome: Sendable {
        package let state: RedeliveryState
        /// How many packets the order is about.
        package let all: Int64
        /// Why it stopped before the end; `nil` when it did not.
        package let stopped: String?
    }

    /// How many packets an order is about.
    package func count(_ order: RedeliveryOrder) async throws -> Int64 {
        try await reading { store in
            let order = try await order.resolved(in: store)
            return try await store.countHandedOver(in: order.window, to: order.agencies)
        }
    }

    /// - Parameters:
    ///   - path: of the file with the state; one that is there already is gone on from.
    ///   - pace: packets a second, at most.
    /// - Throws: ``OperatorRefusal`` when the state is of something else; when the machine fails; `CancellationError` when it is
    ///   interrupted, and then the same order goes on from there.
    package func run(
        _ order: RedeliveryOrder, statePath path: String, token: Secret?, pace: Double
    ) async throws -> Outcome {
        let file = RedeliveryFile(path: path)
        let (order, all) = try await reading { store in
            let order = try await order.resolved(in: store)
            return (order, try await store.countHandedOver(in: order.window, to: order.agencies))
        }
        var random = SystemRandomNumberGenerator()
        let state =
            try file.state(of: order)
            ?? RedeliveryState(run: DeliveryID(at: clock.now(), using: &random).text, order: order)
        try file.keep(state)
        // Nothing leaves the hub that is not journalled before.
        try await line.note(order, "bắt đầu từ gói \(state.dealtWith + 1)/\(all), lần chạy \(state.run)")
        defer { progress.end() }
        do {
            let (end, stopped) = try await send(from: state, of: all, into: file, token, pace)
            let how = stopped.map { "dừng giữa chừng: \($0)" } ?? "xong"
            try await line.note(order, "\(how); \(end.vietnamese)")
            return Outcome(state: end, all: all, stopped: stopped)
        } catch {
            // In a task of its own, since this one may have been cancelled.
            try await Task { try await line.note(order, "bị ngắt; lần chạy \(state.run)") }.value
            throw error
        }
    }

    private func send(
        from state: RedeliveryState, of all: Int64, into file: RedeliveryFile, _ token: Secret?, _ pace: Double
    ) async throws -> (RedeliveryState, String?) {
        try await reading { store in
            try await RedeliveryTarget.with(
                state.order.target, token: token, authorities: configuration.push.authorities
            ) { target in
                try await Redelivery(store: store, target: target, file: file, pace: pace, clock: clock)
                    .run(from: state) { progress.show("gửi lại · redelivering", $0.dealtWith, of: all) }
            }
        }
    }

    private func reading<Value>(_ work: (SQLiteStore) async throws -> Value) async throws -> Value {
        let store = try HubStorage.openToRead(configuration)
        let result: Result<Value, any Error>
        do { result = .success(try await work(store)) } catch { result = .failure(error) }
        try await store.closeReading()
        return try result.get()
    }
}
