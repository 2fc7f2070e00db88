import ArgumentParser
import HubService

struct LogWitnessesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witnesses",
        abstract: "Các bên chứng kiến nhật ký. · The journal's witnesses.",
        discussion: """
            Bao nhiêu mục đầu của nhật ký đã được chứng kiến, và từng bên: ký tới đâu, lúc nào, lỗi gì. Mã thoát: 0 có đủ bên \
            chứng kiến, 1 chưa có bên chứng kiến hoặc một bên thấy nhật ký khác, 2 không hỏi được trục.

            How much of the journal is witnessed, and each witness: how far it cosigned, when, and what is wrong. Exit status: \
            0 enough witnesses stand behind it, 1 unwitnessed, or one of them has seen another log, 2 the hub could not be asked.

            Ví dụ · Example:
              lienthong log witnesses --config config/hub.yaml
            """
    )

    @OptionGroup var output: AnswerOptions

    func run() async throws {
        let report = try await output.asking { try await $0.witnesses() }
        try output.print(json: report.json, text: report.text)
        if report.witnessed == nil || report.witnesses.contains(where: \.contradicts) { throw ExitCode(1) }
    }
}
