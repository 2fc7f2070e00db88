import EdXML
import Foundation
import HubCore
import SignedXML
import Testing

@testable import HubService

private func openssl(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw SignedXMLError("openssl \(arguments)") }
}

/// What a report says of the time of a signature; the time-stamps are by the real `openssl ts`.
@Suite struct `The time of a signature, as reported` {
    private let folder: TemporaryFolder
    private let pki: RehearsalPKI
    private let now = Int64(Date().timeIntervalSince1970)

    init() throws {
        folder = try TemporaryFolder()
        pki = try RehearsalPKI(at: now)
        let authority = try pki.timestampAuthority(key: .p256)
        for (name, text) in [
            ("root.pem", try pki.root.certificate.pem()), ("tsa.pem", try authority.certificate.pem()),
            ("tsa.key.pem", try authority.key.pem()), ("serial", "01"),
            (
                "tsa.cnf",
                """
                [tsa]
                serial = \(folder.path)/serial
                signer_cert = \(folder.path)/tsa.pem
                signer_key = \(folder.path)/tsa.key.pem
                signer_digest = sha256
                default_policy = 1.2.704.1
                digests = sha256
                ess_cert_id_alg = sha256
                """
            ),
        ] { _ = try folder.write(name, text) }
    }

    /// Any XML document, signed and time-stamped now with a certificate that holds for an hour.
    private func signed() throws -> String {
        let made = try pki.intermediate.issue(
            to: DistinguishedName(organization: "Sở Nội vụ", commonName: "H24.01"), key: .p256,
            validity: ValidityPeriod(from: now - 60, until: now + 3600))
        let identity = try SigningIdentity(keyPEM: made.key.pem(), certificatesPEM: made.certificatesPEM())
        let path = folder.path
        let form = SignatureForm.advanced(signingTimeMilliseconds: now * 1000) { digest in
            try openssl(["ts", "-query", "-digest", digest.hex, "-sha256", "-cert", "-out", path + "/query"])
            try openssl([
                "ts", "-reply", "-config", path + "/tsa.cnf", "-section", "tsa", "-queryfile", path + "/query",
                "-token_out", "-out", path + "/token",
            ])
            return [UInt8](try Data(contentsOf: URL(filePath: path + "/token")))
        }
        let bytes = try DocumentSigner.sign(
            Array("<r>văn bản</r>".utf8), by: identity, profile: ReadingProfile(signatureParent: ["r"]), as: form
        ).get()
        return try folder.write("signed.xml", String(decoding: bytes, as: UTF8.self))
    }

    private func report(after seconds: Int64, trusting anchors: [String]) throws -> VerificationReport {
        var settings = VerificationSettings()
        settings.anchors = ["\(folder.path)/root.pem"]
        settings.timestampAnchors = anchors
        let clock = HubClock { [now] in Timestamp(milliseconds: (now + seconds) * 1000) }
        return try settings.report(on: signed(), clock: clock)
    }

    @Test func `is the stamp's, when its authority is trusted`() throws {
        let report = try report(after: 7200, trusting: ["\(folder.path)/root.pem"])
        #expect(report.code == "SIG-VALID")
        let times = report.times
        #expect(times.level == .t && times.signingTime?.milliseconds == now * 1000)
        #expect(times.timestamp?.isVerified == true && times.judgedAt == times.timestamp?.time)
        #expect(report.text(in: .vi).contains("XAdES-T") && report.text(in: .vi).contains("(đã kiểm tra)"))
        #expect(report.json.contains("\"level\":\"XAdES-T\""))
    }

    @Test func `is the receipt's, when it is not`() throws {
        let report = try report(after: 7200, trusting: [])
        #expect(report.code == "CRT-EXPIRED")
        #expect(report.times.judgedAt?.milliseconds == (now + 7200) * 1000)
        #expect(report.times.timestamp?.isVerified == false)
        #expect(report.text(in: .en).contains("NOT verified"))
    }
}
