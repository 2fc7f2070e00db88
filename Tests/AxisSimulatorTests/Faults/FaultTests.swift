import AsyncHTTPClient
import AxisSimulator
import EdXML
import Foundation
import Testing
import VXP

/// Each fault over a real connection: what the caller sees, and what the axis has done.
@Suite(.timeLimit(.minutes(5)))
struct FaultTests {
    private func rehearsal(_ rules: FaultRule...) throws -> Rehearsal {
        try Rehearsal { configuration, _ in configuration.faults = FaultPlan(seed: 5, rules: rules) }
    }

    private func documents(_ caller: AxisCaller) async throws -> Int {
        try await caller.truth()["documents"]?.elements?.count ?? 0
    }

    @Test func `a dropped connection has done nothing, or everything`() async throws {
        let faults = try rehearsal(
            FaultRule(.dropBefore, operations: ["sendEdoc"], calls: 1...1),
            FaultRule(.dropAfter, operations: ["sendEdoc"], calls: 2...2))
        try await faults.run { caller async throws in
            let document = try Papers.document()
            await #expect(throws: HTTPClientError.self) { try await caller.push(document) }
            #expect(try await documents(caller) == 0)
            await #expect(throws: HTTPClientError.self) { try await caller.push(document) }
            #expect(try await documents(caller) == 1)
            #expect(try await caller.push(document).isOK)
            #expect(try await documents(caller) == 1)
        }
    }

    @Test func `a lost acknowledgement has done everything, a server's error nothing`() async throws {
        let faults = try rehearsal(
            FaultRule(.lostAcknowledgement, operations: ["sendEdoc"], calls: 1...1),
            FaultRule(.serverError, operations: ["sendEdoc"], calls: 2...2))
        try await faults.run { caller async throws in
            let document = try Papers.document()
            for status in [504..., 500...] as [PartialRangeFrom<UInt>] {
                let headers = caller.headers(
                    .sendEdoc(from: "H24.01", .edoc, hash: FileHash(of: document)), contentType: "application/xml")
                let reply = try await caller.raw("/vxp/sendEdoc", headers: headers, body: document)
                #expect(status.contains(reply.status) && reply.body.isEmpty)
                #expect(try await documents(caller) == 1)
            }
        }
    }

    @Test(arguments: [Fault.html, .truncated])
    func `an answer that is none is no envelope`(fault: Fault) async throws {
        let faults = try rehearsal(FaultRule(fault, operations: ["getAgenciesList"], calls: 1...12))
        try await faults.run { caller async throws in
            for _ in 0..<12 {
                await #expect(throws: (any Error).self) { try await caller.call(.getAgenciesList) }
            }
            #expect(try await caller.call(.getAgenciesList).isOK)
        }
    }

    @Test func `a delayed and a trickled answer are whole, and late`() async throws {
        let faults = try rehearsal(
            FaultRule(.delay, milliseconds: 200, calls: 1...1), FaultRule(.trickle, milliseconds: 200, calls: 2...2))
        try await faults.run { caller async throws in
            for _ in 0..<2 {
                let start = ContinuousClock.now
                #expect(try await caller.call(.getAgenciesList).rows(AgencyRow.self).count == 5)
                #expect(ContinuousClock.now - start >= .milliseconds(200))
            }
        }
    }

    @Test func `a call that arrives twice is done once`() async throws {
        try await rehearsal(FaultRule(.duplicate, operations: ["sendEdoc"])).run { caller async throws in
            #expect(try await caller.push(try Papers.document()).code == .replayed)
            #expect(try await documents(caller) == 1)
        }
    }

    @Test func `a docId may name nothing, and a hash be doubted`() async throws {
        let faults = try rehearsal(
            FaultRule(.wrongDocID, operations: ["sendEdoc"], calls: 1...1),
            FaultRule(.wrongHash, operations: ["sendEdoc"], calls: 2...2))
        try await faults.run { caller async throws in
            let wrong = try await caller.push(try Papers.document()).docID()
            #expect(try await caller.truth()["documents"]?.elements?.first?["docId"]?.scalar != wrong)
            #expect(try await caller.push(try Papers.document(number: "2")).code == .wrongHash)
            #expect(try await documents(caller) == 1)
        }
    }

    @Test func `a list is doubled, shuffled, named wrong, or stale`() async throws {
        let faults = try rehearsal(
            FaultRule(.duplicate, operations: ["getReceivedEdocList"], calls: 2...2),
            FaultRule(.reorder, operations: ["getReceivedEdocList"], calls: 3...3),
            FaultRule(.wrongDocID, operations: ["getReceivedEdocList"], calls: 4...4),
            FaultRule(.staleList, operations: ["getReceivedEdocList"], calls: 5...5))
        try await faults.run { caller async throws in
            for number in 1...6 {
                _ = try await caller.push(try Papers.document(to: ["H49"], number: "\(number)")).docID()
            }
            var other = caller
            other.systemID = "00.49.H49"
            let rows = try await other.list(.edoc).map(\.docID)
            #expect(try await other.list(.edoc).map(\.docID) == rows.flatMap { [$0, $0] })
            let shuffled = try await other.list(.edoc).map(\.docID)
            #expect(shuffled != rows && shuffled.sorted() == rows.sorted())
            #expect(try await other.list(.edoc).count { rows.contains($0.docID) } == 3)
            try await other.call(.updateStatus, .updateStatus(rows[0], .done)).ok()
            #expect(try await other.list(.edoc).map(\.docID) == rows)
            #expect(try await other.list(.edoc).map(\.docID) == Array(rows.dropFirst()))
        }
    }

    @Test func `what is fetched is altered where its receiver can tell`() async throws {
        try await rehearsal(FaultRule(.wrongHash, operations: ["getEdoc"], calls: 1...2)).run { caller async throws in
            let document = try Papers.document(to: ["H49"])
            _ = try await caller.push(document).docID()
            _ = try await caller.list(.status)
            var other = caller
            other.systemID = "00.49.H49"
            let row = try #require(try await other.list(.edoc).first)
            let altered = try await other.fetch(row.docID)
            #expect(altered != document && altered.count == document.count)
            #expect(zip(altered, document).count { $0 != $1 } == 1)
            _ = try await other.fetch(row.docID)
            #expect(try await other.fetch(row.docID) == document)
        }
    }
}
