import Foundation
import HubStore
import Hummingbird
import SignedXML
import Testing

@testable import HubService

/// Over a real listener on loopback.
@Suite struct `A revocation list that is fetched` {
    private let workshop: TrustWorkshop

    init() throws { workshop = try TrustWorkshop() }

    /// Fetches from a server that answers with `bytes`; gives whether it was taken.
    private func fetch(
        _ bytes: [UInt8], path: String = "/list", maxBytes: Int = 100_000, deadline: Duration = .seconds(20)
    )
        async throws -> Bool
    {
        let router = HubRouter.make()
        let turnstile = Turnstile()
        router.get("/list") { _, _ in Response(status: .ok, body: .init(byteBuffer: .init(bytes: bytes))) }
        router.get("/silent") { _, _ in
            await turnstile.pass()
            return "too late"
        }
        let (workshop, taken) = (workshop, Taken())
        try await TestListener.with(router: router) { port, _ in
            let refresh = HubConfiguration.Trust.Refresh(
                urls: [], folder: workshop.lists, interval: .seconds(60), deadline: deadline, maxBytes: maxBytes)
            let refresher = RevocationListRefresher(
                refresh, reloader: workshop.reloader, clock: .system, logger: workshop.quiet)
            await taken.set(try await refresher.fetch("http://127.0.0.1:\(port)\(path)"))
            turnstile.open()
        }
        return await taken.value
    }

    private actor Taken {
        private(set) var value = false
        func set(_ value: Bool) { self.value = value }
    }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: workshop.lists).sorted()
    }

    @Test func `is in force when the fetch returns, and is what the next start reads`() async throws {
        #expect(try await fetch(Array(workshop.list(number: 2, revoking: true).utf8)))
        #expect(workshop.verdict() == ["CRT-REVOKED"])
        #expect(try files().count == 2 && files().allSatisfy { !$0.hasSuffix(".part") })
        let next = try TrustStore(workshop.trust)
        #expect(next.lists.map(\.number) == ["2"])
        #expect(try await fetch(Array(workshop.list(number: 3).utf8)))
        #expect(try workshop.verdict() == [] && files().count == 2, "it replaces the one before it")
        try await workshop.store.close()
    }

    @Test func `is not taken when it is older, another's, cut short, too large, no list, or missing`() async throws {
        let before = try files()
        let newer = try RevocationList.all(in: Array(workshop.list(number: 2, revoking: true).utf8))[0].der
        let forged = try TrustWorkshop()
        try await forged.store.close()
        #expect(try await !fetch(Array(workshop.list(number: 0).utf8)))
        #expect(try await !fetch(Array(forged.list(number: 9, revoking: true).utf8)))
        #expect(try await !fetch(Array(newer.dropLast(3))))
        #expect(try await !fetch(newer, maxBytes: newer.count - 1))
        #expect(try await !fetch(Array("<html>404</html>".utf8)))
        #expect(try await !fetch(newer, path: "/nothing"))
        #expect(try files() == before && workshop.verdict() == [])
        #expect(try await fetch(newer, maxBytes: newer.count))
        try await workshop.store.close()
    }

    /// The server answers only once the fetch has returned.
    @Test(.timeLimit(.minutes(2))) func `is given up at its deadline`() async throws {
        #expect(try await !fetch([], path: "/silent", deadline: .milliseconds(200)))
        try await workshop.store.close()
    }
}
