import Foundation
import HubCore
import HubStore
import Testing

/// The journal as an auditor sees it.
@Suite(.timeLimit(.minutes(5)))
struct JournalPageTests {
    @Test func `is for auditors alone, with the tiles that their browsers ask for`() async throws {
        let town = try await Town()
        let id = try await town.send(number: 1)
        for path in ["/journal", "/journal/checkpoint", "/journal/tile/0/000.p/1", "/journal?document=\(id.text)"] {
            #expect(try await town.get(path, as: "giang").status == 200, "\(path)")
            for other in ["binh", "lan", "hai"] { #expect(try await town.get(path, as: other).status == 404) }
        }
        #expect(try await town.get("/journal/tile/9/000", as: "giang").status == 404)
        #expect(try await town.get("/journal/checkpoint", as: "giang").text == (try await town.store.checkpoint()))
        await town.stop()
    }

    @Test func `leads through all entries, newest first, and through one kind`() async throws {
        let town = try await Town()
        for number in 1...60 { _ = try await town.send(number: number) }
        let size = Int(try await town.store.journalHead().size)
        var seen: [Int] = []
        var path: String? = "/journal"
        while let address = path {
            let page = try await town.get(address, as: "giang").text
            seen += page.matches(of: /data-row="(\d+)"/).compactMap { Int($0.1) }
            path = page.firstMatch(of: /href="([^"]+)" rel="next"/).map { String($0.1).replacing("&amp;", with: "&") }
        }
        #expect(seen == Array((0..<size).reversed()))
        let accepted = try await town.get("/journal?kind=accepted", as: "giang").text
        #expect(accepted.matches(of: /data-row=/).count == 50 && !accepted.contains("class=\"code\">agenciesChanged<"))
        let past = try await town.get("/journal?day=2020-01-01", as: "giang").text
        #expect(past.contains("Không có mục nào"))
        await town.stop()
    }
}
