import ArgumentParser
import HubService

struct BenchRegisterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "Đo việc đồng bộ danh mục đơn vị. · How the register follows the axis' list.",
        discussion: """
            Dựng một trục tạm (tiến trình riêng) và một trục quốc gia chỉ có danh mục, rồi đồng bộ: toàn bộ, lại toàn bộ, và \
            phần thay đổi (một phần trăm); trong lúc đó vẫn ghi những thay đổi nhỏ và đo lần chờ lâu nhất. Mã thoát: 0 khi mỗi \
            lần dưới 30 giây và bộ nhớ dưới 200 MB, 1 khi không, 2 khi không đo được. Số đo chỉ có nghĩa với bản build release.

            Starts a hub of its own (another process) and an axis that has nothing but a list, and synchronises all of it, \
            all of it again, and a hundredth that changed; meanwhile small changes go through, and the longest wait of one is \
            told. Exit status: 0 when each run took less than 30 seconds and 200 MB, 1 when not, 2 when it could not be \
            measured. Figures mean something in a release build only.

            Ví dụ · Example:
              lienthong bench register --agencies 120000
            """
    )

    @Option(help: ArgumentHelp("Số đơn vị. · How many agencies.", valueName: "n"))
    var agencies = 120_000

    @Option(help: ArgumentHelp("Thư mục lược đồ. · The schemas' folder.", valueName: "dir"))
    var schemas = "Schemas"

    func validate() throws {
        guard (100...200_000).contains(agencies) else {
            throw ValidationError("--agencies từ 100 đến 200000. / --agencies is from 100 to 200000.")
        }
    }

    func run() async throws {
        let bench = RegisterBench(agencies: agencies, program: "/proc/self/exe", schemas: schemas)
        print(RegisterBench.Step.heading)
        let isWithin = try await orExit(2) {
            try await untilInterrupted { try await bench.run { print($0.text) } }
        }
        if !isWithin { throw ExitCode(1) }
    }
}
