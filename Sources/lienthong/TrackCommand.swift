import ArgumentParser
import EdXML
import HubService

struct TrackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "track",
        abstract: "Xem văn bản đã tới đâu. · See where a document stands.",
        discussion: """
            Mỗi nơi nhận một dòng: đường đi, gói tin đang ở đâu, năm trạng thái (01 đã đến, 03 đã tiếp nhận, 04 phân \
            công, 05 đang xử lý, 06 hoàn thành) với giờ của từng trạng thái, và những gì mâu thuẫn. Mã thoát: 0 tìm \
            thấy, 1 không có văn bản ấy, 2 không hỏi được trục.

            A line per recipient: route, where the packet is, the five states with the time of each, and what \
            contradicts. Exit status: 0 found, 1 no such document, 2 the hub could not be asked.

            Ví dụ · Examples:
              lienthong track 7816/UBND-VP --config config/hub.yaml
              lienthong track H24,2026/10/05,3125/QĐ-UBND --config config/hub.yaml --json
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Mã tại trục, DocumentId của nơi gửi, hoặc số/ký hiệu. · Hub's id, sender's DocumentId, or full code.",
            valueName: "document"))
    var document: String

    @OptionGroup var output: AnswerOptions

    func run() async throws {
        let found = try await output.asking { try await $0.track(document) }
        try output.print(json: TrackedDocument.json(found)) { language in
            found.map { $0.text(in: language) }.joined(separator: "\n")
        }
        guard found.isEmpty else { return }
        complain("Trục không có văn bản “\(document)”. / The hub has no document “\(document)”.")
        throw ExitCode(1)
    }
}
