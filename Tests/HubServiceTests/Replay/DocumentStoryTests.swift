import EdXML
import Foundation
import HubCore
import HubStore
import Testing

@testable import HubService

@Suite struct `The story of a document` {
    @Test func `has its acceptance, its deliveries, and what was said of it, in order`() async throws {
        let province = try await Province()
        _ = try await province.post(try Province.signed(Province.document(number: 9), by: "H24.01"))
        _ = try await province.post(Province.status("03", from: "H24.02", about: 9, of: "H24.01"))
        _ = try await province.post(Province.status("06", from: "H24.02", about: 9, of: "H24.01"))
        _ = try await province.post(try Province.signed(Province.document(number: 10), by: "H24.01"))
        let hindsight = Hindsight(try ReplaySource(dataFolder: province.folder.path + "/data"))
        let document = try #require(try await hindsight.find("9/SNV-VP").first)
        let story = DocumentStory(of: document, try await hindsight.story(of: document))
        try #require(
            story.lines.map(\.kind) == ["accepted", "accepted", "statusRecorded", "accepted", "statusRecorded"])
        #expect(story.lines.map(\.entry) == story.lines.map(\.entry).sorted())
        #expect(story.lines[0].by == "H24.01" && story.lines[0].packet == nil)
        #expect(story.lines[1].packet != nil && story.lines[2].recipient == "H24.02")
        let (vi, en) = (story.text(in: .vi), story.text(in: .en))
        #expect(vi.split(separator: "\n").count == 5 && en.split(separator: "\n").count == 5)
        #expect(vi.contains("nhận 9/SNV-VP của H24.01") && en.contains("took 9/SNV-VP from H24.01"))
        #expect(en.contains("H24.02  status 03 ") && !en.contains("10/SNV-VP"))
        await province.stop()
    }
}
