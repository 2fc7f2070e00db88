import ArgumentParser
import Foundation
import HubPages
import HubService

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Chạy trục liên thông. · Run the hub.",
        discussion: """
            Chạy cho đến khi nhận SIGTERM hoặc Ctrl-C; yêu cầu đang xử lý được làm xong trước khi dừng. Nhật ký vận hành \
            ghi ra đầu ra lỗi. Mã thoát: 78 cấu hình có lỗi, 75 thư mục dữ liệu đang được dùng, 74 kho lưu trữ có lỗi.

            Runs until SIGTERM or Ctrl-C; requests in flight are finished first. Logs go to the standard error. Exit \
            status: 78 for a configuration that cannot be used, 75 when the data folder is in use, 74 for failing storage.

            Ví dụ · Example:
              lienthong serve --config config/hub.yaml
            """
    )

    @Option(help: ArgumentHelp("Tệp cấu hình. · The configuration.", valueName: "file"))
    var config: String

    func run() async throws {
        try await explaining { () async throws(ProcessFailure) in
            try await HubProcess.run(configurationFile: config) { try Site($0, acts: $1).addRoutes(to: $2) }
        }
    }
}

/// Runs a process's whole work; what stops it is printed, and becomes its exit status.
func explaining(_ work: () async throws(ProcessFailure) -> Void) async throws {
    do {
        try await work()
    } catch {
        FileHandle.standardError.write(Data("\(error)\n".utf8))
        throw ExitCode(error.status.rawValue)
    }
}
