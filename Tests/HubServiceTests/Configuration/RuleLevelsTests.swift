import EdXML
import Foundation
import HubCore
import HubStore
import SignedXML
import Testing
import VXP

@testable import HubService

@Suite struct `Levels in the configuration` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func load(_ rules: String) throws -> HubConfiguration {
        let least = "data: {folder: var}\nhub: {name: hub.example}\nschemas: {folder: \(Province.root)/Schemas}\n"
        return try HubConfiguration.load(folder.write("hub.yaml", least + rules), environment: [:])
    }

    private func problem(_ rules: String) throws -> ConfigurationProblem {
        let error = try #require(throws: ConfigurationError.self) { try load(rules) }
        return try #require(error.problems.first)
    }

    @Test func `are the rules' own when nothing is said`() throws {
        #expect(try load("").rules == .standard && load("rules:\n").rules == .standard)
        #expect(try load("rules: {EDX-PRIORITY: refuse}").rules == .standard)
    }

    @Test func `may be changed rule by rule, and all at once by strict`() throws {
        let book = try load("rules:\n  EDX-PRIORITY: flag\n  EDX-INCOMPLETE: refuse\n").rules
        #expect(book.amendments == ["EDX-INCOMPLETE refuse", "EDX-PRIORITY flag"])
        let strict = try load("rules: {strict: true}").rules
        #expect(EdXMLRules.unknownContent.allSatisfy { strict.level(of: $0) == .refuse })
        let milder = try load("rules: {strict: true, EDX-FOREIGN-ELEMENT: flag}").rules
        #expect(milder.level(of: EdXMLRules.foreignElement) == .flag)
        #expect(milder.level(of: EdXMLRules.unknownElement) == .refuse)
    }

    @Test func `cannot be given to what does not exist, may not be lowered, or is not about documents`() throws {
        let misspelt = try problem("rules:\n  EDX-PRIORTY: flag\n")
        #expect(misspelt.line == 5 && misspelt.key == "rules.EDX-PRIORTY" && misspelt.says.en.contains("EDX-PRIORITY"))
        #expect(try problem("rules: {SIG-DIGEST: flag}").says.vi.contains("toàn vẹn"))
        #expect(try problem("rules: {HTTP-HOST: flag}").says.en.contains("no such key"))
        #expect(try problem("rules: {EDX-PRIORITY: warn}").says.en.contains("refuse | flag"))
        #expect(try problem("rules: {strict: maybe}").says.en.contains("true | false"))
    }

    @Test func `decide at the door and in a check alike`() async throws {
        let book = RuleBook([EdXMLRules.priority: .flag, EdXMLRules.foreignElement: .refuse])
        let province = try await Province { $0.rules = book }
        func document(_ number: Int, _ old: String, _ new: String) throws -> [UInt8] {
            let text = String(decoding: Province.document(number: number), as: UTF8.self).replacing(old, with: new)
            return try Province.signed(Array(text.utf8), by: "H24.01")
        }
        let urgent = try document(71, "Priority>1<", "Priority>9<")
        let foreign = try document(72, "<edXML:OtherInfo>", "<x:n xmlns:x=\"urn:x\"/><edXML:OtherInfo>")
        let taken = try await province.post(urgent)
        #expect(taken.status == 201 && taken.codes == ["EDX-PRIORITY"], "\(taken)")
        #expect(taken.json["findings"]?.elements?.first?["level"]?.scalar == "flag")
        let refused = try await province.post(foreign)
        #expect(refused.status == 422 && refused.codes == ["EDX-FOREIGN-ELEMENT"], "\(refused)")
        #expect(refused.json["findings"]?.elements?.first?["level"]?.scalar == "refuse")
        let headers = [("Authorization", "Bearer \(Province.token)"), ("Content-Type", "application/xml")]
        let checked = try await province.call("/api/v1/check", headers, foreign)
        #expect(checked.json["verdict"]?.scalar == "refused" && checked.codes == ["EDX-FOREIGN-ELEMENT"])
        let started = try await province.store.journal(from: 0, limit: 50).first { $0.kind == "hubStarted" }
        #expect(started?.entry.contains("EDX-PRIORITY flag") == true)
        await province.stop()
    }

    /// A document that no rule refuses must be one that can be read: else there would be nothing to accept.
    @Test func `leave every document readable, however many rules are lowered`() async throws {
        let lowered = Catalogue.standard.rules.filter(\.mayBeLowered)
        let book = RuleBook(Dictionary(uniqueKeysWithValues: lowered.map { ($0, Rule.Level.flag) }))
        let inspector = try Inspector(schemaFolder: Province.root + "/Schemas")
        var accepted = 0
        for fixture in try InvalidFixture.all {
            let session = try inspector.begin(at: 1_794_704_400_000)
            session.feed(try fixture.bytes)
            let inspection = session.finish()
            let isRefused = book.judge(inspection.findings).refuses
            #expect(isRefused || inspection.message != nil, "\(fixture.name)")
            if !isRefused { accepted += 1 }
        }
        #expect(accepted >= 8)
    }
}
