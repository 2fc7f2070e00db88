import ArgumentParser
import EdXML
import HubCore
import HubService

extension Redaction.Part: ExpressibleByArgument {}

struct LogExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Xuất gói kiểm toán của một kỳ. · Export an auditor's pack of a period.",
        discussion: """
            Gói .zip gồm các mục của kỳ (nói về đơn vị đã nêu, hay tất cả), mã băm của mọi mục trong kỳ nên thấy được là không thiếu \
            mục nào, các đầu nhật ký đã ký, bảng kê dễ đọc, cách kiểm tra và một chương trình Python để kiểm. --redact che bớt: phần che \
            thay bằng mã băm có muối, mở được về sau bằng tệp .openings (giữ riêng). --asic đóng thành thùng ASiC-E, ký bằng \
            log.archiveSigner. Nhật ký ghi ai đã xuất gì; xuất từ bản sao lưu (--backup) thì không. Mã thoát: 0 xong, 2 không làm được.

            The .zip holds the entries of the period (that concern the agencies, or all), the hash of every entry of it so that \
            none can be missing, the signed heads, a readable index, how to verify it, and a Python program that does. --redact \
            withholds: salted hashes stand in the place of what is withheld, and the file .openings (kept apart) opens them later. \
            --asic makes an ASiC-E container, signed by log.archiveSigner. The journal says who exported what, unless it is of a \
            backup. Exit status: 0 done, 2 it could not be done.

            Ví dụ · Examples:
              lienthong log export --period 2026-05 --agency H24.02 --out thang-5.zip --config config/hub.yaml
              lienthong log export --period 2026-05-01..2026-05-15 --redact actor --redact words --documents \\
                --out ky.asice --asic --config config/hub.yaml
            """
    )

    @OptionGroup var hub: HubOption

    @Option(
        help: ArgumentHelp(
            "TỪ..ĐẾN: ngày, hoặc giờ RFC 3339; hoặc một tháng. · FROM..TO: days or times; or one month.",
            valueName: "period"))
    var period: String

    @Option(
        name: .customLong("agency"),
        help: ArgumentHelp(
            "Chỉ mục nói về đơn vị này; lặp lại được. · About this agency; repeatable.", valueName: "code"))
    var agencies: [String] = []

    @Option(
        name: .customLong("redact"),
        help: ArgumentHelp(
            "Che: actor (ai làm), agency (đơn vị khác), words (lời văn). · Withhold; repeatable.", valueName: "part"))
    var redacted: [Redaction.Part] = []

    @Flag(help: "Kèm các văn bản. · Include the documents.")
    var documents = false

    @Flag(help: "Đóng thùng ASiC-E. · Make an ASiC-E container.")
    var asic = false

    @Option(help: ArgumentHelp("Nhật ký của bản sao lưu này. · The journal of this backup.", valueName: "dir"))
    var backup: String?

    @Option(help: ArgumentHelp("Tệp gói, chưa có. · The pack's file, not there yet.", valueName: "file"))
    var out: String

    @OptionGroup var language: LanguageOption

    func run() async throws {
        let progress = ProgressLine()
        let outcome = try await orExit(2) {
            let configuration = try HubConfiguration.load(hub.config)
            let order = try PackOrder(
                period: period, agencies: agencies, redacted: Set(redacted),
                documents: documents ? .included : .digests, isContainer: asic)
            return try await untilInterrupted { [self] in
                try await PackDesk(configuration, progress: progress).export(order, to: out, backup: backup)
            }
        }
        print(language.print { outcome.text(in: $0, path: out) }, terminator: "")
    }
}
