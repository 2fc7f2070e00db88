import HubCore
import HubStore
import Testing

@Suite struct `Searching a list` {
    private let morning = DutyRig.morning

    private func found(
        _ text: String, _ rig: ListingRig, _ tray: Tray = .received, of agency: String = "H24.01"
    ) async throws -> [String] {
        try await rig.listing.all(tray, of: agency) { $0.text = text }.map(\.code)
    }

    @Test func `finds codes, subjects, counterparts, newest first, in any spelling`() async throws {
        let rig = try await ListingRig()
        try await rig.letter("7816/VPCP-KSTT", to: ["H24.01"]) {
            ($0.subject, $0.from.name) = ("Quyết định về đê điều", "UBND thành phố")
        }
        try await rig.letter("78/VP", to: ["H24.01", "G22"], at: morning.minutes(1)) { $0.subject = "Quy định 7816" }
        try await rig.listing.follow()
        #expect(try await found("7816", rig) == ["78/VP", "7816/VPCP-KSTT"])
        #expect(try await found("7816/vpcp", rig) == ["7816/VPCP-KSTT"])
        #expect(try await found("quyet DINH de", rig) == ["7816/VPCP-KSTT"])
        #expect(try await found("định", rig) == ["78/VP", "7816/VPCP-KSTT"])
        #expect(try await found("uy ban nhan dan", rig) == ["7816/VPCP-KSTT"])
        #expect(try await found("ubnd", rig) == ["7816/VPCP-KSTT"])
        #expect(try await found("G22", rig, .sent, of: "H24") == ["78/VP"])
        #expect(try await found("\"quy*\" OR (NOT ^định)", rig) == [])
        #expect(try await found("  ", rig).count == 2)
        #expect(try await found("“”", rig) == [])
        #expect(try await found("quyet", rig, of: "H24.02").isEmpty)
        try await rig.close()
    }

    @Test func `finds staff for those alone to whom they spoke`() async throws {
        let rig = try await ListingRig()
        try await rig.letter(to: ["H24.01", "H24.02"])
        var status = rig.rig.status("03", by: "H24.01", at: morning)
        status.document = status.document.saidBy("Nguyễn Thị Đào", of: "Văn thư", in: rig.rig, at: morning)
        try await rig.store.take(status, at: morning)
        try await rig.listing.follow()
        #expect(try await found("nguyen dao", rig, of: "H24.01") == ["12/QĐ-UBND"])
        #expect(try await found("thi đà", rig, .sent, of: "H24") == ["12/QĐ-UBND"])
        #expect(try await found("dao", rig, of: "H24.02").isEmpty)
        try await rig.close()
    }

    @Test func `finds no words that are no longer kept`() async throws {
        let rig = try await ListingRig()
        let letter = try await rig.letter(to: ["H24.01"]) { $0.subject = "Chuyện riêng" }
        try await rig.store.makeOut(letter, at: morning)
        for delivery in try await rig.store.deliveries(of: letter) {
            _ = try await rig.store.acknowledge(delivery.id, .done, description: nil, by: "test", now: morning)
        }
        try await rig.listing.follow()
        #expect(try await found("riêng", rig) == ["12/QĐ-UBND"])
        var policy = RetentionPolicy()
        policy.documents = .init(bytes: nil, words: 1)
        for due in policy.due(now: morning.minutes(9)) {
            let retired = try await rig.store.retire(due, [letter], by: "test", now: morning.minutes(9))
            #expect(retired.count == 1)
        }
        try await rig.listing.follow()
        #expect(try await found("riêng", rig).isEmpty)
        #expect(try await rig.listing.all(.received, of: "H24.01").map(\.subject) == [""])
        try await rig.close()
    }
}

extension IncomingDocument {
    fileprivate func saidBy(_ staff: String, of department: String, in rig: Rig, at now: Timestamp) -> IncomingDocument
    {
        var facts = facts
        facts.status?.staff = staff
        facts.status?.department = department
        return IncomingDocument(id: id, origin: origin, sender: sender, facts: facts, deliveries: deliveries)
    }
}
