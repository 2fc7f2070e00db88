import ArgumentParser
import EdXML
import HubService

struct SendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Gửi một tệp edXML tới trục. · Send an edXML file to a hub.",
        discussion: """
            Gửi như hệ thống của cơ quan gửi, tệp lớn bao nhiêu cũng được, rồi in biên nhận; bị từ chối thì in từng lý \
            do và cách sửa. Có mã truy cập (--token-file) thì đi qua giao diện api; có --systemid và khóa bí mật \
            (--secret-file) thì đi qua giao diện vxp. Mã thoát: 0 đã tiếp nhận, 1 bị từ chối, 2 chưa biết kết quả (gửi \
            lại cùng tệp là an toàn).

            Sends as an agency's system does, a file of any size, and prints the receipt, or every reason it was refused \
            for and how to mend it. A token goes through the api interface, a systemid with its secret through vxp. \
            Exit status: 0 accepted, 1 refused, 2 not known (sending the same file again is harmless).

            Ví dụ · Examples:
              lienthong send signed.edxml --to http://127.0.0.1:8080 --token-file token
              lienthong send signed.edxml --to http://127.0.0.1:8080 \\
                --systemid 00.24.H24 --secret-file secret
            """
    )

    @Argument(help: ArgumentHelp("Tệp đã ký. · The signed file.", valueName: "file"))
    var file: String

    @Option(
        name: .customLong("to"),
        help: ArgumentHelp(
            "Địa chỉ của trục. · The hub's address; with a path, the interface's own.", valueName: "url"))
    var address: String

    @Option(
        help: ArgumentHelp(
            "Giao diện; mặc định theo cách xác thực. · The interface; by default what fits the credential.",
            valueName: "vxp|api"))
    var via: Interface?

    @Option(
        help: ArgumentHelp(
            "Mã truy cập; nên dùng --token-file. · Bearer token; better in a file.", valueName: "token"))
    var token: String?

    @Option(help: ArgumentHelp("Tệp chứa mã truy cập. · A file that holds it.", valueName: "file"))
    var tokenFile: String?

    @Option(help: ArgumentHelp("Mã hệ thống. · The systemid.", valueName: "id"))
    var systemid: String?

    @Option(help: ArgumentHelp("Tệp chứa khóa bí mật. · A file that holds the secret.", valueName: "file"))
    var secretFile: String?

    @Option(
        help: ArgumentHelp(
            "Mã cơ quan gửi trong lời gọi vxp; mặc định là mã hệ thống. · The header `from` of vxp; the systemid by default.",
            valueName: "id"))
    var from: String?

    @OptionGroup var language: LanguageOption

    enum Interface: String, ExpressibleByArgument, CaseIterable { case vxp, api }

    func validate() throws {
        let hasToken = token != nil || tokenFile != nil
        let hasSecret = systemid != nil && secretFile != nil
        if token != nil && tokenFile != nil {
            throw ValidationError(
                "Chỉ dùng một trong --token và --token-file. / Give --token or --token-file, not both.")
        }
        if (systemid == nil) != (secretFile == nil) {
            throw ValidationError("--systemid và --secret-file phải đi cùng nhau. / They go together.")
        }
        if via == .api && !hasToken {
            throw ValidationError("--via api cần --token-file. / --via api needs --token-file.")
        }
        if via == .vxp && !hasSecret {
            throw ValidationError("--via vxp cần --systemid và --secret-file. / --via vxp needs them.")
        }
        if !hasToken && !hasSecret {
            throw ValidationError(
                "Thiếu --token-file, hoặc --systemid và --secret-file. / Give --token-file, or --systemid and --secret-file."
            )
        }
    }

    func run() async throws {
        let outcome = try await orExit(2) {
            try await FileSender(to: address, through: try door()).send(try OutgoingFile(file))
        }
        print(language.print(outcome.text), terminator: "")
        if !outcome.isTaken { throw ExitCode(1) }
    }

    private func door() throws -> FileSender.Door {
        if via != .api, let systemid, let secretFile {
            return .vxp(
                systemID: systemid, secret: try SecretSource.file(secretFile).load(), from: from ?? systemid)
        }
        if let token { return .api(token: Secret(token)) }
        return .api(token: try SecretSource.file(tokenFile ?? "").load())
    }
}
