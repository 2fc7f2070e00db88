import Hummingbird
import Logging
import NIOCore
import Synchronization
import VXP

/// An axis that has nothing but a list of agencies, and makes it up row by row as it is asked for it.
///
/// It refuses the list until ``open()``, so that what a hub asks for at its start is not what is measured.
final class BenchList: Sendable {
    private struct State {
        var isOpen = false
        var hasChanged = false
    }

    private let count: Int
    private let state = Mutex(State())

    init(count: Int) { self.count = count }

    func open() { state.withLock { $0.isOpen = true } }

    /// Gives every hundredth agency another name, and another version.
    func change() { state.withLock { $0.hasChanged = true } }

    /// Listens on loopback while `body` runs.
    /// - Parameter body: given the port.
    func serve<Value: Sendable>(_ body: @escaping @Sendable (Int) async throws -> Value) async throws -> Value {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let router = Router()
        router.post("/vxp/getSynchronizeUnit") { [self] request, _ in
            let stated = request.headers.first { $0.name.canonicalName == "xroadvnpt-fromversion" }
            return reply(after: stated.flatMap { Int($0.value) } ?? 0)
        }
        router.post("/vxp/**") { _, _ in
            Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: Envelope.done.bytes)))
        }
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { continuation.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                try await application.run()
                return nil
            }
            group.addTask {
                guard let port = await ports.first(where: { _ in true }) else { throw CancellationError() }
                return try await body(port)
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let value = first else { throw CancellationError() }
            return value
        }
    }

    private func reply(after version: Int) -> Response {
        let state = state.withLock { $0 }
        guard state.isOpen else {
            let refusal = Envelope(failure: .busy)
            return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: refusal.bytes)))
        }
        let body = ResponseBody { [count] writer in
            try await writer.write(ByteBuffer(string: #"{"status":"OK","ErrorCode":"0","ErrorDesc":"","data":["#))
            var (piece, isFirst) = (ByteBuffer(), true)
            for index in 0..<count {
                let isChanged = state.hasChanged && index % 100 == 0
                let stated = isChanged ? count + index + 1 : index + 1
                guard stated > version else { continue }
                if !isFirst { piece.writeString(",") }
                isFirst = false
                piece.writeBytes(Self.row(index, version: stated, isChanged: isChanged).bytes)
                if piece.readableBytes > 65_536 {
                    try await writer.write(piece)
                    piece.clear()
                }
            }
            piece.writeString("]}")
            try await writer.write(piece)
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "application/json"], body: body)
    }

    // MARK: The agencies

    /// Sixty provinces, sixty agencies below each, and below those all the others.
    private static func row(_ index: Int, version: Int, isChanged: Bool) -> JSON {
        let province = index < 60 ? index : index < 3660 ? (index - 60) / 60 : (index - 3660) % 3600 / 60
        let root = "\(province < 30 ? "G" : "H")\(province % 30 + 10)"
        let middle = index < 3660 ? (index - 60) % 60 : (index - 3660) % 3600 % 60
        var (code, parent, kind) = (root, "", "Ủy ban nhân dân tỉnh")
        if index >= 60 { (code, parent, kind) = ("\(root).\(middle + 10)", root, "Sở, ban, ngành") }
        if index >= 3660 {
            (code, parent, kind) = ("\(code).\((index - 3660) / 3600 + 100)", code, "Ủy ban nhân dân xã, phường")
        }
        let name = "\(kind) số \(index)\(isChanged ? " (tên mới)" : "")"
        let unit = AgencyRow.Unit(
            version: "\(version)", centerCode: "00.00.\(root)", isDeleted: false, modifyDate: "2026/11/02 08:00:00",
            isAgency: true)
        let row = AgencyRow(
            id: code, pid: parent, code: code, name: name, mail: "vanthu.\(code.lowercased())@example.vn", unit: unit)
        return .strings(row.members)
    }
}
