import ArgumentParser
import HubService

struct BenchPagesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pages",
        abstract: "Đo danh sách, bộ lọc và tìm kiếm của trang. · The pages' lists, filters and searches.",
        discussion: """
            Dựng một kho có một năm văn bản của hàng nghìn đơn vị bốn cấp, lập danh sách, rồi hỏi từng danh sách, bộ lọc, số đếm \
            và cách tìm như trang hỏi. Mã thoát: 0 khi mỗi loại được trả lời dưới 100 ms (p95), 1 khi không, 2 khi không đo \
            được. Số đo chỉ có nghĩa với bản build release.

            Makes a store with a year of documents of thousands of agencies on four levels, makes the lists, then asks for each \
            list, filter, count and search as the pages do. Exit status: 0 when each kind was answered within 100 ms (p95), 1 when \
            not, 2 when it could not be measured. Figures mean something in a release build only.

            Ví dụ · Example:
              lienthong bench pages --documents 1000000
            """
    )

    @Option(help: ArgumentHelp("Số văn bản. · How many documents.", valueName: "n"))
    var documents = 1_000_000

    func validate() throws {
        guard (1000...5_000_000).contains(documents) else {
            throw ValidationError("--documents từ 1000 đến 5000000. / --documents is from 1000 to 5000000.")
        }
    }

    func run() async throws {
        let isWithin = try await orExit(2) {
            try await untilInterrupted { try await PagesBench(documents: documents).run { print($0.text) } }
        }
        print(isWithin ? "Đạt · within 100 ms (p95)." : "Không đạt · not within 100 ms (p95).")
        if !isWithin { throw ExitCode(1) }
    }
}
