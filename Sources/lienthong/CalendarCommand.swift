import ArgumentParser
import EdXML
import HubService

struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "Lịch làm việc mà trục tính hạn theo. · The working calendar by which deadlines are reckoned.",
        discussion: """
            Ví dụ · Examples:
              lienthong calendar show 2026 --config config/hub.yaml
              lienthong calendar check --config config/hub.yaml
              lienthong calendar check --came "2026-11-20 16:50" --urgency 0 --due 2026-11-30 --config config/hub.yaml
            """,
        subcommands: [CalendarShowCommand.self, CalendarCheckCommand.self]
    )
}

struct CalendarShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Ngày nghỉ và ngày làm bù của một năm. · A year's holidays and days worked instead.",
        discussion: """
            Ví dụ · Example:
              lienthong calendar show 2026 --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Năm; mặc định năm nay. · The year; this one by default.", valueName: "year"))
    var year: Int?

    @OptionGroup var hub: HubOption
    @OptionGroup var language: LanguageOption

    func run() async throws {
        let desk = try orExit(2) { try CalendarDesk(HubConfiguration.load(hub.config), now: HubClock.system.now()) }
        print(language.print { desk.year(year, in: $0) })
    }
}

struct CalendarCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Lịch còn thiếu gì; một văn bản tới lúc ấy thì hạn khi nào. · What it lacks; when a document is due.",
        discussion: """
            Mã thoát: 0 lịch đủ, 1 cần sửa, 2 không đọc được. Exit status: 0 it is in order, 1 it wants attention, 2 it \
            cannot be read.

            Ví dụ · Examples:
              lienthong calendar check --config config/hub.yaml
              lienthong calendar check --came "2026-02-16 23:59" --urgency 3 --config config/hub.yaml
            """
    )

    @Option(help: ArgumentHelp("Văn bản tới lúc này. · A document that comes then.", valueName: "yyyy-mm-dd hh:mm"))
    var came: String?

    @Option(help: ArgumentHelp("0 thường … 4 hỏa tốc hẹn giờ. · 0 ordinary … 4 express.", valueName: "0-4"))
    var urgency = 0

    @Option(help: ArgumentHelp("Hạn ghi trong văn bản. · The day that it states.", valueName: "yyyy-mm-dd"))
    var due: String?

    @OptionGroup var hub: HubOption
    @OptionGroup var language: LanguageOption

    func run() async throws {
        let desk = try orExit(2) { try CalendarDesk(HubConfiguration.load(hub.config), now: HubClock.system.now()) }
        if let came {
            guard let moment = CalendarDesk.moment(came), (0...4).contains(urgency) else {
                throw ValidationError("--came \"2026-11-20 16:50\" --urgency 0…4")
            }
            print(language.print { desk.dues(came: moment, urgency: urgency, dueDate: due, in: $0) })
            return
        }
        print(language.print { desk.check(in: $0) })
        if !desk.isInOrder { throw ExitCode(1) }
    }
}
