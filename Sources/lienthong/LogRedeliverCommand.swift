import ArgumentParser
import EdXML
import HubCore
import HubService

struct LogRedeliverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redeliver",
        abstract: "Gửi lại những gì đã giao trong một kỳ. · Send again what was delivered in a period.",
        discussion: """
            Cho hệ thống mới sau sự cố, hoặc để diễn tập: mỗi gói mà bên nhận đã có trong kỳ được POST nguyên vẹn tới --target, \
            lần lượt theo thứ tự tiếp nhận, có dấu là gửi lại (X-LienThong-Redelivery) và khóa chống trùng \
            (Idempotency-Key). Bên nhận trả 2xx là đã nhận, 409 là đã có. Ctrl-C để dừng; chạy lại đúng lệnh ấy để đi \
            tiếp. Trạng thái của văn bản không đổi; nhật ký ghi ai gửi lại gì. Mã thoát: 0 bên nhận có đủ, 1 có gói bị từ \
            chối hoặc hỏng, 2 chưa xong.

            For a new system after a disaster, or a rehearsal: each packet that a recipient had within the period is posted \
            untouched to --target, in the order of acceptance, marked as sent again (X-LienThong-Redelivery) and with a key \
            against doubles (Idempotency-Key). 2xx means taken, 409 that it has it. Ctrl-C stops; the same command goes on. \
            No document's state changes; the journal says who sent what again. Exit status: 0 the target has it all, 1 some \
            were refused or are damaged, 2 it is not finished.

            Ví dụ · Examples:
              lienthong log redeliver --config config/hub.yaml --agency H24.08 --from 2026-11-01T00:00:00+07:00 \\
                --target https://qlvb.example.vn/nhan-lai --token-file token --per-second 20
              lienthong log redeliver --config config/hub.yaml --agency H24.08 --target https://qlvb.example.vn --count
            """
    )

    @OptionGroup var hub: HubOption

    @Option(help: ArgumentHelp("Đã giao từ lúc (RFC 3339). · Handed over from then on.", valueName: "time"))
    var from: Timestamp?

    @Option(help: ArgumentHelp("Đã giao đến lúc (RFC 3339). · Handed over up to then.", valueName: "time"))
    var to: Timestamp?

    @Option(
        name: .customLong("agency"),
        help: ArgumentHelp("Của đơn vị nhận này; lặp lại được. · Of this recipient; repeatable.", valueName: "agency"))
    var agencies: [String] = []

    @Option(help: ArgumentHelp("Nơi nhận các gói. · Where packets are posted.", valueName: "url"))
    var target: String

    @Option(
        help: ArgumentHelp(
            "Tệp chứa mã truy cập của nơi nhận. · A file with the target's bearer token.", valueName: "file"))
    var tokenFile: String?

    @Option(help: ArgumentHelp("Nhiều nhất bao nhiêu gói mỗi giây. · Packets a second, at most.", valueName: "n"))
    var perSecond = 10.0

    @Option(help: ArgumentHelp("Tệp giữ tiến độ. · Where the state is kept.", valueName: "file"))
    var state = "redelivery.json"

    @Flag(help: "Chỉ đếm. · Only count.")
    var count = false

    @OptionGroup var language: LanguageOption

    func validate() throws {
        guard (0.01...10_000).contains(perSecond) else {
            throw ValidationError("--per-second từ 0.01 đến 10000. / --per-second is from 0.01 to 10000.")
        }
    }

    func run() async throws {
        let progress = ProgressLine(isSilent: count)
        let outcome = try await orExit(2) {
            let configuration = try HubConfiguration.load(hub.config)
            let order = try RedeliveryOrder(from: from, to: to, agencies: agencies, target: target)
            let desk = RedeliveryDesk(configuration, progress: progress)
            if count {
                print(try await desk.count(order))
                return nil as RedeliveryDesk.Outcome?
            }
            let token = try tokenFile.map { try SecretSource.file($0).load() }
            return try await untilInterrupted { [self] in
                try await desk.run(order, statePath: state, token: token, pace: perSecond)
            }
        }
        guard let outcome else { return }
        print(language.print { outcome.text(in: $0, statePath: state) }, terminator: "")
        if outcome.stopped != nil { throw ExitCode(2) }
        if !outcome.state.isWell { throw ExitCode(1) }
    }
}
