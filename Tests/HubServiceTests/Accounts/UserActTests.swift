import EdXML
import HubCore
import HubStore
import Testing

@testable import HubService

@Suite struct `An operator's word about accounts` {
    private func desk(_ province: Province) -> OperatorDesk {
        var settings = AccountSettings()
        settings.passwordCost = PasswordHash.Cost(rounds: 4, blockSize: 1, parallelism: 1)
        return OperatorDesk(store: province.store, clock: .system, accounts: settings)
    }

    private func reply(_ act: UserAct, _ province: Province) async throws -> UserReply? {
        let reply = try await desk(province).perform(.users(act), by: "quantri")
        guard case .users(let reply) = reply else { return nil }
        return reply
    }

    private static func add(_ login: String, _ grants: [Grant]) -> UserAct {
        .add(login: login, name: " Nguyễn Thị Hoa ", department: "Văn phòng", grants: grants)
    }

    @Test func `makes one with a password that is shown once, under the agency's present identifier`() async throws {
        let province = try await Province()
        let grants = [Grant(.clerk, agency: "000.00.01.H24"), Grant(.auditor)]
        guard
            case .password(let account, let password, let goodUntil)? = try await reply(
                Self.add("Hoa.NT", grants), province)
        else { throw Province.Unaccepted(what: "add") }
        #expect(account.login == "hoa.nt" && account.name == "Nguyễn Thị Hoa")
        #expect(account.grants.map(\.text) == ["auditor", "clerk:H24.01"])
        #expect(goodUntil > HubClock.system.now() && password.wholeMatch(of: /([a-z2-9]{4}-){3}[a-z2-9]{4}/) != nil)
        let list = try #require(try await reply(.list, province))
        #expect(list.text(in: .vi).contains("clerk:H24.01") && !list.json.contains(password))
        let journal = try await province.store.journal(from: 0, limit: 1000)
        #expect(!journal.contains { $0.entry.contains(password) })
        #expect(journal.last { $0.kind == "accountChanged" }?.entry.contains(#""by":"quantri""#) == true)
        await province.stop()
    }

    @Test func `is refused where it makes no sense, in both languages`() async throws {
        let province = try await Province()
        _ = try await reply(Self.add("hoa.nt", []), province)
        let acts: [UserAct] = [
            Self.add("hoa nt", []), Self.add("HOA.nt", []), Self.add("lan", [Grant(.clerk, agency: "H99")]),
            Self.add("lan", [Grant(.leader)]), .close("ai-do"),
            .change(login: "hoa.nt", name: "  ", department: nil, grants: nil),
        ]
        for act in acts {
            guard case .refused(let vi, let en) = try await desk(province).perform(.users(act), by: "an") else {
                Issue.record("\(act)")
                continue
            }
            #expect(!vi.isEmpty && !en.isEmpty && vi != en)
        }
        await province.stop()
    }

    @Test func `changes what is named and leaves the rest, and says what sessions there are`() async throws {
        let province = try await Province()
        _ = try await reply(Self.add("hoa.nt", [Grant(.operator)]), province)
        let change = UserAct.change(login: "hoa.nt", name: nil, department: "Phòng Một cửa", grants: nil)
        guard case .changed(let account)? = try await reply(change, province) else {
            throw Province.Unaccepted(what: "change")
        }
        #expect(account.department == "Phòng Một cửa" && account.holds(.operator) && account.name == "Nguyễn Thị Hoa")
        let acts: [(UserAct, isClosed: Bool)] = [
            (.close("hoa.nt"), true), (.close("hoa.nt"), true), (.open("hoa.nt"), false),
            (.removeFactor("hoa.nt"), false),
        ]
        for (act, isClosed) in acts {
            let text = try #require(try await reply(act, province)).text(in: .en)
            #expect(text.contains("hoa.nt") && text.contains("closed") == isClosed)
        }
        #expect(
            try #require(try await reply(.sessions("hoa.nt", ends: false), province)).text(in: .en).contains(
                "no session"))
        #expect(
            try #require(try await reply(.sessions("hoa.nt", ends: true), province)).text(in: .vi).contains("0 phiên"))
        let kinds = try await province.store.journal(from: 0, limit: 1000).filter { $0.kind == "accountChanged" }
        #expect(kinds.count == 5)
        await province.stop()
    }

    @Test func `a rise of the cost has the password hashed anew when it is next right`() async throws {
        let province = try await Province()
        guard case .password(let account, let password, _)? = try await reply(Self.add("hoa.nt", []), province) else {
            throw Province.Unaccepted(what: "add")
        }
        var settings = AccountSettings()
        settings.passwordCost = PasswordHash.Cost(rounds: 5, blockSize: 1, parallelism: 1)
        let desk = AccountDesk(store: province.store, settings: settings, issuer: "hub", clock: .system)
        let caller = AccountDesk.Caller(address: "10.0.0.1", browser: "b")
        _ = try await desk.logIn("hoa.nt", password: "sai", from: caller)
        #expect(try await province.store.proofs(of: account.id)?.password?.hash.cost.rounds == 4)
        guard case .entered(let entered) = try await desk.logIn("hoa.nt", password: password, from: caller) else {
            throw Province.Unaccepted(what: "log-in")
        }
        let kept = try #require(try await province.store.proofs(of: account.id)?.password)
        #expect(kept.hash.cost.rounds == 5 && kept.goodUntil != nil && entered.session.standing == .awaitingPassword)
        await province.stop()
    }
}
