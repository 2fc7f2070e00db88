import ArgumentParser
import HubCore
import HubService

struct AgencyCentreRotateSecretCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-secret",
        abstract: "Thay khóa bí mật vxp của một hệ thống. · Replace the vxp secret of a system.",
        discussion: """
            Khóa mới có hiệu lực ngay; khóa cũ còn dùng được trong --overlap để bên gọi kịp đổi, 0s là hết hiệu lực ngay \
            (khi khóa đã lộ). Khóa cũ hơn nữa hết hiệu lực ngay. Nhật ký ghi việc thay khóa, không ghi khóa. Bí mật chỉ đi \
            qua tệp: --secret-file đọc khóa có sẵn, --out tạo khóa ngẫu nhiên vào một tệp mới, quyền 600.

            The new secret is in force at once; the old one goes on for --overlap, so that the caller can change over; 0s \
            ends it at once, for one that has leaked. The one before that ends in any case. The journal says that it was \
            replaced, never by what. --secret-file reads a secret, --out makes one in a new file of mode 600.

            Ví dụ · Examples:
              lienthong agency centre rotate-secret --systemid 00.24.H24 --out secret.new --config config/hub.yaml
              lienthong agency centre rotate-secret --systemid 00.24.H24 --secret-file secret.new --overlap 0s \\
                --config config/hub.yaml
            """
    )

    @Option(help: ArgumentHelp("Mã hệ thống. · The systemid.", valueName: "id"))
    var systemid: String

    @Option(help: ArgumentHelp("Tệp chứa khóa mới. · A file that holds the new secret.", valueName: "file"))
    var secretFile: String?

    @Option(help: ArgumentHelp("Tạo khóa mới vào tệp này. · Make the new secret in this file.", valueName: "file"))
    var out: String?

    @Option(
        help: ArgumentHelp("Khóa cũ còn dùng bao lâu. · How long the old one goes on.", valueName: "7d"),
        transform: Self.overlap)
    var overlap: Duration = .seconds(7 * 86_400)

    @OptionGroup var hub: HubOption

    func validate() throws {
        guard (secretFile == nil) != (out == nil) else {
            throw ValidationError("Cần đúng một trong --secret-file, --out. / Give one of --secret-file, --out.")
        }
    }

    func run() async throws {
        let until = HubClock.system.now().adding(milliseconds: overlap.milliseconds)
        try await orExit(2) {
            let line = try hub.line()
            let secret = try secretFile.map { try SecretSource.file($0).load() } ?? KeyFile(out ?? "").newSecret()
            try await line.rotateSecret(ofCentre: systemid, to: secret, oldUntil: until)
        }
        print(
            overlap == .zero
                ? "Đã thay khóa; khóa cũ hết hiệu lực. / Replaced; the old secret has ended."
                : "Đã thay khóa; khóa cũ còn dùng đến \(until.shown). / Replaced; the old one goes on until then.")
    }

    private static func overlap(_ text: String) throws -> Duration {
        guard let overlap = Duration(written: text), overlap <= .seconds(366 * 86_400) else {
            throw ValidationError("“\(text)”: cần 0s … 366d, như 12h, 7d. / expected 0s … 366d, like 12h, 7d.")
        }
        return overlap
    }
}
