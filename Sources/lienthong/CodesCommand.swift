import ArgumentParser
import EdXML
import HubService

struct CodesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codes",
        abstract: "Danh mục mã lỗi. · The catalogue of codes.",
        discussion: """
            Mỗi mã một dòng: mức (từ chối hay lưu ý) và nội dung. Nêu mã thì in đầy đủ: nội dung, cách sửa, căn cứ, và có \
            đổi mức được trong cấu hình không.

            A line for each code: its level, refuse or flag, and what it says. With codes named, everything about them: how \
            to mend it, who asks for it, and whether the configuration may change the level.

            Ví dụ · Examples:
              lienthong codes --language vi
              lienthong codes SIG-DIGEST EDX-DATE-FORM
            """
    )

    @Argument(help: ArgumentHelp("Mã cần xem; không nêu thì tất cả. · Codes; all by default.", valueName: "code"))
    var codes: [String] = []

    @Flag(help: "In một đối tượng JSON. · Print one JSON object.")
    var json = false

    @Flag(help: ArgumentHelp("In trang tài liệu DocC. · Print the DocC article.", visibility: .hidden))
    var docc = false

    @OptionGroup var language: LanguageOption

    func run() throws {
        let catalogue = Catalogue.standard
        if docc { return print(catalogue.article, terminator: "") }
        if json { return print(try orExit(2) { try catalogue.json(of: codes) }) }
        let rules = try orExit(2) { try catalogue.rules(named: codes) }
        let text = language.print { language in
            codes.isEmpty
                ? catalogue.list(in: language)
                : rules.map { Catalogue.entry($0, in: language) }.joined(separator: "\n")
        }
        print(text, terminator: "")
    }
}
