import ArgumentParser
import HubService

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Khám toàn bộ cài đặt. · Look through the whole installation.",
        discussion: """
            Xem cấu hình, khóa, lược đồ, chứng thư và CRL, đồng hồ, đĩa, cơ sở dữ liệu, nhật ký, nội dung lấy mẫu, cổng, trục quốc gia; mỗi \
            điều một dòng với mức ok, warn hoặc fail, và phải làm gì. Trục đang chạy hay đang dừng đều được. Mã thoát: 0 tốt, 1 có điều phải \
            lưu ý, 2 có điều hỏng.

            Looks at configuration, keys, schemas, certificates and CRLs, clock, disk, database, journal, a sample of payloads, ports and \
            the national axis; a line each with ok, warn or fail, and what to do. Whether the hub runs or not. Exit status: 0 all is \
            well, 1 something wants attention, 2 something is broken.

            Ví dụ · Example:
              lienthong doctor --config config/hub.yaml
            """
    )

    @Option(help: ArgumentHelp("Tệp cấu hình của trục. · The hub's configuration.", valueName: "file"))
    var config: String

    @Flag(help: "Tính lại cả nhật ký, kiểm tra mọi chỉ mục. · The whole journal and every index.")
    var whole = false

    @Flag(help: "In một đối tượng JSON. · Print one JSON object.")
    var json = false

    func run() async throws {
        let report = await Doctor(configurationFile: config, depth: whole ? .whole : .quick).report()
        print(json ? report.json : report.text)
        if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
    }
}
