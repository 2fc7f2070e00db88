import ArgumentParser
import EdXML
import HubCore
import HubService
import HubStore

extension Duty: ExpressibleByArgument {}

struct DeadlinesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadlines",
        abstract: "Việc còn phải làm, và hạn. · What is owed, and by when.",
        discussion: """
            Tiếp nhận (03) trong ngày, giải quyết (06) theo hạn của văn bản, tính theo lịch làm việc của trục.

            Receipt (03) within the day, processing (06) by the document's day, by the hub's working calendar.

            Ví dụ · Examples:
              lienthong deadlines list --overdue --config config/hub.yaml
              lienthong deadlines list --agency H24.02 --within 2d --config config/hub.yaml
              lienthong deadlines show 7816/UBND-VP --config config/hub.yaml
            """,
        subcommands: [DeadlinesListCommand.self, DeadlinesShowCommand.self]
    )
}

struct DeadlinesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Hạn sớm nhất trước. · The earliest due first.",
        discussion: """
            Ví dụ · Example:
              lienthong deadlines list --overdue --duty receipt --config config/hub.yaml
            """
    )

    @Option(
        help: ArgumentHelp(
            "Việc của đơn vị này, hoặc nó được báo. · Owed by this agency, or shown to it.", valueName: "agency"))
    var agency: String?

    @Option(help: ArgumentHelp("receipt, processing.", valueName: "duty"))
    var duty: Duty?

    @Flag(help: "Chỉ việc quá hạn. · Only what is overdue.")
    var overdue = false

    @Option(help: ArgumentHelp("Có hạn trong khoảng này, như 4h, 2d. · Due within.", valueName: "duration"))
    var within: String?

    @Option(help: ArgumentHelp("Nhiều nhất bao nhiêu dòng. · How many lines at most.", valueName: "n"))
    var limit = 100

    @OptionGroup var output: AnswerOptions

    func run() async throws {
        let now = HubClock.system.now()
        let until = try within.map { text in
            guard let span = Duration(written: text) else {
                throw ValidationError("--within: 30m, 4h, 2d … / not a duration: \(text)")
            }
            return now.adding(milliseconds: span.milliseconds)
        }
        let query = DutyQuery(
            agency.map { .agencies([$0]) } ?? .everybody, duty: duty, dueBy: overdue ? now : until)
        _ = try await output.say(.list(query, after: nil, limit: limit))
    }
}

struct DeadlinesShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Hạn của một văn bản ở từng nơi nhận. · The deadlines of one document, at each recipient.",
        discussion: """
            Ví dụ · Example:
              lienthong deadlines show 7816/UBND-VP --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Văn bản như ở lệnh track. · A document as for track.", valueName: "document"))
    var document: String

    @OptionGroup var output: AnswerOptions

    func run() async throws {
        guard case .shown(let found) = try await output.say(.show(document)), found.isEmpty else { return }
        complain("Trục không có văn bản “\(document)”. / The hub has no document “\(document)”.")
        throw ExitCode(1)
    }
}

extension AnswerOptions {
    fileprivate func say(_ act: DeadlineAct) async throws -> DeadlineReply {
        let reply = try await asking { try await $0.asked(act) }
        try print(json: reply.json, text: reply.text)
        return reply
    }
}
