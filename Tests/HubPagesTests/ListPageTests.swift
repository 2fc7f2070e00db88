import HubCore
import HubStore
import Testing

/// The clerk's lists.
@Suite(.timeLimit(.minutes(5)))
struct ListPageTests {
    @Test func `show each clerk the own agencies' documents alone`() async throws {
        let town = try await Town()
        _ = try await town.send(number: 1, subject: "Về cải cách hành chính")
        _ = try await town.send(from: "H24", to: ["H24.01"], number: 2, subject: "Về ngân sách")
        try await town.followed()
        let seen = try await town.get("/outgoing", as: "binh").text
        #expect(seen.contains("Về cải cách hành chính") && !seen.contains("Về ngân sách"))
        let toDo = try await town.get("/", as: "chau").text
        #expect(toDo.contains("Về cải cách hành chính") && !toDo.contains("Về ngân sách"))
        #expect(try await !town.get("/incoming?agency=H24.01", as: "chau").text.contains("Về ngân sách"))
        for path in ["/incoming", "/outgoing", "/outgoing/returned", "/export/sent.csv"] {
            #expect(try await town.get(path, as: "giang").status == 404)
        }
        await town.stop()
    }

    @Test func `find without diacritics, and page by page all rows once`() async throws {
        let town = try await Town()
        for number in 1...120 { _ = try await town.send(number: number, subject: "Quyết định số \(number) về đê điều") }
        try await town.followed()
        var (path, seen): (String?, [String]) = ("/outgoing?q=quyet+dinh+de+dieu", [])
        while let address = path {
            let page = try await town.get(address, as: "binh").text
            seen += page.matches(of: /Quyết định số (\d+) về/).map { String($0.1) }
            path = page.firstMatch(of: /href="([^"]+)" rel="next"/).map { String($0.1).replacing("&amp;", with: "&") }
        }
        #expect(seen == (1...120).reversed().map(String.init))
        #expect(try await town.get("/outgoing?q=khong+co", as: "binh").text.contains("Không có văn bản nào khớp"))
        let file = try await town.get("/export/sent.csv?q=quyet+dinh", as: "binh")
        #expect(file.text.split(separator: "\r\n").count == 121)
        await town.stop()
    }

    @Test func `a search finds what came and what went, and leads to the one document of a code`() async throws {
        let town = try await Town()
        let id = try await town.send(number: 71, subject: "Về đê điều")
        _ = try await town.send(from: "H24.02", to: ["H24.01"], number: 72, subject: "Về đê biển")
        _ = try await town.send(from: "H24", to: ["H24.02"], number: 73, subject: "Về đê sông")
        try await town.followed()
        let both = try await town.get("/search?q=ve+de", as: "binh").text
        #expect(both.contains("Về đê điều") && both.contains("Về đê biển") && !both.contains("Về đê sông"))
        #expect(try await town.get("/search?q=71/CV-SNV", as: "binh").location == "/documents/\(id.text)")
        #expect(try await town.get("/search?q=", as: "binh").location == "/")
        #expect(try await town.get("/search?q=de", as: "giang").status == 404)
        await town.stop()
    }

    @Test func `counters are as many as their lists have rows`() async throws {
        let town = try await Town()
        for number in 1...5 { _ = try await town.send(number: number) }
        try await town.followed()
        let page = try await town.get("/", as: "chau").text
        #expect(page.contains("<strong>5</strong><span>Cần xử lý</span>") && page.matches(of: /data-row=/).count == 5)
        await town.stop()
    }

    @Test func `a sentence of a stranger is never a formula`() async throws {
        let town = try await Town()
        _ = try await town.send(number: 1, subject: "=HYPERLINK(\"http://evil\")")
        try await town.followed()
        #expect(
            try await town.get("/export/sent.csv", as: "binh").text.contains("\"'=HYPERLINK(\"\"http://evil\"\")\""))
        await town.stop()
    }

    @Test func `leads everybody to where they work`() async throws {
        let town = try await Town()
        for (person, place) in [("lan", "/figures"), ("giang", "/journal"), ("hai", "/operation")] {
            #expect(try await town.get("/", as: person).location == place)
        }
        await town.stop()
    }
}
