import Testing

@testable import SignedXML

@Suite struct `A revocation list` {
    private let workshop: Workshop
    private let certificate: Certificate
    private let day = Workshop.day

    init() throws {
        workshop = try Workshop()
        certificate = try workshop.issue("signer")
    }

    private func judge(
        _ lists: [RevocationList], unknown: TrustStore.RevocationUnknown = .refuse, grace: Int64 = 0,
        at time: Int64 = Workshop.now, receivedAt: Int64? = nil
    ) throws -> [String] {
        try workshop.trust(lists, unknown: unknown, grace: grace)
            .judge(certificate, intermediates: [], at: time, receivedAt: receivedAt).codes
    }

    @Test func `that is missing makes a verdict of its own, which the policy decides on`() throws {
        #expect(try judge([]) == ["CRT-REVOCATION-REQUIRED"])
        #expect(try judge([], unknown: .acceptAndFlag) == ["CRT-REVOCATION-UNKNOWN"])
    }

    @Test func `counts for its grace beyond its next update, and not longer`() throws {
        let list = try workshop.list(until: -60)
        #expect(try judge([list], grace: 61) == ["CRT-REVOCATION-LATE"])
        #expect(try judge([list], grace: 60) == ["CRT-REVOCATION-REQUIRED"])
        #expect(try judge([workshop.list(revoking: [certificate], until: -60)], grace: 61) == ["CRT-REVOKED"])
        let store = try workshop.trust([list], grace: 3600)
        #expect(store.judge(certificate, intermediates: [], at: Workshop.now).codes == ["CRT-REVOCATION-LATE"])
        let end = Workshop.now - 60 + 3600
        #expect(store.judge(certificate, intermediates: [], at: end).codes == ["CRT-REVOCATION-REQUIRED"])
    }

    @Test func `without a number clears nobody, and what it revokes is revoked`() throws {
        let list = try workshop.list(number: nil)
        #expect(try judge([list]) == ["CRL-INCOMPLETE", "CRT-REVOCATION-REQUIRED"])
        #expect(try judge([list], unknown: .acceptAndFlag) == ["CRL-INCOMPLETE", "CRT-REVOCATION-UNKNOWN"])
        #expect(try judge([workshop.list(revoking: [certificate], number: nil)]) == ["CRT-REVOKED"])
        #expect(try judge([list, workshop.list(number: 1)]) == [])
        #expect(try workshop.trust([list]).problems.codes == ["CRL-INCOMPLETE"])
    }

    @Test func `gives way to a newer one, by number before time`() throws {
        let old = try workshop.list(number: 9)
        let new = try workshop.list(revoking: [certificate], number: 16, from: -2 * day)
        #expect(old.number == "9" && new.number == "10")
        #expect(try judge([old, new]) == ["CRT-REVOKED"] && judge([new, old]) == ["CRT-REVOKED"])
        #expect(try workshop.trust([new, old]).lists == [new])
    }

    @Test func `that another key signed in the authority's name counts for nothing`() throws {
        let other = try Workshop()
        #expect(try judge([other.list(revoking: [certificate])]) == ["CRT-REVOCATION-REQUIRED"])
        #expect(try workshop.trust([other.list()]).problems.codes == ["CRL-ISSUER"])
    }

    @Test func `that came out after a proved time of signing still clears, and revokes what it must`() throws {
        let (signed, now) = (Workshop.now, Workshop.now + 5 * day)
        #expect(try judge([workshop.list(from: day)], at: signed) == ["CRT-REVOCATION-REQUIRED"])
        #expect(try judge([workshop.list(from: day)], at: signed, receivedAt: now) == [])
        let revoking = try workshop.list(revoking: [certificate], from: day)
        let later = try judge([revoking], at: signed, receivedAt: now)
        #expect(later == ["TSP-REVOKED-SINCE"])
        #expect(try judge([revoking], at: signed) == ["CRT-REVOKED"])
        #expect(try judge([workshop.list(revoking: [certificate])], at: signed, receivedAt: now) == ["CRT-REVOKED"])
    }

    @Test func `is read as PEM or DER, and nothing is left behind it`() throws {
        let list = try workshop.list(revoking: [certificate], number: 258)
        #expect(try RevocationList.all(in: list.der) == [list])
        #expect(list.number == "102" && list.count == 1 && list.issuer == "CN=Goc,O=Xuong,C=VN")
        #expect(list.nextUpdate == Workshop.now + 7 * day && list.thisUpdate == Workshop.now - day)
        #expect(throws: SignedXMLError.self) { try RevocationList.all(in: list.der + [0]) }
        #expect(throws: SignedXMLError.self) { try RevocationList.all(in: Array(list.der.dropLast())) }
        #expect(throws: SignedXMLError.self) { try RevocationList.all(in: Array("<html>404</html>".utf8)) }
    }

    @Test func `that was fetched is taken only when it is whole, known, current and newer`() throws {
        let trust = try workshop.trust([workshop.list(number: 5)])
        func objections(_ list: RevocationList) throws -> [String] {
            try trust.objections(to: list, at: Workshop.now).codes
        }
        #expect(try objections(workshop.list(number: 6)) == [])
        #expect(try objections(workshop.list(number: 4)) == ["CRL-OLDER"])
        #expect(try objections(workshop.list(number: nil)) == ["CRL-INCOMPLETE"])
        #expect(try objections(workshop.list(number: 6, until: -1)) == ["CRL-EXPIRED"])
        #expect(try objections(workshop.list(number: 6, from: 600)) == ["CRL-FUTURE"])
        #expect(try objections(Workshop().list(number: 6)) == ["CRL-ISSUER"])
    }
}
