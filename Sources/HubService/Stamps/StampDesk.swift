import Foundation
import HubCore
import HubStore
import SignedXML

/// Shows the journal's time-stamps, of a hub that runs or stands still, and gives them to others' programs.
package struct StampDesk: Sendable {
    private let configuration: HubConfiguration
    private let clock: HubClock

    package init(_ configuration: HubConfiguration, clock: HubClock = .system) {
        (self.configuration, self.clock) = (configuration, clock)
    }

    /// Judges all of them by the configured anchors; without any, none is verified.
    /// - Throws: ``StoreError``, or the error of reading an anchor.
    package func report() async throws -> StampReport {
        let trust = try TimestampTrust(anchors: try anchors())
        let plan = configuration.stamps?.plan ?? StampPolicy()
        return StampReport(StampRow(try await stamps(), by: trust, now: clock.now()), plan)
    }

    /// Writes each stamp's bytes and token into a folder, with the anchors and how `openssl` verifies them.
    /// - Returns: how many there are.
    /// - Throws: ``CannotJudge`` when the folder is there already; ``StoreError``; the error of writing.
    package func export(to folder: String) async throws -> Int {
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw CannotJudge(vi: "\(folder) đã có rồi.", en: "\(folder) is there already.")
        }
        let (stamps, anchors) = (try await stamps(), try anchors())
        let row = StampRow(stamps, by: try TimestampTrust(anchors: anchors), now: clock.now())
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        func write(_ name: String, _ bytes: [UInt8]) throws {
            try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        var commands: [String] = []
        for (number, judged) in row.judged.enumerated() {
            let name = Self.name(number, judged.stamp)
            try write("\(name).data", StampRow.stamped(by: judged.stamp, after: stamps.prefix(number)))
            try write("\(name).token", judged.stamp.token)
            commands.append(
                "openssl ts -verify -token_in -data \(name).data -in \(name).token -CAfile anchors.pem "
                    + "-attime \(judged.asOf.milliseconds / 1000)")
        }
        try write("anchors.pem", Array(anchors.map(Self.pem).joined().utf8))
        try write("verify.sh", Array(Self.script(commands).utf8))
        return stamps.count
    }

    private func stamps() async throws -> [Stamp] {
        let store = try HubStorage.openToRead(configuration)
        func close() async throws { try await store.closeReading() }
        return try await ending(with: close) { try await store.stamps() }
    }

    private func anchors() throws -> [Certificate] {
        try TrustFiles.read(configuration.stamps?.anchors ?? [], Certificate.all(in:))
    }

    /// `0007-head-20852163`
    private static func name(_ number: Int, _ stamp: Stamp) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count))
            + "\(digits)-\(stamp.kind.rawValue)-\(stamp.size)"
    }

    private static func pem(_ certificate: Certificate) -> String {
        let body = Data(certificate.der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN CERTIFICATE-----\n\(body)\n-----END CERTIFICATE-----\n"
    }

    private static func script(_ commands: [String]) -> String {
        """
        #!/bin/sh
        # Kiểm tra mọi dấu thời gian bằng openssl; chạy trong thư mục này. Tệp *.data của dấu head là đầu nhật ký có chữ ký của trục;
        # của dấu renewal là mọi tệp data của dấu head và mọi token trước đó, nối liền. Dấu cũ được xét vào lúc của dấu renewal kế tiếp.
        # Verifies all time-stamps by openssl; run it in this folder. The .data of a head is the head as the hub signed it; that of a
        # renewal is all heads and tokens before it, one after the other. Older stamps are judged as of the next renewal.
        set -e
        \(commands.joined(separator: "\n"))

        """
    }
}
