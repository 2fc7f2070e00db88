import Foundation

/// A message broker that checks nothing, as the measure of what durable taking-in costs: started for the measurement in a
/// folder of its own, on loopback, and ended after it.
enum Broker: String, CaseIterable, Sendable {
    /// Durable classic queue, persistent messages, publisher confirms.
    case rabbitMQ = "RabbitMQ"
    /// A stream on files. What it acknowledges it has written, but has not necessarily synced to the disk: versions before
    /// 2.10 sync every two minutes, whatever is configured.
    case jetStream = "NATS JetStream"

    /// The program, when it is installed; both come from Debian packages.
    var program: String? {
        let candidates =
            switch self {
            case .rabbitMQ: ["/usr/lib/rabbitmq/bin/rabbitmq-server"]
            case .jetStream: ["/usr/sbin/nats-server", "/usr/bin/nats-server", "/usr/local/bin/nats-server"]
            }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// How its messages are sent: connections, and messages under way on each. The hub's clients wait for each answer; a
    /// broker is driven so too, and in the way that suits it best.
    var shapes: [(connections: Int, window: Int)] {
        switch self {
        case .rabbitMQ: [(64, 1), (1, 64)]
        case .jetStream: [(1, 64)]
        }
    }

    /// Starts it, pushes the bodies through it, and ends it.
    func measure(
        _ bodies: [[UInt8]], connections: Int, window: Int, in folder: String
    ) async throws -> (result: LoadResult, cpu: Double) {
        let home = "\(folder)/\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        let ports = try await freePorts(3)
        let process = try start(in: home, ports)
        func end() async throws {
            if let family = try? ProcessFamily(of: process.number) { family.endDescendants() }
            await process.kill()
            if self == .rabbitMQ { try await endNameServer(on: ports[2], in: home) }
            try FileManager.default.removeItem(atPath: home)
        }
        let (result, cpu) = try await ending(with: end) {
            try await listening(process, on: ports[0], log: "\(home)/log")
            let before = try ProcessFamily(of: process.number)
            let result = try await Load.run(bodies, port: ports[0], connections: connections) { load in
                switch self {
                case .rabbitMQ: AMQPPush(load, window: window)
                case .jetStream: JetStreamPush(load, window: window)
                }
            }
            return (result, try ProcessFamily(of: process.number).seconds - before.seconds)
        }
        return (result, cpu / Double(max(1, result.count)))
    }

    private func start(in home: String, _ ports: [Int]) throws -> ChildProcess {
        guard let program else { throw BenchFailure("\(rawValue) chưa được cài", "\(rawValue) is not installed") }
        switch self {
        case .rabbitMQ:
            let settings = [
                "HOME=\(home)", "RABBITMQ_NODENAME=bench@localhost", "RABBITMQ_NODE_IP_ADDRESS=127.0.0.1",
                "RABBITMQ_NODE_PORT=\(ports[0])", "RABBITMQ_DIST_PORT=\(ports[1])", "ERL_EPMD_ADDRESS=127.0.0.1",
                "ERL_EPMD_PORT=\(ports[2])", "RABBITMQ_MNESIA_BASE=\(home)/mnesia", "RABBITMQ_LOG_BASE=\(home)/logs",
                "RABBITMQ_ENABLED_PLUGINS_FILE=\(home)/plugins", "RABBITMQ_CONF_ENV_FILE=/dev/null",
            ]
            return try ChildProcess(
                rawValue, program: "/usr/bin/env", arguments: settings + [program], folder: home, log: "\(home)/log")
        case .jetStream:
            return try ChildProcess(
                rawValue, program: program,
                arguments: [
                    "--jetstream", "--store_dir", "\(home)/store", "--addr", "127.0.0.1", "--port", "\(ports[0])",
                ],
                folder: home, log: "\(home)/log")
        }
    }

    /// Whether it is ready: until then it refuses connections.
    private func listening(_ process: ChildProcess, on port: Int, log: String) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while process.status == nil, ContinuousClock.now < deadline {
            let said = String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
            if said.contains(self == .rabbitMQ ? "Starting broker... completed" : "Server is ready") { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        let said = String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
        throw BenchFailure("\(rawValue) không khởi động được\n\(said)", "\(rawValue) did not start")
    }

    /// Erlang leaves its name server behind; this one, on a port of its own, was started for this broker.
    private func endNameServer(on port: Int, in folder: String) async throws {
        let killer = try ChildProcess(
            "epmd", program: "/usr/bin/env", arguments: ["epmd", "-port", "\(port)", "-kill"], folder: folder,
            log: "\(folder)/log")
        let deadline = ContinuousClock.now + .seconds(10)
        while killer.status == nil, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(10)) }
    }
}
