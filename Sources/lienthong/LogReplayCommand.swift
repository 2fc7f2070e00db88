import ArgumentParser
import EdXML
import Foundation
import HubCore
import HubService
import HubStore

struct LogReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Dựng lại các bảng từ nhật ký và đối chiếu. · Replay the journal, and compare.",
        discussion: """
            Dựng lại mọi bảng từ mục nhật ký đầu tiên, ở một tệp tạm, rồi so từng dòng với các bảng đang dùng; trục vẫn chạy. Chỗ \
            khác đầu tiên được nêu kèm mục nhật ký. --as-of cho xem một văn bản, một hộp thư hay các con số như lúc ấy; --document \
            kể lại một văn bản thành câu; --rebuild (khi trục dừng) làm các bảng mới từ nhật ký, giữ bảng cũ bên cạnh. Mã thoát: 0 \
            khớp, 1 khác hoặc không có, 2 không làm được.

            Makes every table anew from the journal's first entry, in a temporary file, and compares it row by row with the \
            tables in use, while the hub runs. The first difference is named with its entry. --as-of shows a document, a mailbox \
            or the counters as they stood; --document tells a document's story in sentences; --rebuild (of a hub that stands \
            still) makes new tables from the journal, and keeps the old ones beside them. Exit status: 0 equal, 1 different or \
            not there, 2 it could not be done.

            Ví dụ · Examples:
              lienthong log replay --config config/hub.yaml
              lienthong log replay --document 7816/UBND-VP --lang en --config config/hub.yaml
              lienthong log replay --as-of 2026-03-03T14:05:00+07:00 --agency H24.02 --config config/hub.yaml
              lienthong log replay --backup /srv/backup/hub --config config/hub.yaml
              lienthong log replay --rebuild --config config/hub.yaml
            """
    )

    @OptionGroup var hub: HubOption

    @Option(
        help: ArgumentHelp(
            "Mã tại trục, DocumentId, hoặc số/ký hiệu. · Hub's id, DocumentId, or full code.", valueName: "document"))
    var document: String?

    @Option(help: ArgumentHelp("Hộp thư của đơn vị này; cần --as-of. · This agency's mailbox.", valueName: "agency"))
    var agency: String?

    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp("Như lúc ấy (RFC 3339). · As it stood then.", valueName: "time"))
    var moment: Timestamp?

    @Flag(help: "Làm các bảng mới từ nhật ký; trục phải dừng. · Make new tables; the hub must stand still.")
    var rebuild = false

    @Option(help: ArgumentHelp("Nhật ký của bản sao lưu này. · The journal of this backup.", valueName: "dir"))
    var backup: String?

    @Option(help: ArgumentHelp("Nêu nhiều nhất bao nhiêu chỗ, hay gói. · Name at most so many.", valueName: "n"))
    var limit = 10

    @Flag(help: "In JSON. · Print JSON.")
    var json = false

    @Option(
        name: [.customLong("lang"), .customLong("language")],
        help: ArgumentHelp("Ngôn ngữ; mặc định tiếng Việt. · Language; Vietnamese by default.", valueName: "vi|en"))
    var language = Language.vi

    func validate() throws {
        guard (1...100_000).contains(limit) else {
            throw ValidationError("--limit từ 1 đến 100000. / --limit is from 1 to 100000.")
        }
        guard agency == nil || (moment != nil && document == nil) else {
            throw ValidationError("--agency cần --as-of, và không đi cùng --document. / --agency needs --as-of alone.")
        }
        guard !rebuild || (moment == nil && document == nil && backup == nil) else {
            throw ValidationError("--rebuild đứng một mình. / --rebuild stands alone.")
        }
    }

    func run() async throws {
        let isFound = try await orExit(2) {
            let configuration = try HubConfiguration.load(hub.config)
            return try await untilInterrupted { [self] in try await perform(configuration) }
        }
        if !isFound { throw ExitCode(1) }
    }

    /// - Returns: whether it is as it should be, or is there at all.
    private func perform(_ configuration: HubConfiguration) async throws -> Bool {
        let progress = ProgressLine(isSilent: json)
        if rebuild {
            let outcome = try await RebuildDesk(configuration, by: NSUserName(), progress: progress).run(limit: limit)
            show(json ? outcome.json + "\n" : outcome.text(in: language))
            return true
        }
        let desk = try ReplayDesk(configuration, backup: backup, progress: progress)
        if let document { return try await tell(of: document, desk) }
        if let moment { return try await show(moment, desk) }
        let outcome = try await desk.compare(limit: limit)
        show(json ? outcome.json + "\n" : outcome.text(in: language))
        return outcome.isEqual
    }

    private func tell(of document: String, _ desk: ReplayDesk) async throws -> Bool {
        if let moment {
            let found = try await desk.documents(document, at: .moment(moment))
            let texts = found.map { $0.text(in: language) }.joined(separator: "\n")
            show(json ? TrackedDocument.json(found) + "\n" : texts)
            return isThere(document, !found.isEmpty)
        }
        let stories = try await desk.stories(of: document)
        show(stories.map { json ? $0.json + "\n" : $0.text(in: language) }.joined(separator: "\n"))
        return isThere(document, !stories.isEmpty)
    }

    private func isThere(_ document: String, _ isFound: Bool) -> Bool {
        if !isFound {
            complain("Nhật ký không có văn bản “\(document)”. / The journal has no document “\(document)”.")
        }
        return isFound
    }

    private func show(_ moment: Timestamp, _ desk: ReplayDesk) async throws -> Bool {
        if let agency {
            let mailbox = try await desk.mailbox(of: agency, at: .moment(moment), limit: limit)
            show(json ? mailbox.json + "\n" : mailbox.text(in: language))
        } else {
            let counters = try await desk.counters(at: .moment(moment))
            show(json ? counters.json + "\n" : counters.text(in: language))
        }
        return true
    }

    private func show(_ text: String) { print(text, terminator: "") }
}
