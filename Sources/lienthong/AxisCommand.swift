import ArgumentParser
import AxisSimulator
import HubService

struct AxisCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "axis",
        abstract: "Chạy trục quốc gia mô phỏng. · Run the simulated national axis.",
        discussion: """
            Một tiến trình riêng, cơ sở dữ liệu riêng, giao diện VXP; đóng vai các cơ quan ở xa: nhận văn bản, trả lời các \
            trạng thái, và gửi văn bản xuống. GET /axis/truth cho biết mọi điều trục này đã thấy. Trục trục trặc theo ý \
            muốn: xem faults, parts, control trong tệp cấu hình. Chỉ dùng để diễn tập.

            A process and a database of its own with the VXP interface; it plays the agencies far away: takes documents, \
            answers with statuses, and sends documents down. GET /axis/truth tells all it has seen. It misbehaves on demand: see \
            faults, parts and control in the configuration. For rehearsals only.

            Ví dụ · Example:
              lienthong axis --config config/axis.yaml
            """,
        subcommands: [AxisRehearseCommand.self]
    )

    @Option(help: ArgumentHelp("Tệp cấu hình. · The configuration.", valueName: "file"))
    var config: String?

    func run() async throws {
        guard let config else { throw ValidationError("Thiếu --config. / --config is missing.") }
        try await explaining { () async throws(ProcessFailure) in
            do {
                let file = try AxisFile.load(config, words: .simulator)
                try await Axis.run(AxisConfiguration(file), logger: .ofProcess("axis", level: file.logLevel))
            } catch {
                throw ProcessFailure(error)
            }
        }
    }
}
