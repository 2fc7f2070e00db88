import HubCore
import Testing

@testable import HubService

/// The rehearsal's judge: it must be content with what is right, and see each thing that is not.
@Suite struct AuditTests {
    private func shortfalls(_ spoil: (inout WellPlayed) throws -> Void) throws -> [String] {
        var played = try WellPlayed()
        try spoil(&played)
        return played.shortfalls
    }

    @Test func `a rehearsal that went well has no shortfall`() throws {
        #expect(try shortfalls { _ in } == [])
    }

    @Test func `a document the hub does not have leaves all its deliveries short`() throws {
        let found = try shortfalls { $0.notes.documents.removeAll { $0.code == "3125/QĐ-UBND" } }
        #expect(found.count == 5)
        #expect(found.first == "3125/QĐ-UBND → H24.01: cần 06 Hoàn thành, nhưng chưa có")
    }

    @Test func `a delivery that ends elsewhere is named with where it stands`() throws {
        let found = try shortfalls { played in
            // The refuser beyond the axis is expected to take everything, and did not.
            let letter = try #require(played.story.letters.first { $0.code == "2981/UBND-TH" })
            played.notes.documents = try played.notes.documents.map { document in
                document.sha256 == letter.sha256 ? try document.replacing("\"02\"", with: "\"05\"") : document
            }
        }
        #expect(found == ["2981/UBND-TH → H17: cần 02 Từ chối tiếp nhận, nhưng đã giao, 05, lần thử 1"])
    }

    @Test func `a delivery that nobody sent is seen`() throws {
        let found = try shortfalls { played in
            played.notes.documents = try played.notes.documents.map { document in
                document.code == "1120/SYT-VP" ? try document.replacing("\"H24.03\"", with: "\"H24.02\"") : document
            }
        }
        #expect(found.contains("1120/SYT-VP → H24.02: lượt chuyển không ai gửi"))
    }

    @Test func `the same bytes handed to one recipient under two names are seen`() throws {
        let found = try shortfalls { played in
            let (_, item) = try #require(played.notes.taken.first)
            played.notes.taken["another delivery"] = item
        }
        #expect(found.count == 1 && found[0].hasSuffix("giao hai lần"))
    }

    @Test func `bytes that nobody sent are seen in a mailbox`() throws {
        let found = try shortfalls { $0.notes.taken["d"] = ("H24", "00ff") }
        #expect(found == ["H24 nhận d, không phải byte nào đã gửi"])
    }

    @Test func `a receipt under another key, or beyond the journal's end, is seen`() throws {
        #expect(
            try shortfalls { played in
                let (digest, _) = try #require(played.notes.receipts.first)
                played.notes.receipts[digest] = try WellPlayed().notes.receipts[digest]
            }.count == 1)
        #expect(
            try shortfalls { played in
                let head = try #require(played.checkpoint?.head)
                played.checkpoint = Checkpoint(
                    origin: "hub.example.vn", head: TreeHead(size: head.size - 1, root: head.root))
            }.count == 1)
        #expect(try shortfalls { $0.checkpoint = nil }.count == 1)
    }

    @Test(arguments: [nil, [], ["XML-COMMENT"]] as [[String]?])
    func `a packet that must be refused, and was not for its reason, is seen`(codes: [String]?) throws {
        #expect(try shortfalls { $0.notes.refusals["doctype.edxml"] = codes }.count == 1)
    }

    @Test func `a document that is not at the axis, or twice, is seen`() throws {
        let missing = try shortfalls { $0.truth = $0.truth.with { $0.removeFirst() } }
        #expect(!missing.isEmpty && missing.allSatisfy { $0.hasSuffix("chưa tới trục quốc gia") })
        let twice = try shortfalls { $0.truth = $0.truth.with { $0.append($0[0]) } }
        #expect(!twice.isEmpty && twice.allSatisfy { $0.hasSuffix("trục quốc gia nhận hai lần") })
    }

    @Test func `a status that waits for nothing expected is seen`() throws {
        #expect(try shortfalls { $0.parked = [] }.count == 1)
        #expect(try shortfalls { $0.parked += $0.parked }.count == 1)
    }

    @Test func `what a played agency complained of is told`() throws {
        let record = RehearsalRecord()
        record.problem(vi: "a", en: "b")
        #expect(try shortfalls { $0.notes.problems = record.now.problems } == ["a"])
    }
}

extension AxisTruth {
    fileprivate func with(_ change: (inout [Packet]) -> Void) -> AxisTruth {
        var documents = documents
        change(&documents)
        return AxisTruth(documents: documents, statuses: statuses, documentsDown: documentsDown, owed: owed)
    }
}
