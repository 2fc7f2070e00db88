import Foundation
import HTTPTypes
import HubCore
import Hummingbird
import Logging
import NIOCore
import Synchronization

@testable import HubService

/// A time-stamping authority: `openssl ts -reply` behind HTTP, with a certificate that openssl made for it.
final class StampingServer: Sendable {
    /// What it does wrong.
    enum Fault: Sendable, CaseIterable {
        case none, down, garbage, repeatsItself, refuses
    }

    let port: Int
    private let folder: TemporaryFolder
    private let desk: Desk
    private let task: Task<Void, Never>

    /// - Parameters:
    ///   - folder: where its root, `ca.pem`, and everything else of it lies.
    ///   - days: how long its certificate is valid.
    init(_ folder: TemporaryFolder, days: Int = 365) async throws {
        self.folder = folder
        let desk = Desk(folder: folder.path)
        try await desk.shell(Self.root)
        try await desk.shell(Self.certificate, "\(days)")
        (port, task) = try await WitnessStand.serving("") { try await desk.answer($0) }
        self.desk = desk
    }

    var settings: StampSettings {
        var settings = StampSettings(url: "http://127.0.0.1:\(port)", anchors: [folder.path + "/ca.pem"])
        settings.plan.every = 1
        return settings
    }

    func become(_ fault: Fault) { desk.fault.withLock { $0 = fault } }

    func renewCertificate(days: Int) async throws { try await desk.shell(Self.certificate, "\(days)") }

    func stop() async {
        task.cancel()
        await task.value
    }

    private final class Desk: Sendable {
        let folder: String
        let fault = Mutex(Fault.none)
        private let last = Mutex<[UInt8]?>(nil)
        private let calls = Mutex(0)

        init(folder: String) { self.folder = folder }

        func shell(_ script: String, _ arguments: String...) async throws {
            let ended = try await Subprocess.run("/bin/sh", ["-ec", "cd \(folder); \(script)", "sh"] + arguments)
            guard ended.status == 0 else { throw CannotJudge(vi: ended.errors, en: ended.errors) }
        }

        func answer(_ query: [UInt8]) async throws -> Response {
            let fault = fault.withLock { $0 }
            switch fault {
            case .down: return Response(status: .serviceUnavailable)
            case .garbage: return reply([0x30, 0x03, 0x02, 0x01, 0x00])
            case .repeatsItself: if let last = last.withLock({ $0 }) { return reply(last) }
            case .none, .refuses: break
            }
            let number = calls.withLock {
                $0 += 1
                return $0
            }
            // An authority that knows no digest refuses all of them.
            let asked = fault == .refuses ? Array(query.reversed()) : query
            try Data(asked).write(to: URL(fileURLWithPath: "\(folder)/\(number).tsq"))
            try await shell("openssl ts -reply -config tsa.cnf -queryfile $1.tsq -out $1.tsr 2>/dev/null", "\(number)")
            let answer = Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(number).tsr")))
            last.withLock { $0 = answer }
            return reply(answer)
        }

        private func reply(_ bytes: [UInt8]) -> Response {
            Response(
                status: .ok, headers: [.contentType: "application/timestamp-reply"],
                body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        }
    }

    private static let root = """
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem \
            -subj "/CN=Gốc thử" -utf8 -days 3650 -addext keyUsage=critical,keyCertSign,cRLSign 2>/dev/null
        printf 'basicConstraints=CA:FALSE\\nextendedKeyUsage=critical,timeStamping\\n' > tsa.ext
        echo 01 > tsa.serial
        cat > tsa.cnf <<END
        [tsa]
        default_tsa = one
        [one]
        serial = ./tsa.serial
        signer_cert = ./tsa.pem
        signer_key = ./tsa.key
        signer_digest = sha256
        default_policy = 1.2.704.1
        other_policies = 1.2.704.2
        digests = sha256, sha384, sha512
        accuracy = secs:1
        clock_precision_digits = 3
        ess_cert_id_alg = sha256
        END
        """

    private static let certificate = """
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa.key -out tsa.csr -subj "/CN=Thời gian" \
            -utf8 2>/dev/null
        openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days $1 -extfile tsa.ext -out tsa.pem \
            2>/dev/null
        """
}
