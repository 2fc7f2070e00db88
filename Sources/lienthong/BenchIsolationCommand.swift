import ArgumentParser
import HubService

struct BenchIsolationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "isolation",
        abstract: "Văn bản khẩn khi người khác gây rối. · An urgent document's way while others make trouble.",
        discussion: """
            Dựng trục và trục quốc gia mô phỏng, gửi đều văn bản hỏa tốc lên trục quốc gia và vào một hộp thư, đo thời gian tới \
            nơi; trong khi đó lần lượt: một đơn vị gửi tràn ngập, một đơn vị gửi tệp 200 MB, một nơi nhận không bao giờ trả lời \
            (cả webhook), rồi tất cả cùng lúc. Các tiến trình gây rối được ưu tiên thấp hơn, như thể ở máy khác. Mã thoát: 0 khi \
            p99 tăng không quá 3 lần, 1 khi hơn, 2 khi không đo được. Số đo chỉ có nghĩa với bản build release.

            Starts a hub and the simulated axis, sends express documents at a steady pace to the axis and into a mailbox, and \
            times their way; meanwhile, by turns, one sender floods, one sends files of 200 MB, one destination never answers \
            (a webhook neither), and then all at once. Who makes trouble runs at a lower priority, as if on another machine. \
            Exit status: 0 when p99 grows at most threefold, 1 when by more, 2 when it could not be measured. Figures mean \
            something in a release build only.

            Ví dụ · Example:
              lienthong bench isolation --short
            """
    )

    @Option(help: ArgumentHelp("Mỗi lần đo bao nhiêu giây. · Seconds of each measurement.", valueName: "s"))
    var seconds = IsolationBench.Settings().seconds

    @Option(help: ArgumentHelp("Cỡ tệp lớn, MB. · Size of a large file in MB.", valueName: "MB"))
    var size = IsolationBench.Settings().megabytes

    @Flag(help: "Bản ngắn: mỗi lần đo 7 giây. · Seven seconds each.")
    var short = false

    @Flag(help: "Bỏ giới hạn số lần gọi của mỗi mã truy cập. · Without the limits of calls of a token.")
    var unlimited = false

    @Option(help: ArgumentHelp("Thư mục lược đồ. · The schemas' folder.", valueName: "dir"))
    var schemas = "Schemas"

    func validate() throws {
        guard (2...600).contains(seconds), (1...1000).contains(size) else {
            throw ValidationError(
                "--seconds từ 2 đến 600, --size từ 1 đến 1000. / --seconds is from 2 to 600, --size from 1 to 1000.")
        }
    }

    func run() async throws {
        var settings = short ? IsolationBench.Settings.short : IsolationBench.Settings()
        if !short { settings.seconds = seconds }
        settings.megabytes = size
        settings.liftsLimits = unlimited
        let bench = IsolationBench(settings, program: "/proc/self/exe", schemas: schemas)
        let outcome = try await orExit(2) {
            try await untilInterrupted {
                try await bench.run { progress in
                    switch progress {
                    case .preparing: print("Đang chuẩn bị … · Preparing …\n\n\(IsolationBench.Row.heading)")
                    case .measured(let row, let quiet): print(row.text(beside: quiet))
                    }
                }
            }
        }
        let verdict = outcome.verdict
        print("\n" + verdict.text)
        if !verdict.isReached { throw ExitCode(1) }
    }
}
