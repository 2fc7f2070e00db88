import Crypto
import HubCore
import Testing

@Suite struct `An entry of the configuration` {
    private let now = Timestamp(milliseconds: 1_795_256_431_123)

    private func size(_ settings: [String: String], after former: [String: String]) throws -> Int {
        let configured = try #require(Configured(settings, after: former))
        let entry = JournalEntry(at: now, fact: .configured(configured))
        #expect(try JournalEntry(canonical: entry.canonical()) == entry)
        return try entry.canonical().count
    }

    @Test func `names what changed, what came and what is gone, and nothing where nothing has changed`() throws {
        let former = ["a": "1", "b": "2", "c": "3"]
        #expect(Configured(former, after: former) == nil)
        #expect(Configured(former, after: [:])?.changed == [])
        let changed = Configured(["b": "2", "c": "4", "d": "5"], after: former)
        #expect(changed?.changed == ["a", "c", "d"] && changed?.settings.count == 3)
    }

    @Test func `has a long value cut, with the digest of the whole`() throws {
        let long = String(repeating: "đường/", count: 2000)
        let fitting = try Configured.fitting(["paths": long, "short": "1"])
        let digest = SHA256.hash(data: Array(long.utf8)).hexadecimal
        #expect(fitting["paths"]?.hasSuffix(" (\(long.utf8.count) byte, sha256 \(digest))") == true)
        #expect(fitting["paths"]?.hasPrefix("đường/đường/") == true && fitting["short"] == "1")
        #expect(try Configured.fitting(["paths": long + "x"])["paths"] != fitting["paths"])
    }

    @Test func `fits, whatever is configured, and every change is seen`() throws {
        let escaped = String(repeating: "\u{1}", count: 300)
        for value in [escaped, String(repeating: "𝄞", count: 300), "v", String(repeating: "x", count: 100_000)] {
            for count in [1, 100, 5000] {
                let names = (0..<count).map { "log.witnesses[\($0)].authorities" }
                let all = Dictionary(uniqueKeysWithValues: names.map { ($0, value) })
                let fitting = try Configured.fitting(all)
                #expect(try size(fitting, after: [:]) <= JournalEntry.largest)
                var other = all
                other[names[count - 1]] = value + "!"
                let changed = try Configured.fitting(other)
                #expect(changed != fitting)
                #expect(try size(changed, after: fitting) <= JournalEntry.largest)
                #expect(try size(["one": "1"], after: fitting) <= JournalEntry.largest)
            }
        }
    }
}
