import ArgumentParser
import HubCore
import HubService

struct WitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "Chứng kiến nhật ký của trục khác. · Witness other hubs' logs.",
        discussion: """
            Ví dụ · Examples:
              lienthong witness key --config config/witness.yaml
              lienthong witness run --config config/witness.yaml
            """,
        subcommands: [WitnessRunCommand.self, WitnessKeyCommand.self]
    )
}

struct WitnessRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Chạy bên chứng kiến. · Run the witness.",
        discussion: """
            Một dịch vụ nhỏ ở cơ quan khác: nhớ đầu nhật ký mới nhất của mỗi trục, chỉ ký thêm (C2SP tlog-cosignature) khi \
            đầu mới được chứng minh là nối tiếp đầu cũ. Trục nào đưa ra hai nhật ký khác nhau thì bị phát hiện, và bằng chứng \
            được giữ trong <data.folder>/evidence. Chạy đến khi nhận SIGTERM hoặc Ctrl-C. Mã thoát như lienthong serve.

            A small server at another agency: it remembers the newest head of each hub's log, and cosigns (C2SP \
            tlog-cosignature) only a head that is proven to continue it. A hub that shows two logs is found out, and the \
            evidence is kept in <data.folder>/evidence. Runs until SIGTERM or Ctrl-C. Exit status as of lienthong serve.

            Ví dụ · Example:
              lienthong witness run --config config/witness.yaml
            """
    )

    @Option(help: ArgumentHelp("Tệp cấu hình. · The configuration.", valueName: "file"))
    var config: String

    func run() async throws {
        try await explaining { () async throws(ProcessFailure) in
            try await WitnessProcess.run(configurationFile: config)
        }
    }
}

struct WitnessKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "In khóa công khai của bên chứng kiến. · Print the witness' public key.",
        discussion: """
            Khóa để các trục ghi vào log.witnesses, và để người kiểm tra biên nhận dùng (receipt verify --witness). Lần đầu \
            thì tự tạo khóa.

            The key that hubs put into log.witnesses, and that whoever verifies receipts believes (receipt verify --witness). \
            Made at the first run.

            Ví dụ · Example:
              lienthong witness key --config config/witness.yaml
            """
    )

    @Option(help: ArgumentHelp("Tệp cấu hình. · The configuration.", valueName: "file"))
    var config: String

    func run() throws {
        print(try orExit(2) { try Witness.key(of: WitnessConfiguration.load(config)).text })
    }
}
