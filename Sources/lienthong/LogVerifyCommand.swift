import ArgumentParser
import EdXML
import HubService

struct LogVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Kiểm toàn bộ nhật ký, không tin ai. · Verify the whole log, trusting nobody.",
        discussion: """
            Tính lại mọi mục, mọi mảnh của cây băm, chữ ký trên đầu nhật ký, mã băm của từng nội dung, biên nhận, và dựng lại các \
            bảng để so từng dòng. Chỉ đọc; trục vẫn chạy. --offline kiểm một bản sao thư mục dữ liệu, một bản sao lưu, hay một gói \
            kiểm toán (.zip, .asice). --from là đầu nhật ký hay biên nhận mình đã giữ: chỉ nó phát hiện được ai viết lại cả nhật ký \
            rồi ký lại bằng chính khóa của trục. Khóa lấy từ nguồn mình tin. Mỗi chỗ sai có mã và nơi chính xác. Mã thoát: 0 nguyên \
            vẹn, 1 có chỗ sai, 2 không kiểm được.

            Reckons every entry, every tile of the tree, the head's signature, each payload's digest and the receipts, and makes the \
            tables anew to compare them row by row. Only reads; the hub may run. --offline looks at a copy of a data folder, a \
            backup, or an auditor's pack (.zip, .asice). --from is a checkpoint or a receipt that you kept: it alone finds out \
            whoever rewrites the whole journal and signs it with the hub's own key. The key comes from where you believe it. Each \
            flaw has a code and its exact place. Exit status: 0 whole, 1 flaws were found, 2 could not judge.

            Ví dụ · Examples:
              lienthong log verify --config config/hub.yaml --from dau-nhat-ky-thang-10
              lienthong log verify --offline /srv/backup/hub --key hub.pub
              lienthong log verify --offline goi-kiem-toan.zip --key hub.pub --from bien-nhan.json
            """
    )

    @Option(help: ArgumentHelp("Tệp cấu hình của trục. · The hub's configuration.", valueName: "file"))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "Bản sao, bản sao lưu hay gói kiểm toán. · A copy, a backup, or a pack.", valueName: "dir|file"))
    var offline: String?

    @Option(
        name: .customLong("from"),
        help: ArgumentHelp(
            "Đầu nhật ký hay biên nhận đã giữ; lặp lại được. · A kept checkpoint or receipt; repeatable.",
            valueName: "file"))
    var kept: [String] = []

    @Option(
        name: .customLong("key"),
        help: ArgumentHelp(
            "Khóa của trục, hoặc tệp chứa khóa; lặp lại được. · The hub's key, or its file; repeatable.",
            valueName: "key"))
    var keys: [String] = []

    @Option(
        help: ArgumentHelp("Các phần che mà trục đã mở. · What the hub opened of a pack.", valueName: "file"))
    var opening: String?

    @Flag(help: "Không so các bảng, biên nhận, chỉ mục. · Leave out tables, receipts and indexes.")
    var quick = false

    @Option(help: ArgumentHelp("Nêu nhiều nhất bao nhiêu chỗ. · Name at most so many.", valueName: "n"))
    var limit = 100

    @Flag(inversion: .prefixedNo, help: "Cho biết tiến độ. · Tell how far it has come.")
    var progress = true

    @Flag(help: "In một đối tượng JSON. · Print one JSON object.")
    var json = false

    @OptionGroup var language: LanguageOption

    func validate() throws {
        guard (config != nil) != (offline != nil) else {
            throw ValidationError("Nêu --config, hoặc --offline. / Give --config, or --offline.")
        }
        guard (1...1_000_000).contains(limit) else {
            throw ValidationError("--limit từ 1 đến 1000000. / --limit is from 1 to 1000000.")
        }
    }

    func run() async throws {
        let outcome = try await orExit(2) {
            let desk = try AuditDesk(keys: keys, kept: kept, progress: ProgressLine(isSilent: json || !progress))
            return try await untilInterrupted { [self] in
                if let offline {
                    return try await desk.verdict(
                        onWhatLiesAt: offline, openings: opening, isQuick: quick, limit: limit)
                }
                let configuration = try HubConfiguration.load(config ?? "")
                return AuditVerdict.log(try await desk.audit(configuration, isQuick: quick, limit: limit))
            }
        }
        print(
            json ? outcome.json(limit: limit) : language.print { outcome.text(in: $0, limit: limit) },
            terminator: json ? "\n" : "")
        if !outcome.isWhole { throw ExitCode(1) }
    }
}
