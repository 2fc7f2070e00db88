import AxisSimulator
import EdXML
import Foundation
import Testing
import VXP

/// The parts that agencies beyond the axis play, and the moments in which they ask for a document back.
@Suite(.timeLimit(.minutes(5)))
struct RemotePartTests {
    static let receiver = Rehearsal.id("G22")

    private func codes(_ part: RemotePart) -> [StatusCode] {
        AnswerScript(parts: [.init(part)]).answers(to: .document, of: Self.receiver, key: "a").map(\.code)
    }

    @Test func `each part is its own sequence of statuses`() {
        let all: [StatusCode] = [.arrived, .registered, .assigned, .inProgress, .completed]
        #expect(codes(.answers) == all && codes(.late) == all && codes(.twice) == all)
        #expect(codes(.refuses) == [.arrived, .returned] && codes(.silent) == [])
        #expect(codes(.disordered) == all.reversed() && codes(.stray) == all + [.registered])
    }

    @Test func `the late are ten times later, and the twice deliver twice`() throws {
        let usual = AnswerScript().answers(to: .document, of: Self.receiver, key: "a")
        let late = AnswerScript(parts: [.init(.late)]).answers(to: .document, of: Self.receiver, key: "a")
        #expect(zip(usual, late).allSatisfy { $0.delayMilliseconds * 10 == $1.delayMilliseconds })
        let twice = AnswerScript(parts: [.init(.twice)]).answers(to: .document, of: Self.receiver, key: "a")
        #expect(twice.allSatisfy { $0.copies == 2 })
    }

    @Test func `parts are drawn by weight and by agency, from the seed`() {
        let h49 = Rehearsal.id("H49")
        let script = AnswerScript(
            seed: 3, parts: [.init(.answers, weight: 70), .init(.silent, weight: 30), .init(.twice, agencies: [h49])])
        let drawn = (0..<1000).map { script.part(of: Self.receiver, key: "\($0)") }
        #expect(drawn == (0..<1000).map { script.part(of: Self.receiver, key: "\($0)") })
        #expect(240...360 ~= drawn.count { $0 == .silent } && !drawn.contains(.twice))
        #expect((0..<1000).contains { script.part(of: h49, key: "\($0)") == .twice })
    }

    @Test func `a status delivered twice has the same bytes under two names`() async throws {
        let rehearsal = try Rehearsal { configuration, _ in configuration.answers.parts = [.init(.twice)] }
        try await rehearsal.run { caller in
            _ = try await caller.push(try Papers.document()).docID()
            let rows = try await caller.list(.status, count: 10)
            var packets: [[UInt8]: Int] = [:]
            for row in rows { packets[try await caller.fetch(row.docID), default: 0] += 1 }
            #expect(Set(rows.map(\.docID)).count == 10 && packets.count == 5 && packets.values.allSatisfy { $0 == 2 })
        }
    }

    @Test func `a stray status speaks of a document that nobody sent`() async throws {
        let rehearsal = try Rehearsal { configuration, _ in configuration.answers.parts = [.init(.stray)] }
        try await rehearsal.run { caller in
            _ = try await caller.push(try Papers.document()).docID()
            var strays = 0
            for row in try await caller.list(.status, count: 6) {
                let text = String(decoding: try await caller.fetch(row.docID), as: UTF8.self)
                if text.contains(">900012/CV-SNV<") { strays += 1 }
            }
            #expect(strays == 1)
        }
    }

    private func sendingDown(_ moment: AnswerScript.Moment) throws -> Rehearsal {
        let rehearsal = try Rehearsal { configuration, folder in
            configuration.documentsDown = DocumentsDown(folder: folder, delayMilliseconds: 10)
            configuration.answers.recalls = [.init(moment)]
        }
        try Data(try Papers.document(from: "G22", to: ["H24"])).write(to: URL(filePath: "\(rehearsal.folder)/a.edxml"))
        return rehearsal
    }

    @Test func `a document may be asked back before it was fetched`() async throws {
        try await sendingDown(.arrival).run { caller in
            let row = try #require(try await caller.list(.status, count: 1).first)
            #expect(try await caller.list(.edoc).map(\.status) == [.initial])
            #expect(row.from == "G22" && row.to == "H24")
            #expect(Papers.code(of: try await caller.fetch(row.docID)) == "13")
        }
    }

    @Test func `a document may be asked back once its receiver has reported 06, and not before`() async throws {
        try await sendingDown(.completion).run { caller in
            _ = try await caller.list(.edoc, count: 1)
            try await caller.push(try Papers.status(.inProgress, from: "H24", answering: "G22"), .status).ok()
            try await Task.sleep(for: .milliseconds(300))
            #expect(try await caller.list(.status).isEmpty)
            #expect(try await caller.truth()["owed"] == .number("0"))
            try await caller.push(try Papers.status(.completed, from: "H24", answering: "G22"), .status).ok()
            let row = try #require(try await caller.list(.status, count: 1).first)
            #expect(Papers.code(of: try await caller.fetch(row.docID)) == "13")
        }
    }

    @Test func `a document may be asked back while an update of it is on its way`() async throws {
        let rehearsal = try sendingDown(.update)
        try await rehearsal.run { caller in
            _ = try await caller.list(.edoc, count: 1)
            let update = Business(
                type: .update, documentID: "x", reason: "Sửa trích yếu",
                update: DocumentUpdate(changesDocument: true, changesReceivers: false, receivers: []))
            let bytes = try Papers.document(from: "G22", to: ["H24"], business: update)
            try Data(bytes).write(to: URL(filePath: "\(rehearsal.folder)/b.edxml"), options: .atomic)
            let row = try #require(try await caller.list(.status, count: 1).first)
            #expect(Papers.code(of: try await caller.fetch(row.docID)) == "13")
        }
    }
}
