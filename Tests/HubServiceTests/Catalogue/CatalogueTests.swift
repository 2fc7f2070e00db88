import EdXML
import Foundation
import SignedXML
import Testing

@testable import HubService

@Suite struct `The catalogue of codes` {
    private let catalogue = Catalogue.standard

    @Test func `has each code once, in an area, in both languages`() {
        let codes = catalogue.rules.map(\.code)
        #expect(Set(codes).count == codes.count && codes.count > 120)
        for rule in catalogue.rules {
            #expect(rule.code.wholeMatch(of: /[A-Z]{3,4}(-[A-Z0-9]+)+/) != nil && Area(of: rule) != nil, "\(rule.code)")
            let sentences = [rule.says.vi, rule.says.en, rule.mend.vi, rule.mend.en, rule.source]
            #expect(!sentences.contains { $0.isEmpty || $0.contains("  ") }, "\(rule.code)")
            #expect(placeholders(rule.says.vi) == placeholders(rule.says.en), "\(rule.code)")
            #expect(placeholders(rule.mend.vi) == placeholders(rule.mend.en), "\(rule.code)")
        }
    }

    private func placeholders(_ text: String) -> Set<String> {
        Set(text.matches(of: /\{([A-Za-z]+)\}/).map { String($0.output.1) })
    }

    /// Looks at the sources themselves, so that a list that nobody added to the catalogue is noticed.
    @Test func `leaves out no rule that is written anywhere in the sources`() throws {
        var written: Set<String> = []
        let sources = URL(filePath: Province.root).appending(path: "Sources")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        for case let file as URL in files?.allObjects ?? [] where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            let codes = text.matches(of: /\(\s*"((?:[A-Z]{3,4})-[A-Z0-9-]+)"/).map { String($0.output.1) }
            written.formUnion(codes.filter { Area(rawValue: String($0.prefix { $0 != "-" })) != nil })
        }
        #expect(written.subtracting(catalogue.rules.map(\.code)).sorted() == [])
        #expect(written.count > 120)
    }

    /// The decision's and the interfaces' codes are proven by what reaches them. Of the others, each is what some test of an
    /// attack, some certificate or some fixture expects.
    @Test func `has no code about documents that no test expects`() throws {
        var expected = ""
        for folder in ["Tests", "Fixtures"] {
            let root = URL(filePath: Province.root).appending(path: folder)
            let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
            for case let file as URL in files?.allObjects ?? [] where ["swift", "json"].contains(file.pathExtension) {
                expected += try String(contentsOf: file, encoding: .utf8)
            }
        }
        let rules = catalogue.rules.filter { Area(of: $0)?.isOfDocuments == true }
        // OpenSSL out of memory: no input brings it about.
        #expect(rules.map(\.code).filter { !expected.contains("\"\($0)\"") } == [CertificateRules.unjudged.code])
    }

    @Test func `is the article that the documentation shows`() throws {
        let page = Province.root + "/Sources/HubService/HubService.docc/Codes.md"
        let text = try String(contentsOfFile: page, encoding: .utf8)
        #expect(text == catalogue.article, "lienthong codes --docc > Sources/HubService/HubService.docc/Codes.md")
    }

    @Test func `fits a hundred columns as a list, and eighty as entries`() throws {
        for text in [catalogue.list(in: .vi), catalogue.list(in: .en)] {
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
            #expect(catalogue.rules.allSatisfy { text.contains($0.code) })
        }
        for rule in catalogue.rules {
            let entry = Catalogue.entry(rule, in: .vi)
            #expect(entry.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.contains("http://") }, "\(entry)")
        }
    }

    @Test func `says what an operator may change, and what is in force`() throws {
        let priority = try #require(catalogue["edx-priority"])
        #expect(Catalogue.entry(priority, in: .vi).contains("rules.EDX-PRIORITY: flag"))
        #expect(Catalogue.entry(try #require(catalogue["SIG-DIGEST"]), in: .en).contains("fixed"))
        #expect(!Catalogue.entry(try #require(catalogue["HTTP-HOST"]), in: .en).contains("Configurable"))
        let lenient = RuleBook([priority: .flag])
        #expect(Catalogue.entry(priority, in: .en, rules: lenient).contains("flag: it is accepted"))
        let wire = CodeOnTheWire(priority, rules: lenient)
        #expect(wire.level == .flag && wire.standardLevel == .refuse && !wire.isFixed)
    }

    @Test func `names the nearest code for one that is not there`() throws {
        let error = try #require(throws: UnknownCode.self) { try catalogue.rules(named: ["SIG-DIGEST", "SIG-DIGETS"]) }
        #expect("\(error)".contains("SIG-DIGETS") && "\(error)".contains("SIG-DIGEST"))
        #expect(try catalogue.json(of: ["xml-nul"]).contains("\"code\":\"XML-NUL\""))
    }
}
