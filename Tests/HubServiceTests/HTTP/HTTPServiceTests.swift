import Foundation
import HTTPTypes
import ServiceLifecycle
import Testing

@testable import HubService

@Suite struct HTTPServiceTests {
    private func get(_ path: String, _ port: Int, method: String = "GET") async throws -> RawConnection.Answer {
        let request = "\(method) \(path) HTTP/1.1\r\nHost: hub\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        return try await RawConnection.open(port).exchange([request])
    }

    @Test func `curl does not wait its second for 100 Continue`() async throws {
        try await TestListener.with { port, _ in
            let curl = Process()
            curl.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
            curl.arguments = [
                "-sS", "-H", "Expect: 100-continue", "--data-binary", String(repeating: "x", count: 5000),
                "-w", " %{time_total}", "http://127.0.0.1:\(port)/count",
            ]
            let output = Pipe()
            curl.standardOutput = output
            try curl.run()
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            let parts = text.split(separator: " ")
            #expect(parts.dropLast() == ["counted", "5000"])
            #expect(try #require(parts.last.flatMap { Double($0) }) < 0.5)
        }
    }

    @Test func `a request in flight is answered before the service stops`() async throws {
        try await TestListener.with { port, group in
            async let answer = get("/slow", port)
            try await Task.sleep(for: .milliseconds(100))
            await group.triggerGracefulShutdown()
            #expect(try await answer.text.hasSuffix("slow but sure"))
        }
    }

    @Test func `a stopped service accepts no connection`() async throws {
        try await TestListener.with { port, group in
            await group.triggerGracefulShutdown()
            try await Task.sleep(for: .milliseconds(100))
            await #expect(throws: (any Error).self) { try await RawConnection.open(port) }
        }
    }

    @Test func `one connection too many is told so, and served once another has gone`() async throws {
        var limits = TestListener.quick
        limits.maxConnections = 1
        try await TestListener.with(limits) { port, _ in
            async let first = get("/slow", port)
            try await Task.sleep(for: .milliseconds(100))
            let second = try await get("/stream", port)
            #expect(second.text.hasPrefix("HTTP/1.1 503 ") && second.text.contains("HTTP-BUSY"))
            #expect(second.text.lowercased().contains("retry-after: 5"))
            #expect(try await first.text.hasPrefix("HTTP/1.1 200 "))
            try await Task.sleep(for: .milliseconds(400))
            #expect(try await get("/stream", port).text.hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test func `a fault is answered without its details`() async throws {
        try await TestListener.with { port, _ in
            let answer = try await get("/fault", port)
            #expect(answer.text.hasPrefix("HTTP/1.1 500 ") && answer.text.contains("HUB-FAULT"))
            #expect(!answer.text.contains("mật khẩu") && !answer.text.contains("SomeFault"))
        }
    }

    @Test func `an unknown address is refused in the dialect of its interface`() async throws {
        try await TestListener.with { port, _ in
            let vendor = try await get("/vxp/nothing", port, method: "POST")
            #expect(vendor.text.contains("\"ErrorCode\":\"") && vendor.text.contains("\"status\":\"FAIL\""))
            let ours = try await get("/api/v1/nothing", port)
            #expect(ours.text.contains("application/problem+json") && ours.text.contains("\"status\":404"))
        }
    }

    @Test func `an axis client that sends too much reads its envelope`() async throws {
        try await TestListener.with { port, _ in
            let head = "POST /vxp/count HTTP/1.1\r\nHost: hub\r\nContent-Length: 9000000\r\n\r\n"
            let body = Array(repeating: String(repeating: "x", count: 65_536), count: 100)
            let answer = try await RawConnection.open(port).exchange([head] + body)
            #expect(answer.text.contains("\"ErrorCode\":\"21\"") && answer.text.contains("HTTP-TOO-LARGE"))
        }
    }
}
