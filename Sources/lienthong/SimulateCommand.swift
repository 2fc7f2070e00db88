import ArgumentParser
import Foundation
import HubService
import HubSimulation

struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Mô phỏng trục trong thời gian ảo, với sự cố. · The hub in virtual time, with every trouble.",
        discussion: """
            Chạy phần quyết định, máy trạng thái, sổ cái và các bảng thật của trục trên một đĩa mô phỏng, giữa các cơ quan và \
            trục quốc gia mô phỏng: thông điệp mất, lặp, đảo thứ tự; trục bị giết giữa các bước ghi, mất phần chưa fsync. Sau \
            mỗi bước kiểm tra những điều phải luôn đúng. Cùng hạt giống thì cùng lịch sử. Mã thoát: 0 khi đều đúng, 1 khi \
            không (in cả lịch sử), 2 khi không chạy được.

            Runs the hub's real decisions, state machines, ledger and tables over a simulated disk, between simulated agencies \
            and a simulated axis: messages are lost, doubled and reordered, the hub is killed between the steps of a write and \
            loses what was not fsynced. After every step it checks what must always hold. The same seed has the same history. \
            Exit status: 0 when all held, 1 when not (with the history), 2 when it could not be run.

            Ví dụ · Example:
              lienthong simulate --seeds 10000
              lienthong simulate --seed 7 --mistake answersBeforeSync
            """
    )

    @Option(help: ArgumentHelp("Bao nhiêu hạt giống. · So many seeds.", valueName: "n"))
    var seeds = 1

    @Option(help: ArgumentHelp("Hạt giống đầu tiên. · The first seed.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp("Số sự kiện có sự cố trong mỗi lịch sử. · Events with troubles in each.", valueName: "n"))
    var steps = SimulationSeries.usualSteps

    @Option(
        help: ArgumentHelp(
            "Cài một lỗi vào trục, để xem có bị phát hiện không: \(Mistake.allCases.map(\.rawValue).joined(separator: ", ")). · "
                + "Plants a mistake, to see whether it is noticed.", valueName: "name"))
    var mistake: Mistake?

    @Flag(help: "In kết quả dạng JSON. · Prints the result as JSON.")
    var json = false

    func validate() throws {
        guard (1...10_000_000).contains(seeds), (1...1_000_000).contains(steps) else {
            throw ValidationError(
                "--seeds từ 1 đến 10000000, --steps từ 1 đến 1000000. / --seeds from 1 to 10000000, --steps to 1000000."
            )
        }
    }

    func run() async throws {
        let series = SimulationSeries(
            first: seed, count: seeds, steps: steps, mistake: mistake,
            width: ProcessInfo.processInfo.activeProcessorCount)
        let clock = ContinuousClock()
        let start = clock.now
        let report = try await orExit(2) {
            try await untilInterrupted {
                try await series.run { played in complain("\(played) / \(series.count)") }
            }
        }
        if json {
            print(try report.json)
        } else {
            print(report.text)
            complain("\(clock.now - start)")
        }
        if report.failure != nil { throw ExitCode(1) }
    }
}

extension Mistake: ExpressibleByArgument {}
