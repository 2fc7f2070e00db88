import ArgumentParser
import Foundation
import HubService

struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Đo trục trên máy này. · Measure the hub on this machine.",
        discussion: """
            Ví dụ · Example:
              lienthong bench accept
              lienthong bench intake --size 200
              lienthong bench inspect
              lienthong bench misbehave --short
              lienthong bench register --agencies 120000
              lienthong bench crash --kills 20
              lienthong bench isolation --short
              lienthong bench queue --deliveries 1000000
              lienthong bench deadlines --deliveries 1000000
              lienthong bench log --entries 5000000
              lienthong bench tamper --trials 1000
              lienthong bench pages --documents 1000000
            """,
        subcommands: [
            BenchAcceptCommand.self, BenchIntakeCommand.self, BenchInspectCommand.self, BenchMisbehaveCommand.self,
            BenchRegisterCommand.self, BenchQueueCommand.self, BenchDeadlinesCommand.self, BenchCrashCommand.self,
            BenchFaultsCommand.self, BenchIsolationCommand.self, BenchReplayCommand.self, BenchLogCommand.self,
            BenchTamperCommand.self, BenchPagesCommand.self,
        ]
    )
}

struct BenchIntakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intake",
        abstract: "Đo bộ nhớ và tốc độ với văn bản lớn. · Memory and speed with a large document.",
        discussion: """
            Dựng một trục tạm (tiến trình riêng, thư mục tạm), làm và ký văn bản lớn, gửi qua cả hai giao diện rồi lấy \
            về, và in bộ nhớ của trục ở từng bước. Mã thoát: 0 khi bộ nhớ tăng dưới 64 MB, 1 khi tăng nhiều hơn, 2 khi \
            không đo được. Số đo chỉ có nghĩa với bản build release.

            Starts a hub of its own (another process, a temporary folder), makes and signs large documents, pushes them \
            through both interfaces, fetches one back, and prints the hub's memory at each step. Exit status: 0 when it \
            grew by less than 64 MB, 1 when by more, 2 when it could not be measured. Speeds mean something in a release \
            build only.

            Ví dụ · Example:
              lienthong bench intake --size 200
            """
    )

    @Option(help: ArgumentHelp("Cỡ văn bản, MB. · Size of a document in MB.", valueName: "MB"))
    var size = 200

    @Option(help: ArgumentHelp("Thư mục lược đồ. · The schemas' folder.", valueName: "dir"))
    var schemas = "Schemas"

    func validate() throws {
        guard (1...4000).contains(size) else {
            throw ValidationError("--size từ 1 đến 4000. / --size is from 1 to 4000.")
        }
    }

    func run() async throws {
        let bench = IntakeBench(megabytes: size, program: "/proc/self/exe", schemas: schemas)
        let growth = try await orExit(2) {
            try await untilInterrupted {
                try await bench.run { progress in
                    switch progress {
                    case .preparing: print("Đang chuẩn bị … · Preparing …\n\n\(IntakeBench.Step.heading)")
                    case .done(let step): print(step.text)
                    case .leftBehind(let folder): complain("Còn lại · left behind: \(folder)")
                    }
                }
            }
        }
        print("\n" + IntakeBench.verdict(growth: growth))
        if growth >= IntakeBench.allowance { throw ExitCode(1) }
    }
}

struct BenchInspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Đo việc kiểm tra văn bản. · The inspection of documents, beside the usual way.",
        discussion: """
            Làm và ký văn bản nhiều cỡ (2 KB, 200 KB, 5 MB, 200 MB), kiểm tra chúng, và kiểm tra lại bằng cách thường \
            dùng (cây libxml2, xmlSchemaValidateDoc, xmlC14NExecute, OpenSSL; cũng giải mã và tính mã băm tệp đính kèm). \
            Hai cách chạy xen kẽ, tính theo thời gian bộ xử lý; phép tính khóa công khai, như nhau ở cả hai, ở cột riêng. \
            Số đo chỉ có nghĩa với bản build release.

            Makes and signs documents of several sizes, inspects them, and has the usual way judge the same ones \
            (libxml2's tree, xmlSchemaValidateDoc, xmlC14NExecute, OpenSSL; it decodes and digests the attachments as \
            well). Both run by turns and are timed by processor time; the public-key operation, which they share, stands \
            apart. Figures mean something in a release build only.

            Ví dụ · Example:
              lienthong bench inspect
              lienthong bench inspect --size 2000 --size 5000000
            """
    )

    @Option(help: ArgumentHelp("Cỡ trước khi ký, byte; lặp lại được. · Bytes before signing.", valueName: "bytes"))
    var size: [Int] = InspectBench.sizes

    @Option(help: ArgumentHelp("Thư mục lược đồ. · The schemas' folder.", valueName: "dir"))
    var schemas = "Schemas"

    func validate() throws {
        guard size.allSatisfy({ (1...1_000_000_000).contains($0) }) else {
            throw ValidationError("--size từ 1 đến 1000000000. / --size is from 1 to 1000000000.")
        }
    }

    func run() async throws {
        print(InspectBench.Row.heading)
        try await orExit(2) {
            try await untilInterrupted {
                try InspectBench(sizes: size, schemas: schemas).run { print($0.text) }
            }
        }
    }
}
