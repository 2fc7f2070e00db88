import HubCore
import HubStore
import Testing

/// A leader's figures.
@Suite(.timeLimit(.minutes(5)))
struct FiguresPageTests {
    @Test func `are for leaders, of their own units and those below`() async throws {
        let town = try await Town()
        for other in ["binh", "giang", "hai"] { #expect(try await town.get("/figures", as: other).status == 404) }
        for grouping in FiguresQuery.Grouping.allCases {
            #expect(try await town.get("/figures?by=\(grouping.rawValue)", as: "lan").status == 200)
        }
        #expect(try await town.get("/figures?agency=H24.01", as: "lan").text.contains("Sở Nội vụ"))
        // Another's is not shown, however it is asked for.
        for foreign in ["H2", "G22", "H249"] {
            #expect(
                try await town.get("/figures?agency=\(foreign)", as: "lan").text.contains("UBND thành phố Hải Phòng"))
        }
        await town.stop()
    }

    @Test func `count what was sent, received and returned`() async throws {
        let town = try await Town()
        for number in 1...3 { _ = try await town.send(number: number) }
        let id = try await town.send(to: ["H24.02", "H24"], number: 4)
        let delivery = try #require(try await town.store.deliveries(of: id).first { $0.recipient == "H24.02" })
        let form = [("delivery", delivery.id.text), ("code", "02"), ("reason", "Nhầm")]
        _ = try await town.post("/documents/\(id.text)/report", as: "chau", form)
        try await town.followed()
        let lines = try await town.get("/figures.csv?by=agency", as: "lan").text.split(separator: "\r\n")
        let byName = Dictionary(
            lines.map { $0.split(separator: ",").map { $0.trimmingQuotes } }.map { ($0[0], $0) }
        ) { one, _ in one }
        #expect(byName["Sở Nội vụ"].map { [$0[1], $0[3], $0[5]] } == ["4", "1", "0"])
        #expect(byName["Sở Tài chính"].map { [$0[1], $0[5], $0[12]] } == ["0", "4", "1"])
        await town.stop()
    }
}

extension Substring {
    fileprivate var trimmingQuotes: String { String(drop { $0 == "\"" }.prefix { $0 != "\"" }) }
}
