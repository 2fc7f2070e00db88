import ArgumentParser
import EdXML
import HubCore
import HubService
import HubStore

struct LogRecheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recheck",
        abstract: "Xét lại văn bản cũ theo quy tắc hôm nay. · Judge past documents by today's rules.",
        discussion: """
            Chạy thử trước khi đổi chính sách: các gói đã nhận trong kỳ được xét như thể vừa tới, theo lược đồ, quy tắc, danh mục và chứng \
            thư tin cậy của cấu hình này; nêu theo từng đơn vị những gì sẽ khác. Không ghi nhật ký, không đổi gì; trục vẫn chạy. Mã thoát: \
            0 không khác, 1 có khác, 2 không làm được.

            The dry run before a policy changes: packets accepted in the period are judged as if they came now, by this \
            configuration's schemas, rules, register and trust; what would differ is listed per agency. Nothing is journalled, nothing \
            changes, and the hub may run. Exit status: 0 the same, 1 different, 2 it could not be done.

            Ví dụ · Examples:
              lienthong log recheck --config config/hub.yaml
              lienthong log recheck --from 2026-05-01T00:00:00+07:00 --to 2026-05-31T23:59:59+07:00 --agency H24.02 \\
                --config config/new-policy.yaml
            """
    )

    @Option(help: ArgumentHelp("Nhận từ lúc (RFC 3339). · Accepted from then on.", valueName: "time"))
    var from: Timestamp?

    @Option(help: ArgumentHelp("Nhận đến lúc (RFC 3339). · Accepted up to then.", valueName: "time"))
    var to: Timestamp?

    @Option(help: ArgumentHelp("Chỉ của đơn vị gửi này. · Of this sender only.", valueName: "agency"))
    var agency: String?

    @Option(help: ArgumentHelp("Nêu tên nhiều nhất bao nhiêu gói. · Name at most so many.", valueName: "n"))
    var limit = 100

    @OptionGroup var hub: HubOption

    @Flag(help: "In một đối tượng JSON. · Print one JSON object.")
    var json = false

    @Option(
        name: [.customLong("lang"), .customLong("language")],
        help: ArgumentHelp("Ngôn ngữ; mặc định tiếng Việt. · Language; Vietnamese by default.", valueName: "vi|en"))
    var language = Language.vi

    func validate() throws {
        guard (0...1_000_000).contains(limit) else {
            throw ValidationError("--limit từ 0 đến 1000000. / --limit is from 0 to 1000000.")
        }
    }

    func run() async throws {
        let progress = ProgressLine(isSilent: json)
        let report = try await orExit(2) {
            let configuration = try HubConfiguration.load(hub.config)
            return try await untilInterrupted { [self] in
                defer { progress.end() }
                return try await Recheck.with(configuration) { recheck in
                    try await recheck.run(AcceptanceWindow(from: from, to: to), of: agency, limit: limit) {
                        progress.show("xét lại · judging", $0, of: $1)
                    }
                }
            }
        }
        print(json ? report.json + "\n" : report.text(in: language), terminator: "")
        if report.total.changed > 0 || report.total.damaged > 0 { throw ExitCode(1) }
    }
}
