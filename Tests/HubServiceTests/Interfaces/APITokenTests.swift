import HubCore
import HubStore
import NIOHTTP1
import Testing
import VXP

@testable import HubService

@Suite struct `A token of an agency` {
    @Test func `does what its scopes say, and no more`() async throws {
        let province = try await Province()
        let reader = try await province.token("H24.02", [.mailboxRead]).secret
        #expect(try await province.api(.GET, "mailbox", as: reader).status == 200)
        let refused = try await province.api(.GET, "documents", as: reader)
        #expect(refused.status == 403 && refused.codes == ["API-SCOPE"])
        #expect(refused.header("WWW-Authenticate")?.contains("insufficient_scope") == true)
        let packet = try Province.signed(Province.document(from: "H24.02", to: ["H24.01"], number: 1), by: "H24.02")
        let sent = try await province.api(.POST, "documents", as: reader, packet: packet)
        #expect(sent.status == 403 && sent.codes == ["API-SCOPE"])
        let told = try await province.api(.GET, "token", as: reader).json
        #expect(told["agency"]?.scalar == "H24.02" && told["scopes"]?.elements?.count == 1)
        await province.stop()
    }

    @Test func `speaks for its agency alone, and the journal says which token it was`() async throws {
        let province = try await Province()
        let (id, token) = try await province.token("H24.01")
        let own = try Province.signed(Province.document(number: 2), by: "H24.01")
        let others = try Province.signed(Province.document(from: "H24.02", to: ["H24.01"], number: 3), by: "H24.02")
        #expect(try await province.api(.POST, "documents", as: token, packet: own).status == 201)
        #expect(try await province.api(.POST, "documents", as: token, packet: own).status == 200)
        let refused = try await province.api(.POST, "documents", as: token, packet: others)
        #expect(refused.status == 422 && refused.codes == ["HUB-SENDER-NOT-CALLERS"])
        let journal = try await province.store.journal(from: 0, limit: 1000)
        #expect(journal.last { $0.kind == "accepted" }?.entry.contains(id.text) == true)
        await province.stop()
    }

    @Test func `sees what others may see as if it were not there`() async throws {
        let province = try await Province()
        let document = try await province.accepted(4, to: ["H24.02"])
        let stranger = try await province.token("H24").secret
        let absent = "0193511e-7c1f-7b2a-9d4e-5f60718293a4"
        for path in ["documents/ID", "documents/ID/content", "documents/ID/receipt", "documents/ID/deliveries"] {
            let hidden = try await province.api(.GET, path.replacing("ID", with: document), as: stranger)
            let missing = try await province.api(.GET, path.replacing("ID", with: absent), as: stranger)
            #expect(hidden.status == 404 && hidden.codes == missing.codes, "\(path)")
        }
        #expect(try await province.api(.GET, "documents", as: stranger).items.isEmpty)
        #expect(try await province.api(.GET, "mailbox?all=true", as: stranger).items.isEmpty)
        let recipient = try await province.token("H24.02").secret
        let seen = try await province.api(.GET, "documents/\(document)", as: recipient)
        #expect(seen.status == 200 && seen.json["deliveries"]?.elements?.count == 1)
        await province.stop()
    }

    @Test func `ends when it is revoked, expires, or its agency is locked`() async throws {
        let province = try await Province()
        let now = HubClock.system.now()
        let (id, revoked) = try await province.token("H24.01")
        let other = try await province.token("H24.01").secret
        let expired = try await province.token("H24.01", expiresAt: now.adding(milliseconds: -1)).secret
        #expect(try await province.api(.GET, "token", as: revoked).status == 200)
        try await province.store.revoke(token: id, by: "test", now: now)
        #expect(try await province.api(.GET, "token", as: revoked).codes == ["API-TOKEN"])
        #expect(try await province.api(.GET, "token", as: expired).status == 401)
        #expect(try await province.api(.GET, "token", as: other).status == 200)
        var agency = try #require(try await province.store.agency("H24.01"))
        agency.isLocked = true
        _ = try await province.store.put(agencies: [agency], by: "test", now: now)
        #expect(try await province.api(.GET, "token", as: other).status == 401)
        await province.stop()
    }

    @Test func `is made by the operator, shown once, and kept as a digest`() async throws {
        let province = try await Province()
        let desk = OperatorDesk(store: province.store, clock: .system)
        let act = TokenAct.add(agency: "000.00.01.H24", name: "kho", scopes: [.registerRead], expiresAt: nil)
        guard case .access(.token(let token, let secret)) = try await desk.perform(.tokens(act), by: "văn thư") else {
            Issue.record("no token")
            return
        }
        #expect(token.agency == "H24.01" && secret.count > 64)
        #expect(try await province.api(.GET, "agencies", as: secret).status == 200)
        guard case .access(let list) = try await desk.perform(.tokens(.list(agency: nil)), by: "văn thư") else {
            return
        }
        #expect(list.text(at: HubClock.system.now()).contains("kho") && !list.json.contains(secret))
        let refused = try await desk.perform(
            .tokens(.add(agency: "H99", name: "", scopes: [], expiresAt: nil)), by: "văn thư")
        guard case .refused = refused else {
            Issue.record("\(refused)")
            return
        }
        await province.stop()
    }
}
