import ArgumentParser
import AxisSimulator
import HubService

struct AxisCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "axis",
        abstract: "Chạy trục quốc gia mô phỏng. · Run the simulated national axis.",
        discussion: """
            Một tiến trình riêng, cơ sở dữ liệu riêng, giao diện VXP; đóng vai các cơ quan ở xa: nhận văn bản, trả lời các \
            trạng thái, và gửi văn bản xuống. GET /axis/truth cho biết mọi điều trục này đã thấy. Chỉ dùng để diễn tập.

            A process and a database of its own with the VXP interface; it plays the agencies far away: takes documents, \
            answers with statuses, and sends documents down. GET /axis/truth tells all it has seen. For rehearsals only.

            Ví dụ · Example:
              lienthong axis --config config/axis.yaml
            """
    )

    @Option(help: ArgumentHelp("Tệp cấu hình. · The configuration.", valueName: "file"))
    var config: String

    func run() async throws {
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
