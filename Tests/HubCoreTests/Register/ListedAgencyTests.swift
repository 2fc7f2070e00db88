import HubCore
import Testing

private let now = Timestamp(milliseconds: 1_795_256_431_123)

@Suite struct `A row of the axis' list` {
    private let row = ListedAgency(
        row: "26", code: "h26", name: "UBND thành phố Hà Nội", mail: "a@b", centre: "00.26.H26")

    private func verdict(_ row: ListedAgency, _ known: Agency?, parent: String? = nil) -> ListedAgency.Verdict {
        row.verdict(on: known, parent: parent, ourCentre: "00.24.H24", at: now)
    }

    private func change(_ row: ListedAgency, _ known: Agency?, parent: String? = nil) -> AgencyChange? {
        if case .change(let change) = verdict(row, known, parent: parent) { return change }
        return nil
    }

    private func contradiction(_ row: ListedAgency, _ known: Agency?) -> ListContradiction.Kind? {
        if case .contradiction(let contradiction) = verdict(row, known) { return contradiction.kind }
        return nil
    }

    private var added: Agency { change(row, nil)?.after ?? Agency(id: "?", name: "", centre: "", isLocal: true) }

    @Test func `adds an agency beyond the axis`() {
        #expect(
            added
                == Agency(
                    id: "H26", name: "UBND thành phố Hà Nội", centre: "00.26.H26", isLocal: false,
                    contacts: AgencyContacts(mail: "a@b"), listing: AxisListing(id: "26")))
        #expect(verdict(row, added) == .unchanged)
        var deleted = row
        deleted.isDeleted = true
        #expect(verdict(deleted, nil) == .unchanged)
    }

    @Test func `changes what the list says, and neither locks nor policies`() {
        var known = added
        (known.isLocked, known.documentSignatures, known.name) = (true, .off, "Hà Nội")
        known.contacts.telephone = "024"
        let after = change(row, known, parent: "G01")?.after
        #expect(after?.name == row.name && after?.parent == "G01")
        #expect(after?.isLocked == true && after?.documentSignatures == .off && after?.contacts.telephone == "024")
    }

    @Test func `retires whom the list deletes, and revives only whom it has retired itself`() throws {
        var deleted = row
        deleted.isDeleted = true
        let retired = try #require(change(deleted, added))
        #expect(retired.kind == .retired && retired.after.validUntil == now)
        #expect(verdict(deleted, retired.after) == .unchanged)
        #expect(change(row, retired.after)?.kind == .revived && change(row, retired.after)?.after == added)
        var byOperator = added
        (byOperator.validUntil, byOperator.successors) = (now, ["H27"])
        #expect(contradiction(row, byOperator) == .retiredHere && verdict(deleted, byOperator) == .unchanged)
    }

    @Test func `never changes one of ours`() {
        let ours = Agency(id: "H26", name: "Hà Nội", centre: "00.24.H24", isLocal: true)
        #expect(contradiction(row, ours) == .oursNamedOtherwise)
        var same = row
        same.name = "HA NOI"
        #expect(verdict(same, ours) == .unchanged)
        same.isDeleted = true
        #expect(contradiction(same, ours) == .oursDeleted)
        same = row
        same.centre = "00.24.h24"
        #expect(contradiction(same, nil) == .unknownUnderOurCentre)
    }

    @Test func `under another identifier of an agency ends that identifier, and nothing else`() throws {
        var known = added
        known.formerIdentifiers = [FormerIdentifier("000.00.00.H26")]
        var old = row
        (old.code, old.name) = ("000.00.00.H26", "Tên cũ")
        #expect(contradiction(old, known) == .listedUnderFormer)
        old.isDeleted = true
        let after = try #require(change(old, known)).after
        #expect(after.formerIdentifiers == [FormerIdentifier("000.00.00.H26", validUntil: now)])
        #expect(after.name == known.name && after.validUntil == nil)
        old.code = "Hà Nội"
        #expect(contradiction(old, nil) == .unreadable)
    }
}

@Suite struct `A statement about an agency` {
    private let known = Agency(
        id: "H24", name: "Tên", centre: "C", isLocal: true, isLocked: true, statusSignatures: .off)

    @Test func `changes what it says, and nothing else`() {
        let stated = Agency(id: "H24", name: "Tên mới", centre: "D", isLocal: false, successors: ["H25"])
        for property in AgencyStatement.Property.allCases {
            let after = AgencyStatement(stated, says: [property]).applied(to: known)
            #expect((after?.isLocked == false) == (property == .locked), "\(property)")
            #expect((after?.statusSignatures == nil) == (property == .statusSignatures), "\(property)")
            #expect((after?.name == "Tên mới") == (property == .name), "\(property)")
        }
        #expect(AgencyStatement(stated, says: []).applied(to: known) == known)
    }

    @Test func `adds nobody unless it may`() {
        #expect(AgencyStatement(known, says: [.name]).applied(to: nil) == nil)
        #expect(AgencyStatement(known, says: [.name], mayAdd: true).applied(to: nil) == known)
    }

    @Test func `an agency reads as it was written, also from before it had many identifiers`() throws {
        let agency = Agency(
            id: "H24", formerIdentifiers: [FormerIdentifier("A"), FormerIdentifier("B", validUntil: now)], name: "Tên",
            centre: "C", isLocal: true, successors: ["X", "Y"], contacts: AgencyContacts(fax: "1"),
            listing: AxisListing(id: "7", hasRetired: true))
        let entry = JournalEntry(at: now, fact: .agencyChanged(AgencyChanged(agency: agency, by: "a")))
        #expect(try JournalEntry(canonical: entry.canonical()) == entry)
        let early =
            #"{"at":"2026-11-21T17:20:31.123+07:00","fact":{"agency":{"centre":"C","id":"H24","isLocal":true,"#
            + #""isLocked":false,"level":1,"name":"Tên","oldID":"A","successor":"X"},"by":"a"},"kind":"agencyChanged","v":1}"#
        guard case .agencyChanged(let fact) = try JournalEntry(canonical: early.utf8).fact else {
            Issue.record("another fact")
            return
        }
        #expect(fact.agency.oldID == "A" && fact.agency.successors == ["X"] && fact.agency.isLocal)
    }

    @Test func `a full report of contradictions fits into an entry`() throws {
        let contradiction = ListContradiction(
            .oursNamedOtherwise, String(repeating: "Ệ", count: 40), String(repeating: "Ệ", count: 200))
        let report = RegisterSynchronised(
            outcome: .completed, isWhole: true, contradictory: 900,
            contradictions: Array(repeating: contradiction, count: 900), reason: String(repeating: "Ệ", count: 900),
            by: String(repeating: "Ệ", count: 900))
        #expect(try JournalEntry(at: now, fact: .registerSynchronised(report)).canonical().count < 65_536)
    }
}
