import AsyncHTTPClient
import AxisSimulator
import EdXML
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import Testing
import VXP

/// A folder of its own for one test's axis, and the means to run that axis once or several times over the same database.
final class Rehearsal: Sendable {
    let folder: String
    let configuration: AxisConfiguration

    static let secret = "khóa bí mật"
    static let schemas = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Schemas").path()

    /// Two systems (Hải Phòng and Quảng Ninh) and two agencies that the axis plays, one of whom refuses.
    init(_ adjust: (inout AxisConfiguration, _ folder: String) -> Void = { _, _ in }) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "axis-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let quick = Dictionary(uniqueKeysWithValues: StatusCode.allCases.map { ($0, 10 as Int64) })
        var configuration = AxisConfiguration(
            port: 0, databasePath: "\(folder)/axis.sqlite", schemaFolder: Self.schemas,
            systems: [
                AxisSystem(
                    systemID: "00.24.H24", secret: Self.secret, agencies: [Self.agency("H24"), Self.agency("H24.01")]),
                AxisSystem(systemID: "00.49.H49", secret: Self.secret, agencies: [Self.agency("H49")]),
            ],
            remoteAgencies: [Self.agency("G22"), Self.agency("G09")],
            answers: AnswerScript(delayMilliseconds: quick, refusers: [Self.id("G09"): "Không thuộc thẩm quyền"]))
        adjust(&configuration, folder)
        self.configuration = configuration
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Runs the axis while the body runs, with a caller for Hải Phòng, and stops it in good order.
    /// - Parameter later: by how much the clocks of both are ahead.
    func run<Result: Sendable>(
        later milliseconds: Int64 = 0, _ body: (AxisCaller) async throws -> Result
    ) async throws -> Result {
        let (ports, port) = AsyncStream<Int>.makeStream()
        let (controlPorts, controlPort) = AsyncStream<Int>.makeStream()
        let logger = Logger(label: "axis") { _ in SwiftLogNoOpLogHandler() }
        let axis = try Axis(
            configuration: configuration, logger: logger, now: { Axis.wallClock() + milliseconds },
            onListening: { port.yield($0) }, onControlListening: { controlPort.yield($0) })
        let services = ServiceGroup(configuration: .init(services: [axis], logger: logger))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer {
                    port.finish()
                    controlPort.finish()
                }
                try await services.run()
            }
            var numbers = ports.makeAsyncIterator()
            guard let number = await numbers.next() else {
                try await tasks.waitForAll()
                throw AxisCaller.Late(waitedFor: "the port")
            }
            let scheme = configuration.tls == nil ? "http" : "https"
            var caller = AxisCaller(base: "\(scheme)://127.0.0.1:\(number)", skewMilliseconds: milliseconds)
            if configuration.control != nil {
                var controlNumbers = controlPorts.makeAsyncIterator()
                caller.control = await controlNumbers.next().map { "http://127.0.0.1:\($0)" }
            }
            let result = try await body(caller)
            await services.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return result
        }
    }

    static func id(_ text: String) -> AgencyID { AgencyID(text) ?? AgencyID("X")! }

    private static func agency(_ code: String) -> AxisAgency {
        AxisAgency(code: id(code), name: "Cơ quan \(code)")
    }
}

/// A system that calls the axis.
struct AxisCaller: Sendable {
    let base: String
    var systemID = "00.24.H24"
    var secret = Rehearsal.secret
    /// By how much its clock is wrong.
    var skewMilliseconds: Int64 = 0
    /// Where the faults are switched.
    var control: String?

    func headers(_ parameters: Parameters, contentType: String) -> [(name: String, value: String)] {
        HeaderAuthentication.sign(
            parameters: parameters, systemID: systemID, secret: secret,
            timestampMilliseconds: Axis.wallClock() + skewMilliseconds, contentType: contentType)
    }

    func raw(
        _ path: String, method: String = "POST", headers: [(name: String, value: String)], body: [UInt8] = []
    ) async throws -> (status: UInt, body: [UInt8]) {
        var request = HTTPClientRequest(url: base + path)
        request.method = .init(rawValue: method)
        for header in headers { request.headers.add(name: header.name, value: header.value) }
        request.body = .bytes(body)
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        return (response.status.code, Array(try await response.body.collect(upTo: 64 << 20).readableBytesView))
    }

    func call(
        _ operation: VXP.Operation, _ parameters: Parameters = [:], body: [UInt8] = [],
        contentType: String = "application/json"
    ) async throws -> Envelope {
        let headers = headers(parameters, contentType: contentType) + [("Content-Type", contentType)]
        return try Envelope(
            try await raw("/vxp" + operation.path, method: operation.method, headers: headers, body: body).body)
    }

    /// Pushes as the vendor does: the document, then a CRLF that the hash does not cover.
    func push(_ document: [UInt8], _ type: MessageType = .edoc, to: [String] = []) async throws -> Envelope {
        let parameters = Parameters.sendEdoc(
            from: systemID, type, to: to, hash: FileHash(of: document), rendering: .unpadded)
        return try await call(
            .sendEdoc, parameters, body: document + [0x0d, 0x0a], contentType: "application/octet-stream")
    }

    /// Pushes a document in two halves, and does something in between.
    func push(_ document: [UInt8], pausing pause: @escaping @Sendable () async -> Void) async throws -> Envelope {
        let parameters = Parameters.sendEdoc(from: systemID, .edoc, hash: FileHash(of: document))
        var request = HTTPClientRequest(url: base + "/vxp/sendEdoc")
        request.method = .POST
        for header in headers(parameters, contentType: "application/octet-stream") {
            request.headers.add(name: header.name, value: header.value)
        }
        let (halves, half) = AsyncStream<ByteBuffer>.makeStream()
        request.body = .stream(halves, length: .known(Int64(document.count)))
        half.yield(ByteBuffer(bytes: document.prefix(document.count / 2)))
        let second = ByteBuffer(bytes: document.dropFirst(document.count / 2))
        Task {
            try await Task.sleep(for: .milliseconds(150))
            await pause()
            try await Task.sleep(for: .milliseconds(150))
            half.yield(second)
            half.finish()
        }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        return try Envelope(Array(try await response.body.collect(upTo: 1 << 20).readableBytesView))
    }

    func list(_ type: MessageType) async throws -> [ReceivedRow] {
        try await call(.getReceivedEdocList, .receivedEdocList(type)).rows(ReceivedRow.self)
    }

    /// Waits for that many packets in the list.
    func list(_ type: MessageType, count: Int) async throws -> [ReceivedRow] {
        for _ in 0..<500 {
            let rows = try await list(type)
            if rows.count >= count { return rows }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw Late(waitedFor: "\(count) × \(type)")
    }

    struct Late: Error { let waitedFor: String }

    func fetch(_ docID: String) async throws -> [UInt8] {
        let headers = headers(.edoc(docID), contentType: "application/json")
        var data = StreamedData()
        let document = try data.take(try await raw("/vxp/getEdoc", headers: headers).body)
        try data.finish().ok()
        return document
    }

    func truth() async throws -> JSON {
        try JSON(try await raw("/axis/truth", method: "GET", headers: []).body)
    }
}
