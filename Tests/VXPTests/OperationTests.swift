import Testing
import VXP

struct OperationTests {
    @Test func `a call that lacks a parameter says which`() {
        #expect(Operation.updateStatus.missing(in: ["docid": "d1"]) == ["status"])
        #expect(Operation.sendEdoc.missing(in: ["from": "", "messagetype": "edoc"]) == ["from"])
        #expect(Operation.getAgenciesList.missing(in: [:]).isEmpty)
    }

    @Test func `every builder gives its call what it requires`() {
        #expect(
            Operation.sendEdoc.missing(in: .sendEdoc(from: "H49", .edoc, hash: FileHash(of: []))).isEmpty
                && Operation.getReceivedEdocList.missing(in: .receivedEdocList(.edoc)).isEmpty
                && Operation.getEdoc.missing(in: .edoc("d")).isEmpty
                && Operation.updateStatus.missing(in: .updateStatus("d", .done)).isEmpty
                && Operation.getSentEdocList.missing(in: .sentEdocList(.edoc)).isEmpty
                && Operation.deleteAgency.missing(in: .deleteAgency("H49")).isEmpty)
    }

    @Test func `recipients are an array, one identifier, or not given`() throws {
        #expect(try (["to": #"["H49","H37"]"#] as Parameters).recipients() == ["H49", "H37"])
        #expect(try (["to": "H49"] as Parameters).recipients() == ["H49"])
        #expect(try ([:] as Parameters).recipients() == nil)
        #expect(throws: JSONError.self) { try (["to": "[1]"] as Parameters).recipients() }
        #expect(throws: JSONError.self) { try (["to": "[\"H49\""] as Parameters).recipients() }
    }
}
