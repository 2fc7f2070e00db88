import Foundation
import Testing

@testable import HubService

@Suite struct RequestGateTests {
    private func ask(
        _ pieces: [String], pause: Duration = .zero, limits: HTTPLimits = TestListener.calm
    ) async throws -> RawConnection.Answer {
        let answers = Answers()
        try await TestListener.with(limits) { port, _ in
            await answers.keep(try await RawConnection(port: port).exchange(pieces, pause: pause))
        }
        return try #require(await answers.answer)
    }

    private actor Answers {
        var answer: RawConnection.Answer?
        func keep(_ answer: RawConnection.Answer) { self.answer = answer }
    }

    private static let post = "POST /count HTTP/1.1\r\nHost: hub\r\n"

    @Test func `100 Continue comes at once, then the answer`() async throws {
        let head = Self.post + "Expect: 100-continue\r\nContent-Length: 5\r\nConnection: close\r\n\r\n"
        let answer = try await ask([head, "hello"], pause: .milliseconds(100))
        #expect(answer.text.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"))
        #expect(answer.text.hasSuffix("counted 5"))
        #expect(answer.didEnd)
    }

    @Test func `a declared body above the cap is never asked for`() async throws {
        let head = Self.post + "Expect: 100-continue\r\nContent-Length: 2000000\r\n\r\n"
        let answer = try await ask([head])
        #expect(answer.text.hasPrefix("HTTP/1.1 413 "))
        #expect(answer.text.contains("HTTP-TOO-LARGE"))
        #expect(answer.didEnd)
    }

    @Test func `a chunked body above the cap is refused while it arrives, and the refusal can be read`() async throws {
        let chunk = "10000\r\n" + String(repeating: "x", count: 65536) + "\r\n"
        let head = Self.post + "Transfer-Encoding: chunked\r\n\r\n"
        let answer = try await ask([head] + Array(repeating: chunk, count: 400))
        #expect(answer.text.hasPrefix("HTTP/1.1 413 "))
        #expect(answer.text.contains("\"code\":\"HTTP-TOO-LARGE\""))
        #expect(answer.text.lowercased().contains("connection: close"))
        #expect(answer.didEnd)
    }

    @Test func `an answer that did not wait for an endless body ends the connection`() async throws {
        let head = "POST /ignore HTTP/1.1\r\nHost: hub\r\nTransfer-Encoding: chunked\r\n\r\n"
        let answer = try await ask([head] + Array(repeating: "1\r\nx\r\n", count: 2000), pause: .milliseconds(1))
        #expect(answer.text.hasPrefix("HTTP/1.1 401 ") && answer.text.hasSuffix("no"))
        #expect(answer.didEnd)
    }

    @Test func `a small unread body does not cost the connection`() async throws {
        let first = "POST /ignore HTTP/1.1\r\nHost: hub\r\nContent-Length: 2\r\n\r\n"
        let second = "GET /stream HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n"
        let answer = try await ask([first, "{}", second], pause: .milliseconds(50))
        #expect(answer.text.contains("HTTP/1.1 401 "))
        #expect(answer.text.contains("piece 3;"))
    }

    @Test(arguments: ["", "GET / HT", "GET /slow HTTP/1.1\r\nHost: h"])
    func `a header that does not come is not waited for`(start: String) async throws {
        let answer = try await ask(start.isEmpty ? [] : [start], limits: TestListener.impatient)
        #expect(answer.didEnd && answer.seconds < 2)
        #expect(start.isEmpty ? answer.text.isEmpty : answer.text.contains("HTTP-SLOW"))
    }

    @Test func `a header that trickles on a used connection has the same deadline`() async throws {
        let first = "GET /stream HTTP/1.1\r\nHost: hub\r\n\r\n"
        let trickle = Array("GET /stream HTTP/1.1\r\nHost: hub\r\nX: 0123456789").map { String($0) }
        let answer = try await ask([first] + trickle, pause: .milliseconds(50), limits: TestListener.impatient)
        #expect(answer.text.contains("piece 3;") && answer.text.contains("HTTP/1.1 408 "))
    }

    @Test func `a body that ends too early never looks complete`() async throws {
        let answers = Answers()
        try await TestListener.with { port, _ in
            let head = Self.post + "Content-Length: 10\r\n\r\nhalf"
            await answers.keep(try await RawConnection(port: port).exchange([head], thenEnds: true))
        }
        let answer = try #require(await answers.answer)
        #expect(answer.text.hasPrefix("HTTP/1.1 400 ") && answer.text.contains("HTTP-LENGTH"))
        #expect(!answer.text.contains("counted"))
    }

    @Test(arguments: Trick.all)
    func `what two readers could read in two ways is refused, and nothing after it is answered`(
        trick: Trick
    ) async throws {
        let next = "GET /stream HTTP/1.1\r\nHost: hub\r\n\r\n"
        let answer = try await ask([trick.request + next])
        #expect(answer.text.hasPrefix("HTTP/1.1 4"))
        #expect(answer.text.contains("\"code\":\"\(trick.code)\""))
        #expect(!answer.text.contains("piece 1"))
        #expect(answer.didEnd)
    }
}

/// A request with one thing wrong in its header, and the code that it must get.
struct Trick: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: String
    let request: String

    init(_ what: String, _ code: String, _ fields: String, method: String = "POST /count") {
        testDescription = what
        self.code = code
        request = "\(method) HTTP/1.1\r\n\(fields)\r\n"
    }

    static let host = "Host: hub\r\n"
    static let all = [
        Trick("no Host", "HTTP-HOST", "A: b\r\n"),
        Trick("two Hosts", "HTTP-HOST", "Host: a\r\nHost: b\r\n"),
        Trick("CL and TE", "HTTP-MALFORMED", host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"),
        Trick("TE and CL", "HTTP-FRAMING", host + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n"),
        Trick("two CLs", "HTTP-FRAMING", host + "Content-Length: 3\r\nContent-Length: 4\r\n"),
        Trick("two equal CLs", "HTTP-FRAMING", host + "Content-Length: 3\r\nContent-Length: 3\r\n"),
        Trick("signed CL", "HTTP-FRAMING", host + "Content-Length: +3\r\n"),
        Trick("unknown TE", "HTTP-FRAMING", host + "Transfer-Encoding: xchunked\r\n"),
        Trick("two TEs", "HTTP-MALFORMED", host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"),
        Trick("gzip", "HTTP-ENCODING", host + "Content-Encoding: gzip\r\nContent-Length: 3\r\n"),
        Trick("space before the colon", "HTTP-MALFORMED", "Host : hub\r\n"),
        Trick("folded field", "HTTP-MALFORMED", host + "A: b\r\n folded\r\n"),
        Trick("bare LF", "HTTP-MALFORMED", "Host: hub\nA: b\n"),
        Trick("NUL", "HTTP-MALFORMED", host + "A: b\0c\r\n"),
        Trick("HTTP/2 preface", "HTTP-MALFORMED", "\r\nSM\r\n\r\n", method: "PRI *"),
        Trick("101 fields", "HTTP-HEADER-TOO-LARGE", host + String(repeating: "A: b\r\n", count: 101)),
        Trick("a long field", "HTTP-HEADER-TOO-LARGE", host + "A: " + String(repeating: "b", count: 33_000) + "\r\n"),
    ]
}
