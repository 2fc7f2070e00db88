import AxisSimulator
import EdXML
import Testing
import VXP

@Suite(.timeLimit(.minutes(5)))
struct PlayedAgencyTests {
    @Test func `a document goes up and its five states come down, once each`() async throws {
        try await Rehearsal().run { caller in
            _ = try await caller.push(try Papers.document()).docID()
            let rows = try await caller.list(.status, count: 5)
            var codes: [String?] = []
            for row in rows {
                codes.append(Papers.code(of: try await caller.fetch(row.docID)))
                try await caller.call(.updateStatus, .updateStatus(row.docID, .done)).ok()
            }
            #expect(codes == ["01", "03", "04", "05", "06"])
            #expect(rows.allSatisfy { $0.from == "G22" && $0.to == "H24.01" })
            #expect(try await caller.list(.status).isEmpty)
            #expect(try await caller.truth()["owed"] == .number("0"))
            let sent = try await caller.call(.getSentEdocList, .sentEdocList(.edoc)).rows(SentRow.self)
            #expect(sent.map(\.receiveStatus) == ["06"])
        }
    }

    @Test func `a refuser takes a document in and returns it with the reason`() async throws {
        try await Rehearsal().run { caller in
            _ = try await caller.push(try Papers.document(to: ["G09"])).docID()
            let rows = try await caller.list(.status, count: 2)
            let last = try await caller.fetch(rows[1].docID)
            #expect(Papers.code(of: try await caller.fetch(rows[0].docID)) == "01")
            #expect(Papers.code(of: last) == "02")
            #expect(String(decoding: last, as: UTF8.self).contains("Không thuộc thẩm quyền"))
        }
    }

    @Test func `a recall is agreed to, and the states still owed never come`() async throws {
        let rehearsal = try Rehearsal { configuration, _ in
            configuration.answers.delayMilliseconds[.registered] = 60_000
        }
        try await rehearsal.run { caller in
            _ = try await caller.push(try Papers.document()).docID()
            _ = try await caller.list(.status, count: 1)
            let recall = Business(type: .recall, documentID: "x", reason: "Sai thể thức")
            _ = try await caller.push(try Papers.document(business: recall)).docID()
            let rows = try await caller.list(.status, count: 2)
            #expect(Papers.code(of: try await caller.fetch(rows[1].docID)) == "15")
            #expect(try await caller.truth()["owed"] == .number("0"))
        }
    }

    @Test func `what is owed survives a restart`() async throws {
        let rehearsal = try Rehearsal { configuration, _ in configuration.answers.delayMilliseconds[.arrived] = 60_000 }
        let first = try await rehearsal.run { caller in
            let docID = try await caller.push(try Papers.document()).docID()
            #expect(try await caller.list(.status).isEmpty)
            return docID
        }
        let again = try await rehearsal.run(later: 61_000) { caller in
            _ = try await caller.list(.status, count: 5)
            return try await caller.push(try Papers.document()).docID()
        }
        #expect(first == again)
    }
}
