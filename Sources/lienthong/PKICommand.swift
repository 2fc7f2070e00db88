import ArgumentParser
import HubService

struct PKICommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pki",
        abstract: "Chứng thư diễn tập. · Certificates for rehearsals.",
        discussion: """
            Ví dụ · Example:
              lienthong pki init rehearsal/pki --agencies Fixtures/agencies.csv
            """,
        subcommands: [PKIInitCommand.self]
    )
}

struct PKIInitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Tạo bộ chứng thư diễn tập. · Make a rehearsal's certificates.",
        discussion: """
            Tạo CA gốc, CA trung gian, chứng thư cho từng cơ quan, chứng thư TLS, danh sách thu hồi, và các chứng thư \
            lỗi để thử (hết hạn, bị thu hồi, gốc không tin cậy …). Khóa chỉ dùng để diễn tập. Không ghi đè tệp nào.

            Makes a root, an intermediate, a certificate per agency, TLS certificates, revocation lists, and faulty \
            certificates to test with (expired, revoked, untrusted root …). The keys protect nothing real. Nothing is \
            overwritten.

            Ví dụ · Example:
              lienthong pki init rehearsal/pki --agencies Fixtures/agencies.csv
            """
    )

    @Argument(help: ArgumentHelp("Thư mục mới. · The new folder.", valueName: "dir"))
    var folder: String

    @Option(
        help: ArgumentHelp(
            "Bảng CSV có cột organId và name. · A CSV table with the columns organId and name.", valueName: "file"))
    var agencies = "Fixtures/agencies.csv"

    @Option(
        name: .customLong("server-name"),
        help: ArgumentHelp(
            "Tên miền hoặc địa chỉ IP của trục; lặp lại được. · DNS name or IP address of the hub; may be repeated.",
            valueName: "name"))
    var serverNames = ["localhost", "127.0.0.1", "::1"]

    func run() async throws {
        let made = try orExit(2) {
            try makeRehearsalCertificates(in: folder, forAgenciesIn: agencies, serverNames: serverNames)
        }
        print(made.summary)
    }
}
