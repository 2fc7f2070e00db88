import HubCore
import HubStore
import Testing

/// The operator's pages.
@Suite(.timeLimit(.minutes(5)))
struct OperationPageTests {
    private static let paths = [
        "/operation", "/operation/queue", "/operation/parked", "/operation/agencies", "/operation/agencies?q=noi",
        "/operation/agencies/H24.01",
    ]

    @Test func `are for operators alone`() async throws {
        let town = try await Town()
        for path in Self.paths {
            #expect(try await town.get(path, as: "hai").status == 200, "\(path)")
            for other in ["binh", "lan", "giang"] { #expect(try await town.get(path, as: other).status == 404) }
        }
        for path in ["/operation/pause", "/operation/queue/retry", "/operation/agencies/H24.01/token"] {
            for other in ["binh", "giang"] { #expect(try await town.post(path, as: other, []).status == 404) }
            #expect(try await town.post(path, as: "hai", [], token: nil).status == 403)
        }
        await town.stop()
    }

    @Test func `pause and release a destination, with a reason, in the journal`() async throws {
        let town = try await Town()
        #expect(try await town.post("/operation/pause", as: "hai", [("destination", "axis")]).status == 422)
        let form = [("destination", "axis"), ("reason", "Bảo trì đường truyền")]
        #expect(try await town.post("/operation/pause", as: "hai", form).status == 303)
        #expect(try await town.store.pauses().map(\.by) == ["hai"])
        #expect(try await town.get("/operation", as: "hai").text.contains("Bảo trì đường truyền"))
        #expect(try await town.post("/operation/release", as: "hai", [("destination", "axis")]).status == 303)
        #expect(try await town.store.pauses().isEmpty)
        await town.stop()
    }

    @Test func `a token is shown once, and ended`() async throws {
        let town = try await Town()
        let made = try await town.post(
            "/operation/agencies/H24.01/token", as: "hai",
            [("name", "Phần mềm văn phòng"), ("days", "30"), ("scope", "mailbox:read")])
        #expect(made.status == 200 && made.text.contains("chỉ hiện một lần"))
        let token = try #require(try await town.store.tokens(of: "H24.01").first)
        #expect(token.scopes == [.mailboxRead])
        let page = try await town.get("/operation/agencies/H24.01", as: "hai").text
        #expect(page.contains("Phần mềm văn phòng") && !page.contains("chỉ hiện một lần"))
        _ = try await town.post("/operation/agencies/H24.01/revoke", as: "hai", [("token", token.id.text)])
        #expect(try await town.store.tokens(of: "H24.01").first?.revokedAt != nil)
        await town.stop()
    }

    @Test func `a parked status is matched with its document`() async throws {
        let town = try await Town()
        let id = try await town.send(number: 5)
        let delivery = try await town.store.deliveries(of: id)[0]
        // About a document that nobody sent: its number is mistyped.
        _ = try await town.report("03", from: "H24.02", about: 55, of: "H24.01")
        let parked = try #require(try await town.store.parkedStatuses(limit: 10).first)
        #expect(try await town.get("/operation/parked", as: "hai").text.contains("55/CV-SNV"))
        let match = [("packet", parked.message.text), ("document", id.text)]
        #expect(try await town.post("/operation/parked/match", as: "hai", match).status == 303)
        #expect(try await town.store.deliveryRecord(delivery.id)?.business.code == "03")
        await town.stop()
    }
}
