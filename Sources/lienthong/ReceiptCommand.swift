import ArgumentParser
import EdXML
import Foundation
import HubCore
import HubService

struct ReceiptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt",
        abstract: "Biên nhận chứng minh được. · Receipts that prove themselves.",
        discussion: """
            Ví dụ · Examples:
              lienthong receipt get 0193511e-7c1f-7b2a-9d4e-5f60718293a4 --config config/hub.yaml > bien-nhan.json
              lienthong receipt verify bien-nhan.json --key hub.pub --document van-ban.edxml
              lienthong receipt print bien-nhan.json --key hub.pub > bien-nhan.html
            """,
        subcommands: [ReceiptGetCommand.self, ReceiptVerifyCommand.self, ReceiptPrintCommand.self]
    )
}

struct ReceiptGetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Lấy biên nhận kèm chứng minh. · Get a receipt with its proofs.",
        discussion: """
            Của một văn bản hay gói tin trạng thái (mã văn bản trong biên nhận), hoặc của một lần giao cho nơi nhận (mã \
            lượt chuyển). Người vận hành dùng --config; hệ thống của đơn vị dùng --from và --token-file. In ra một đối \
            tượng JSON. Mã thoát: 0 có, 1 không có hoặc chưa giao, 2 không hỏi được trục.

            Of a document or a packet that holds a status (by the document's name), or of a hand-over to one recipient \
            (by the delivery's name). Operators give --config, agencies' systems --from and --token-file. Prints one JSON \
            object. Exit status: 0 found, 1 none, or not handed over yet, 2 the hub could not be asked.

            Ví dụ · Example:
              lienthong receipt get 0193511e-7c1f-7b2a-9d4e-5f60718293a4 \\
                --from https://lienthong.example.gov.vn --token-file token
            """
    )

    @Argument(help: ArgumentHelp("Mã văn bản hoặc lượt chuyển. · Document or delivery.", valueName: "id"))
    var id: String

    @Option(help: ArgumentHelp("Tệp cấu hình của trục. · The hub's configuration.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("Địa chỉ của trục. · The hub's address.", valueName: "url"))
    var from: String?

    @Option(help: ArgumentHelp("Tệp chứa mã truy cập. · A file that holds the bearer token.", valueName: "file"))
    var tokenFile: String?

    func validate() throws {
        guard (config != nil) != (from != nil), (from != nil) == (tokenFile != nil) else {
            throw ValidationError(
                "Nêu --config, hoặc --from cùng --token-file. / Give --config, or --from with --token-file.")
        }
    }

    func run() async throws {
        let receipt = try await orExit(2) {
            if let from, let tokenFile {
                return try await ReceiptFetching.fetch(id, from: from, token: try SecretSource.file(tokenFile).load())
            }
            return try await OperatorLine(try HubConfiguration.load(config ?? "")).receipt(id)
        }
        guard let receipt else {
            complain("Không có biên nhận của “\(id)”, hoặc chưa giao. / There is no receipt of “\(id)”, or not yet.")
            throw ExitCode(1)
        }
        print(receipt)
    }
}

/// A receipt's file, and the key to judge it by.
struct ReceiptOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Tệp biên nhận. · The receipt's file.", valueName: "file"))
    var file: String

    @Option(
        help: ArgumentHelp(
            "Khóa của trục, hoặc tệp chứa khóa. · The hub's key, or a file that holds it.", valueName: "key"))
    var key: String
}

struct ReceiptVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Kiểm tra biên nhận, không cần hỏi trục. · Verify a receipt, without any hub.",
        discussion: """
            Kiểm tra chữ ký của trục trên đầu nhật ký, đường chứng minh của từng mục, và (có --document) đúng văn bản \
            từng byte; rồi nói ai đã tiếp nhận, giao gì, lúc nào, cho ai. Khóa của trục phải lấy từ nguồn mình tin, không \
            phải từ biên nhận; trục in khóa của mình bằng lienthong log key. Mã thoát: 0 đúng, 1 không chứng minh được, 2 \
            không kiểm tra được.

            Checks the hub's signature on the head, the proof of each entry and, with --document, the document byte for \
            byte; then says who accepted or handed over what, when, to whom. The hub's key must come from where you \
            believe it, and not from the receipt; the hub prints its key with lienthong log key. Exit status: 0 true, 1 it \
            proves nothing, 2 could not judge.

            Ví dụ · Example:
              lienthong receipt verify bien-nhan.json --document van-ban.edxml --key hub.pub \\
                --witness chung-kien.pub --quorum 1
            """
    )

    @OptionGroup var receipt: ReceiptOptions

    @Option(help: ArgumentHelp("Tệp văn bản. · The document's file.", valueName: "edxml"))
    var document: String?

    @Option(
        name: .customLong("witness"),
        help: ArgumentHelp(
            "Khóa của bên chứng kiến mình tin, hoặc tệp; lặp lại được. · A witness' key or its file; repeatable.",
            valueName: "key"))
    var witnesses: [String] = []

    @Option(help: ArgumentHelp("Cần ít nhất bao nhiêu bên chứng kiến. · So many of them are needed.", valueName: "n"))
    var quorum = 0

    @Flag(help: "In một đối tượng JSON. · Print one JSON object.")
    var json = false

    @OptionGroup var language: LanguageOption

    func run() async throws {
        let verification = try await orExit(2) {
            try await ReceiptVerification(
                file: receipt.file, key: receipt.key, document: document, witnesses: witnesses, quorum: quorum)
        }
        print(
            json ? verification.json : language.print(verification.text), terminator: json ? "\n" : "")
        if !verification.judgement.isProven { throw ExitCode(1) }
    }
}
