import Foundation
import HTTPTypes
import ServiceLifecycle
import Testing

@testable import HubService

@Suite struct HTTPServiceTests {
    private func get(_ path: String, _ port: Int, method: String = "GET") async throws -> RawConnection.Answer {
        let request = "\(method) \(path) HTTP/1.1\r\nHost: hub\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        return try await RawConnection(port: port).exchange([request])
    }

    @Test func `curl is told to continue, and does not wait its second`() async throws {
        try await TestListener.with { port, _ in
            let curl = try await Subprocess.run(
                "/usr/bin/curl",
                [
                    "-sSv", "-H", "Expect: 100-continue", "--data-binary", String(repeating: "x", count: 5000),
                    "http://127.0.0.1:\(port)/count",
                ])
            #expect(curl.output == "counted 5000")
            #expect(curl.errors.contains("< HTTP/1.1 100 Continue"))
            #expect(!curl.errors.contains("Done waiting for 100-continue"))
        }
    }

    @Test func `a request in flight is answered before the service stops`() async throws {
        let turnstile = Turnstile()
        try await TestListener.with(router: TestListener.routes(turnstile)) { port, group in
            async let answer = get("/slow", port)
            await turnstile.entered()
            await group.triggerGracefulShutdown()
            turnstile.open()
            let text = try await answer.text
            #expect(text.hasSuffix("slow but sure"))
        }
    }

    @Test func `a stopped service accepts no connection`() async throws {
        try await TestListener.with { port, group in
            await group.triggerGracefulShutdown()
            let refused = try await eventually {
                do { _ = try await RawConnection(port: port).exchange([], patience: .milliseconds(300)) } catch {
                    return true
                }
                return false
            }
            #expect(refused)
        }
    }

    /// A connection that is accepted as the service ends is served by nobody.
    @Test(arguments: [true, false])
    func `connections that come as the service ends do no harm`(gracefully: Bool) async throws {
        for _ in 0..<60 {
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask {
                    try await TestListener.with { port, group in
                        await withTaskGroup(of: Void.self) { clients in
                            for _ in 0..<8 {
                                clients.addTask {
                                    let line = RawConnection(port: port)
                                    while (try? await line.exchange([], patience: .milliseconds(1))) != nil {}
                                }
                            }
                            if gracefully { await group.triggerGracefulShutdown() }
                        }
                    }
                }
                if !gracefully {
                    try await Task.sleep(for: .milliseconds(5))
                    tasks.cancelAll()
                }
                do { try await tasks.waitForAll() } catch is CancellationError {}
            }
        }
    }

    @Test func `one connection too many is told so, and served once another has gone`() async throws {
        var limits = TestListener.calm
        limits.maxConnections = 1
        let turnstile = Turnstile()
        try await TestListener.with(limits, router: TestListener.routes(turnstile)) { port, _ in
            async let first = get("/slow", port)
            await turnstile.entered()
            let second = try await get("/stream", port)
            #expect(second.text.hasPrefix("HTTP/1.1 503 ") && second.text.contains("HTTP-BUSY"))
            #expect(second.text.lowercased().contains("retry-after: 5"))
            turnstile.open()
            let served = try await first.text
            #expect(served.hasPrefix("HTTP/1.1 200 "))
            let isFree = try await eventually { try await get("/stream", port).text.hasPrefix("HTTP/1.1 200 ") }
            #expect(isFree)
        }
    }

    /// Whether `condition` comes true within five seconds.
    private func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
        let end = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < end {
            if try await condition() { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
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
            let answer = try await RawConnection(port: port).exchange([head] + body)
            #expect(answer.text.contains("\"ErrorCode\":\"109\"") && answer.text.contains("HTTP-TOO-LARGE"))
        }
    }
}
