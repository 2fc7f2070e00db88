import Foundation
import SignedXML
import Testing

@testable import EdXML

struct SchemaTests {
    private static let parts = [
        "edxml.xsd", "edxml-types.xsd", "edxml-document.xsd", "edxml-business.xsd", "edxml-status.xsd",
        "edxml-files.xsd",
    ]
    private static let packet = Result { try SchemaFile(parts) }

    @Test func `every declaration is explained in Vietnamese and in English`() throws {
        let packet = try Self.packet.get()
        #expect(packet.undocumented == [] && packet.count > 150)
        let profile = try FileManager.default.contentsOfDirectory(atPath: Fixture.schemaFolder)
        let signature = try SchemaFile(profile.filter { $0.hasPrefix("signature-profile") })
        #expect(signature.undocumented == [] && signature.count > 60)
    }

    @Test(arguments: Vocabulary.Group.allCases)
    func `the schema and the vocabulary know the same words`(group: Vocabulary.Group) throws {
        let type = try #require(Self.packet.get().types["\(group)"])
        #expect(Set(type.children.keys) == Set(group.children.keys.map(\.name)))
        #expect(type.attributes == group.attributes)
        for (word, content) in group.children {
            let declared = type.children[word.name] ?? ""
            switch content {
            case .group(let child): #expect(declared == "\(child)")
            case .opaque: #expect(declared == "opaque")
            case .base64: #expect(declared == "xs:string")
            case .text: #expect(declared.hasPrefix("text") || declared == "count")
            }
        }
    }

    @Test func `the schema has no group that the vocabulary lacks`() throws {
        let known = Vocabulary.Group.allCases.map { "\($0)" } + ["opaque"]
        #expect(try Set(Self.packet.get().types.keys) == Set(known))
    }

    @Test func `another program judges every fixture as the hub does`() throws {
        let folders = ["documents", "axis", "statuses", "invalid", "flagged"]
        let files = try (folders.flatMap { try Fixture.files(in: $0) } + Fixture.dialects()).filter { file in
            // What is not well-formed, or beyond the limits, never comes before a schema.
            try !Fixture.inspect(Fixture.bytes(file)).codes.contains { $0.hasPrefix("XML-") }
        }
        let judged = try XMLLint.valid(files.map { Fixture.root.appending(path: "Fixtures/\($0)").path })
        for (file, isValid) in zip(files, judged) {
            let codes = try Fixture.inspect(Fixture.bytes(file)).codes
            #expect(isValid == !codes.contains(where: Self.isOfTheSchema), "\(file): \(codes)")
        }
        #expect(judged.contains(true) && judged.contains(false))
    }

    /// What the schema would refuse if it saw it: the hub passes over the unknown and says so.
    private static func isOfTheSchema(_ code: String) -> Bool {
        let frame = [EdXMLRules.namespace, EdXMLRules.root, EdXMLRules.flatDialect].map(\.code)
        return code.hasPrefix("XSD-") || (frame + EdXMLRules.unknownContent.map(\.code)).contains(code)
    }

    @Test func `a schema whose parts are missing, elsewhere or broken says so`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let entry = folder.appending(path: "edxml.xsd")
        for (part, complaint) in [
            ("absent.xsd", "cannot open"), ("../edxml.xsd", "not a file beside it"), ("broken.xsd", "not well-formed"),
        ] {
            try "<xs:schema".write(to: folder.appending(path: "broken.xsd"), atomically: true, encoding: .utf8)
            try """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:include schemaLocation="\(part)"/></xs:schema>
            """.write(to: entry, atomically: true, encoding: .utf8)
            let error = #expect(throws: SignedXMLError.self) { try Inspector(schemaFolder: folder.path) }
            #expect("\(String(describing: error))".contains(complaint))
        }
    }
}

/// `xmllint`, another judge of schemas.
enum XMLLint {
    /// Whether each file is valid by a schema of ours, in one run.
    static func valid(_ paths: [String], schema: String = "edxml.xsd") throws -> [Bool] {
        let arguments = ["--noout", "--nonet", "--schema", "\(Fixture.schemaFolder)/\(schema)"] + paths
        let said = try Program.run("sh", ["-c", "xmllint \"$@\" 2>&1", "sh"] + arguments).output
        let lines = Set(said.split(separator: "\n").map(String.init))
        return paths.map { lines.contains("\($0) validates") }
    }
}
