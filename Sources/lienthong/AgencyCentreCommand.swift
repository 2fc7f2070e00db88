import ArgumentParser
import HubService

struct AgencyCentreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "centre",
        abstract: "Các hệ thống được phép gọi. · The systems that may call.",
        discussion: """
            Không nêu lệnh con thì là put. · Without a subcommand it is put.

            Ví dụ · Example:
              lienthong agency centre rotate-secret --systemid 00.24.H24 --out secret.new --config config/hub.yaml
            """,
        subcommands: [AgencyCentrePutCommand.self, AgencyCentreRotateSecretCommand.self],
        defaultSubcommand: AgencyCentrePutCommand.self
    )
}

struct AgencyCentrePutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "put",
        abstract: "Ghi một hệ thống được phép gọi. · Put a system that may call.",
        discussion: """
            Khóa bí mật cho giao diện vxp, mã truy cập cho giao diện api; cái nào không nêu thì giữ nguyên. Bí mật đọc \
            từ tệp, không bao giờ từ dòng lệnh.

            The secret is for the vxp interface, the token for api; what is not given stays as it is. Secrets are read \
            from files, never from the command line.

            Ví dụ · Example:
              lienthong agency centre --systemid 00.24.H24 --name "Hải Phòng" \\
                --secret-file secret --token-file token --config config/hub.yaml
            """
    )

    @Option(help: ArgumentHelp("Mã hệ thống. · The systemid.", valueName: "id"))
    var systemid: String

    @Option(
        help: ArgumentHelp(
            "Tên hệ thống; không nêu thì ghi là mã hệ thống. · Its name; the systemid when not given.",
            valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("Tệp chứa khóa bí mật vxp. · A file that holds the secret.", valueName: "file"))
    var secretFile: String?

    @Option(help: ArgumentHelp("Tệp chứa mã truy cập api. · A file that holds the token.", valueName: "file"))
    var tokenFile: String?

    @OptionGroup var hub: HubOption

    func run() async throws {
        try await orExit(2) {
            try await hub.line().putCentre(
                id: systemid, name: name ?? systemid, secret: try secretFile.map { try SecretSource.file($0).load() },
                token: try tokenFile.map { try SecretSource.file($0).load() })
        }
        print("Đã ghi hệ thống \(systemid). / The centre \(systemid) is registered.")
    }
}
