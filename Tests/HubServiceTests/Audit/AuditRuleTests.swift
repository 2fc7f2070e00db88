import HubCore
import SignedXML
import Testing

@testable import HubService

@Suite struct `What an auditor may find` {
    @Test func `has its words, in both languages, and names its place`() throws {
        for kind in AuditFlaw.Kind.allCases {
            let rule = try #require(AuditRule.of(kind), "\(kind)")
            let said = AuditFlaw(kind, at: .entry(17, kind: "accepted"), "chi tiết").says()
            #expect(!said.vi.contains("{") && !said.en.contains("{"), "\(said)")
            let named = [said.vi.contains("17"), said.en.contains("17")]
            #expect(named == [true, true] || !rule.says.vi.contains("{place}"), "\(said)")
        }
        #expect(AuditRule.all.count == AuditFlaw.Kind.allCases.count)
    }
}
