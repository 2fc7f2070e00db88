import Foundation
import SignedXML
import Testing

@testable import EdXML

/// Where a finding says that something stands, held against the text itself and against another program's XPath.
struct PlaceTests {
    /// The text from a place on.
    private func text(at place: Place, in document: String) throws -> Substring {
        let line = document.split(separator: "\n", omittingEmptySubsequences: false)[place.line - 1]
        return Substring(line.unicodeScalars.dropFirst(try #require(place.column) - 1))
    }

    /// What `xmllint` finds under a path: the line and the name of the only node.
    private func found(_ xpath: String, in file: String) throws -> String {
        let query = "concat(count(\(xpath)), ' ', local-name(\(xpath)))"
        return try Program.run("xmllint", "--nonet", "--xpath", query, file).output.trimmingCharacters(in: .newlines)
    }

    @Test(arguments: try Fixture.expectations())
    func `the place of a fault begins with its element's tag`(file: String, code: String) throws {
        guard !code.hasPrefix("XML-") else { return }
        let bytes = try Fixture.bytes("invalid/\(file)")
        let document = String(decoding: bytes, as: UTF8.self)
        let path = Fixture.root.appending(path: "Fixtures/invalid/\(file)").path
        for finding in try Fixture.inspect(bytes).findings {
            let place = try #require(finding.place)
            let name = try #require(place.element.split(separator: "/").last).prefix { $0 != "[" }
            let start = try text(at: place, in: document)
            #expect(start.firstMatch(of: /^<(?:[A-Za-z]+:)?([A-Za-z]+)/)?.output.1 == name, "\(place): \(start)")
            #expect(try found(#require(place.xpath), in: path) == "1 \(name)")
        }
    }

    /// Elements of an open document, as the reader sees them.
    private final class Recorder: DocumentHandler {
        var places: [Place] = []
        private var path: [String] = []

        func open(_ element: OpenedElement) {
            path.append(Place.step(element.name.local, element.position))
            places.append(
                Place(line: element.line, column: element.column, element: "/" + path.joined(separator: "/")))
        }

        func close(_ element: ClosedElement) { path.removeLast() }
        func contentIdentifier(ofBinary index: Int) -> String? { nil }
    }

    private func places(_ document: String, pieces: Int) throws -> [Place] {
        let recorder = Recorder()
        let reader = try DocumentReader(profile: ReadingProfile(), handler: recorder)
        var rest = Array(document.utf8)[...]
        while !rest.isEmpty {
            reader.feed(Array(rest.prefix(pieces)))
            rest = rest.dropFirst(pieces)
        }
        #expect(reader.finish().findings.isEmpty)
        return recorder.places
    }

    @Test(arguments: [1, 7, 4096])
    func `every element of a packet is where it is said to be, however the bytes are cut`(pieces: Int) throws {
        for file in [
            "documents/01-quyet-dinh-ke-hoach-chuyen-doi-so.edxml", "documents/21-cap-nhat-noi-nhan-ke-hoach.edxml",
        ] {
            let document = String(decoding: try Fixture.bytes(file), as: UTF8.self)
            let places = try places(document, pieces: pieces)
            #expect(places.count > 60 && Set(places.map(\.element)).count == places.count)
            for place in places {
                #expect(try text(at: place, in: document).first == "<", "\(place)")
            }
        }
    }

    @Test(arguments: [1, 7, 4096])
    func `tags over several lines, letters of several bytes and line ends of two are counted as a reader counts them`(
        pieces: Int
    ) throws {
        let document = "<a>\r\nđường <b\n  c='ệ'\n  d=\"ữ\"/>ẵ<b>&#x1EA1;<![CDATA[<\ne]]></b>ễ<e f='ợ ợ'/>\r\n</a>"
        let places = try places(document, pieces: pieces)
        #expect(places.map { [$0.line, $0.column ?? 0] } == [[1, 1], [2, 7], [4, 11], [5, 10]])
        #expect(places.map(\.element) == ["/a", "/a/b", "/a/b[2]", "/a/e"])
    }

    @Test func `positions count all siblings of a name, read or not`() throws {
        let text = String(decoding: try Fixture.bytes("documents/02-cong-van-thu-tuc-hanh-chinh.edxml"), as: UTF8.self)
            .replacing("<edXML:To>", with: "<x:To xmlns:x=\"urn:x\"/><edXML:To>")
            .replacing("<edXML:OrganId>H24.01<", with: "<edXML:OrganId>?<")
        let finding = try #require(try Fixture.inspect(text).findings.first { $0.rule == EdXMLRules.agencyID })
        #expect(finding.place?.element.hasSuffix("/MessageHeader/To[4]/OrganId") == true)
        let file = FileManager.default.temporaryDirectory.appending(path: "place-\(UUID().uuidString).xml")
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let xpath = try #require(finding.place?.xpath)
        #expect(try Program.run("xmllint", "--xpath", "string(\(xpath))", file.path).output == "?\n")
    }

    @Test func `no path is given where it would lead elsewhere`() throws {
        #expect(Place(line: 1, element: "/a/b[2]").xpath == "/*[local-name()='a'][1]/*[local-name()='b'][2]")
        #expect(Place(line: 1, element: "").xpath == nil && Place(line: 1, element: "/a/b…").xpath == nil)
        let kinds = (0..<70).map { "<e\($0)/>" }.joined()
        let places = try places("<r>\(kinds)</r>", pieces: 4096)
        #expect(places[64].xpath != nil && places[65].element == "/r/e64[?]" && places[65].xpath == nil)
    }
}
