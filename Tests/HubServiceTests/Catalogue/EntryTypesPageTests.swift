import Foundation
import Testing

@testable import HubCore
@testable import HubService

/// The page that an auditor reads the log by says what the log says.
@Suite struct `The page of the journal's entries` {
    private let page: EntriesPage

    init() throws { page = try EntriesPage() }

    /// What the types ask for when an example is read.
    private func asked(by example: String) throws -> AskedMembers {
        let (tape, asked) = (try JSONTape(Array(example.utf8)), AskedMembers())
        let decoder = NotingDecoder(base: CanonicalDecoder(tape: tape, place: 0), asked: asked)
        #expect(try JournalEntry(from: decoder) == JournalEntry(canonical: example.utf8), "\(example)")
        return asked
    }

    /// Of the fact alone: `facts.to[].id`.
    private func inFact(_ paths: Set<String>) -> Set<String> {
        Set(paths.filter { $0.hasPrefix("fact.") }.map { String($0.dropFirst("fact.".count)) })
    }

    /// All examples, each with the kind under which its members are explained.
    private var examples: [(kind: String, text: String)] {
        page.sections.flatMap { section in
            section.examples.map { (section.isKind ? section.title : Fact.Kind.accepted.rawValue, $0) }
        }
    }

    @Test func `has a section with one example for every kind, and for no other`() {
        #expect(page.kinds.map(\.title).sorted() == Fact.Kind.allCases.map(\.rawValue).sorted())
        for section in page.kinds { #expect(section.examples.count == 1, "\(section.title)") }
    }

    @Test func `shows entries byte for byte`() throws {
        #expect(examples.count > Fact.Kind.allCases.count)
        for (kind, text) in examples {
            let entry = try JournalEntry(canonical: text.utf8)
            #expect(entry.fact.kind == kind)
            #expect(String(decoding: try entry.canonical(), as: UTF8.self) == text)
        }
    }

    @Test func `explains every member that a type has, whether an example shows it or not`() throws {
        let outer = Set(page["Every entry"]?.rows.map(\.path) ?? [])
        for (kind, text) in examples {
            let asked = try asked(by: text)
            #expect(asked.all.filter { !$0.contains(".") } == outer)
            let explained = Set(page.explanations(of: kind).keys)
            #expect(inFact(asked.all).subtracting(explained).sorted() == [], "\(kind)")
        }
    }

    @Test func `explains no member that no type has`() throws {
        var read: Set<String> = []
        for (kind, text) in examples {
            let explanations = page.explanations(of: kind)
            for path in inFact(try asked(by: text).all) { read.insert(explanations[path]?.text ?? path) }
        }
        let explained = page.sections.dropFirst().flatMap { section in
            section.rows.map { EntriesPage.Explanation(section: section.title, row: $0).text }
        }
        #expect(explained.count > 200)
        #expect(explained.filter { !read.contains($0) } == [])
    }

    @Test func `says of each member whether it can be absent`() throws {
        for (kind, text) in examples {
            let explanations = page.explanations(of: kind)
            let asked = try asked(by: text)
            for path in inFact(asked.all) {
                guard let explanation = explanations[path] else { continue }
                // An origin is one of four objects: none of its members is in all of them.
                let mayBeAbsent = asked.optional.contains("fact.\(path)") || explanation.section == "Origin"
                #expect(explanation.row.mayBeAbsent == mayBeAbsent, "\(kind), \(explanation.text)")
            }
        }
    }

    @Test func `tells how the policy's digest is made`() throws {
        let example = try #require(page["trustChanged"]?.examples.first)
        guard case .trustChanged(let changed) = try JournalEntry(canonical: example.utf8).fact else {
            Issue.record("no change of trust")
            return
        }
        #expect(changed.policy.version == changed.policyVersion)
    }

    @Test func `can be reached from the page of the log`() throws {
        let log = Province.root + "/Sources/HubService/HubService.docc/MessageLog.md"
        #expect(try String(contentsOfFile: log, encoding: .utf8).contains("<doc:Entries>"))
    }
}
