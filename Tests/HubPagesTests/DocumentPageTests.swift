import EdXML
import HubCore
import HubStore
import Testing

/// The page of one document, and what clerks do there.
@Suite(.timeLimit(.minutes(5)))
struct DocumentPageTests {
    @Test func `is for whom the document concerns, and is not there for anybody else`() async throws {
        let town = try await Town()
        let id = try await town.send(number: 1, subject: "Về <b>việc</b> tổ chức họp").text
        for (person, status) in [
            ("binh", 200), ("chau", 200), ("dung", 200), ("giang", 200), ("lan", 404), ("hai", 404),
        ] {
            for path in [
                "/documents/\(id)", "/documents/\(id)/packet", "/documents/\(id)/receipt", "/documents/\(id)/files/0",
            ] {
                #expect(try await town.get(path, as: person).status == status, "\(person) \(path)")
            }
        }
        let other = try await town.send(from: "H24", to: ["H24.01"], number: 2).text
        #expect(try await town.get("/documents/\(other)", as: "chau").status == 404)
        #expect(try await town.get("/documents/khong-co", as: "binh").status == 404)
        let page = try await town.get("/documents/\(id)", as: "chau")
        #expect(page.text.contains("Về &lt;b&gt;việc&lt;/b&gt; tổ chức họp"))
        #expect(page.headers["content-security-policy"]?.contains("default-src 'none'") == true)
        #expect(page.headers["cache-control"] == "no-store")
        await town.stop()
    }

    @Test func `leads whoever has not logged in to the log-in, and back`() async throws {
        let town = try await Town()
        let answer = try await town.get("/documents/abc?look=1")
        #expect(answer.status == 303 && answer.location == "/login?next=%2Fdocuments%2Fabc%3Flook%3D1")
        await town.stop()
    }

    @Test func `a clerk receives, assigns and completes, and the sender sees who did`() async throws {
        let town = try await Town()
        let id = try await town.send(number: 1)
        let delivery = try #require(try await town.store.deliveries(of: id).first)
        for code in ["03", "04", "06"] {
            let answer = try await town.post(
                "/documents/\(id.text)/report", as: "chau",
                [("delivery", delivery.id.text), ("code", code), ("reason", "Vào sổ số 15")])
            #expect(answer.status == 303 && answer.location == "/documents/\(id.text)?done=\(code)", "\(answer.text)")
        }
        let seen = try await town.get("/documents/\(id.text)", as: "binh").text
        #expect(
            seen.contains("06 Hoàn thành") && seen.contains("Lê Minh Châu, Văn thư") && seen.contains("Vào sổ số 15"))
        let late = try await town.post(
            "/documents/\(id.text)/report", as: "chau", [("delivery", delivery.id.text), ("code", "03")])
        #expect(late.status == 409)
        await town.stop()
    }

    @Test func `a return needs its reason, and nobody acts for another`() async throws {
        let town = try await Town()
        let id = try await town.send(number: 1)
        let delivery = try #require(try await town.store.deliveries(of: id).first)
        let path = "/documents/\(id.text)/report"
        let form = [("delivery", delivery.id.text), ("code", "02")]
        #expect(try await town.post(path, as: "chau", form).status == 422)
        #expect(
            try await town.post(path, as: "chau", form + [("reason", String(repeating: "a", count: 1001))]).status
                == 422)
        let good = form + [("reason", "Gửi nhầm")]
        // The sender's clerk, the auditor, the leader, nobody.
        #expect(try await town.post(path, as: "binh", good).status == 404)
        #expect(try await town.post(path, as: "giang", good).status == 404)
        #expect(try await town.post(path, as: "lan", good).status == 404)
        #expect(try await town.post(path, as: nil, good).status == 303)
        #expect(try await town.store.deliveries(of: id)[0].business.code == nil)
        #expect(try await town.post(path, as: "chau", good).status == 303)
        #expect(try await town.store.deliveries(of: id)[0].business.code == "02")
        await town.stop()
    }

    @Test func `a form of another session, or of another site, does nothing`() async throws {
        let town = try await Town()
        let id = try await town.send(number: 1)
        let delivery = try #require(try await town.store.deliveries(of: id).first)
        let form = [("delivery", delivery.id.text), ("code", "03")]
        let path = "/documents/\(id.text)/report"
        #expect(try await town.post(path, as: "chau", form, token: nil).status == 403)
        #expect(try await town.post(path, as: "chau", form, token: "token-of-the-sessioN").status == 403)
        for foreign in [
            ["sec-fetch-site": "cross-site"], ["sec-fetch-site": "same-site"], ["origin": "https://evil.example"],
        ] {
            #expect(try await town.post(path, as: "chau", form, foreign).status == 403)
        }
        #expect(try await town.store.deliveries(of: id)[0].business.code == nil)
        #expect(try await town.post(path, as: "chau", form, ["origin": "http://127.0.0.1:\(town.port)"]).status == 303)
        await town.stop()
    }

    @Test func `a sender asks one recipient for it back, and gets the answer`() async throws {
        let town = try await Town()
        let id = try await town.send(to: ["H24.02", "H24"], number: 1)
        let office = try #require(try await town.store.deliveries(of: id).first { $0.recipient == "H24.02" })
        _ = try await town.post(
            "/documents/\(id.text)/report", as: "chau", [("delivery", office.id.text), ("code", "03")])
        let path = "/documents/\(id.text)/recall"
        #expect(try await town.post(path, as: "binh", [("reason", "Sai số liệu")]).status == 422)
        #expect(try await town.post(path, as: "binh", [("recipient", "H24.02")]).status == 422)
        let asked = try await town.post(path, as: "binh", [("recipient", "H24.02"), ("reason", "Sai số liệu")])
        #expect(asked.location == "/documents/\(id.text)?done=13", "\(asked.text)")
        let states = try await town.store.negotiations(about: id).map { "\($0.recipient) \($0.state)" }
        #expect(states == ["H24.02 asked"])
        #expect(
            try await town.get("/documents/\(id.text)", as: "chau").text.contains("Nơi gửi đề nghị lấy lại văn bản này")
        )
        let agreed = try await town.post(
            "/documents/\(id.text)/report", as: "chau", [("delivery", office.id.text), ("code", "15")])
        #expect(agreed.status == 303, "\(agreed.text)")
        #expect(try await town.store.negotiations(about: id).map(\.state) == [.agreed])
        await town.stop()
    }

    @Test func `files come out of the packet as they went in, and only harmless ones are shown`() async throws {
        let town = try await Town()
        let id = try await town.send(number: 1).text
        let shown = try await town.get("/documents/\(id)/files/0?show=1", as: "chau")
        #expect(shown.text == Town.pdf && shown.headers["content-type"] == "application/pdf")
        #expect(shown.headers["content-disposition"] == "inline")
        // It travelled packed, and a table is not shown under the hub's name.
        let table = try await town.get("/documents/\(id)/files/1?show=1", as: "chau")
        #expect(table.text == "a,b\n1,2\n" && table.headers["content-type"] == "application/octet-stream")
        #expect(table.headers["content-disposition"]?.hasPrefix("attachment; filename=\"Phu-luc.txt\"") == true)
        #expect(try await town.get("/documents/\(id)/files/2", as: "chau").status == 404)
        let packet = try await town.get("/documents/\(id)/packet", as: "chau")
        #expect(packet.body == (try Town.letter(from: "H24.01", to: ["H24.02"], number: 1)))
        await town.stop()
    }

    @Test func `what a clerk reads was handed over, and that has its proof`() async throws {
        let town = try await Town()
        let id = try await town.send(number: 1)
        let delivery = try await town.store.deliveries(of: id)[0].id.text
        let proof = "/documents/\(id.text)/receipt?delivery=\(delivery)"
        // Looking at one's own letter, or at another's as an auditor, hands nothing over.
        for person in ["binh", "giang"] {
            #expect(try await town.get("/documents/\(id.text)/packet", as: person).status == 200)
        }
        #expect(try await town.get(proof, as: "binh").status == 404)
        #expect(try await town.get("/documents/\(id.text)/files/0?show=1", as: "chau").status == 200)
        #expect(try await town.store.deliveries(of: id)[0].state == .fetched)
        #expect(try await town.get(proof, as: "binh").text.contains("Biên nhận giao văn bản"))
        await town.stop()
    }

    @Test func `the receipt is shown, pictured, and had as a file that proves itself`() async throws {
        let town = try await Town()
        let id = try await town.send(number: 1).text
        #expect(try await town.get("/documents/\(id)/receipt", as: "binh").text.contains("Biên nhận tiếp nhận văn bản"))
        #expect(try await town.get("/documents/\(id)/receipt.svg", as: "binh").text.hasPrefix("<svg"))
        let file = try await town.get("/documents/\(id)/receipt.json", as: "binh")
        #expect(file.text.contains("lienthong-receipt/1"))
        let delivery = try await town.store.deliveries(of: try #require(DocumentID(id)))[0].id.text
        #expect(try await town.get("/documents/\(id)/receipt?delivery=\(delivery)", as: "binh").status == 404)
        await town.stop()
    }
}
