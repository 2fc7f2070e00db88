import EdXML
import Testing

@testable import HubService

/// The groups of the simulated axis's configuration that say how it misbehaves.
@Suite struct MisbehavingAxisFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let least = """
        data: {database: axis.sqlite}
        schemas: {folder: Schemas}
        systems: [{systemid: 00.24.H24, secretFile: secret}]

        """
    private static let words = AxisFile.Words(
        faults: ["delay", "html"], parts: ["answers", "silent"], moments: ["arrival"])

    private func load(_ text: String) throws -> AxisFile {
        try AxisFile.load(folder.write("axis.yaml", Self.least + text), words: Self.words, environment: [:])
    }

    private func problems(_ text: String) throws -> [String] {
        do {
            _ = try load(text)
            return []
        } catch let error as ConfigurationError {
            return error.problems.map(\.key)
        }
    }

    @Test func `without any of them the axis behaves, and has no control`() throws {
        let axis = try load("")
        #expect(axis.faults.rules.isEmpty && axis.parts.isEmpty && axis.recalls.isEmpty)
        #expect(axis.control == nil && axis.tls == nil)
    }

    @Test func `faults, parts and recalls are read`() throws {
        let axis = try load(
            """
            faults:
              seed: 9
              rules:
                - {fault: html}
                - {fault: delay, operations: [sendEdoc], agencies: [H24.01], probability: 0.25, time: 2s}
            parts: [{part: silent, weight: 3, agencies: [H49]}]
            recalls: [{moment: never, weight: 9}, {moment: arrival}]
            control: {port: 0}
            """)
        #expect(axis.faults.seed == 9 && axis.faults.rules.map(\.fault) == ["html", "delay"])
        #expect(axis.faults.rules[0].probability == 1 && axis.faults.rules[1].probability == 0.25)
        #expect(axis.faults.rules[1].operations == ["sendEdoc"] && axis.faults.rules[1].time == .seconds(2))
        #expect(axis.parts.map(\.weight) == [3] && axis.parts[0].agencies.map(\.text) == ["H49"])
        #expect(axis.recalls.map(\.moment) == [nil, "arrival"] && axis.recalls.map(\.weight) == [9, 1])
        #expect(axis.control?.host == "127.0.0.1" && axis.control?.token == nil)
    }

    @Test(arguments: [
        ("faults: {rules: [{fault: earthquake}]}", "fault"), ("faults: {rules: [{probability: 1}]}", "fault"),
        ("faults: {rules: [{fault: html, operations: [getAll]}]}", "operations"),
        ("faults: {rules: [{fault: html, probability: 1.5}]}", "probability"), ("parts: [{part: shouts}]", "part"),
        ("recalls: [{moment: noon}]", "moment"), ("control: {host: 0.0.0.0}", "tokenFile"),
        ("listen: {tls: {certificate: a, key: b, expiredKey: c}}", "expiredKey"),
    ])
    func `what cannot be is named by its key`(text: String, key: String) throws {
        let found = try problems(text)
        #expect(found.count == 1 && found[0].hasSuffix(".\(key)"), "\(found)")
    }
}
