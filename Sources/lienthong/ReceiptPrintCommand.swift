import ArgumentParser
import EdXML
import Foundation
import HubCore
import HubService

struct ReceiptPrintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print",
        abstract: "In biên nhận ra giấy, có mã QR. · A receipt on paper, with a QR code.",
        discussion: """
            Kiểm tra biên nhận trước, rồi in ra một trang HTML khổ A4: ai gửi gì cho ai, lúc nào, và một mã QR chứa toàn \
            bộ biên nhận. Người cầm tờ giấy quét mã, lưu dòng chữ vào tệp, rồi kiểm tra bằng lienthong receipt verify, \
            không cần mạng. Mã thoát: 0 đã in, 1 biên nhận không chứng minh được gì, 2 không đọc được.

            Verifies the receipt, then prints an HTML page of A4: who sent what to whom, when, and a QR code that holds \
            the whole receipt. Who has the sheet scans it, saves the line in a file, and verifies that with lienthong \
            receipt verify, without the network. Exit status: 0 printed, 1 the receipt proves nothing, 2 could not be read.

            Ví dụ · Example:
              lienthong receipt print bien-nhan.json --key hub.pub > bien-nhan.html
            """
    )

    @OptionGroup var receipt: ReceiptOptions

    @OptionGroup var language: LanguageOption

    func run() async throws {
        let verification = try await orExit(2) {
            try await ReceiptVerification(file: receipt.file, key: receipt.key, document: nil)
        }
        guard let printed = PrintedReceipt(verification) else {
            complain(language.print(verification.text))
            throw ExitCode(1)
        }
        print(printed.html, terminator: "")
        if !printed.isWhole {
            complain(
                "Biên nhận quá dài cho mã QR; hãy kèm tệp. / The receipt is too long for a QR code; keep its file.")
        }
    }
}
