import EdXML
import Foundation
import HubCore
import SignedXML
import Testing

@testable import HubService

@Suite struct `Judging the signature of a file` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A document of no kind that we know, signed by `H24.01` or by a certificate with a fault.
    private func signed(by identity: IdentityFiles? = nil) throws -> String {
        let files = try identity ?? Province.pki.get().agency("H24.01")
        let signer = try SigningIdentity(
            keyPEM: String(contentsOfFile: files.key, encoding: .utf8),
            certificatesPEM: String(contentsOfFile: files.certificates, encoding: .utf8))
        let document = "<hoaDon><so>12</so></hoaDon>"
        let profile = ReadingProfile(signatureParent: ["hoaDon"])
        let bytes = try DocumentSigner.sign(Array(document.utf8), by: signer, profile: profile).get()
        return try folder.write("signed.xml", String(decoding: bytes, as: UTF8.self))
    }

    private func settings(_ adjust: (inout VerificationSettings) -> Void = { _ in }) throws -> VerificationSettings {
        var settings = VerificationSettings()
        let pki = try Province.pki.get()
        (settings.anchors, settings.revocationLists) = ([pki.anchor], pki.revocationLists)
        adjust(&settings)
        return settings
    }

    private func run(_ arguments: [String]) async throws -> (status: Int32, object: [String: Any]) {
        let ended = try await Subprocess.run(
            Province.root + "/.build/debug/lienthong", ["verify-signature", "--json"] + arguments)
        let object = try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any]
        return (ended.status, object ?? [:])
    }

    @Test func `says who signed what, how, and by which trust`() throws {
        let report = try settings().report(on: signed())
        #expect(report.isValid && report.code == "SIG-VALID" && report.exitStatus == 0, "\(report)")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any])
        #expect(object["result"] as? String == "valid" && object["path"] as? String == "judged")
        #expect((object["signer"] as? [String: Any])?["subject"] as? String == report.verdict.signer?.subject)
        let references = try #require(object["references"] as? [[String: Any]])
        #expect(references.count == 1 && references[0]["uri"] as? String == "")
        #expect((object["trustVersion"] as? String)?.count == 64)
        #expect(report.text(in: .vi).hasPrefix("✓ CHỮ KÝ HỢP LỆ: "))
    }

    @Test func `tells a changed document from one outside the profile`() throws {
        let text = try String(contentsOfFile: signed(), encoding: .utf8)
        let changed = try folder.write("changed.xml", text.replacing("<so>12", with: "<so>13"))
        let report = try settings().report(on: changed)
        #expect(report.verdict.result == .invalid && report.code == "SIG-DIGEST" && report.exitStatus == 1)
        let commented = try folder.write("commented.xml", text.replacing("<so>", with: "<!-- --><so>"))
        let refused = try settings().report(on: commented)
        #expect(refused.verdict.result == .refused && refused.code == "XML-COMMENT" && refused.exitStatus == 1)
        #expect(refused.text(in: .en).hasPrefix("✗ REFUSED: "))
    }

    @Test(arguments: [
        (RehearsalFault.expired, "CRT-EXPIRED"), (.revoked, "CRT-REVOKED"), (.untrusted, "CRT-UNTRUSTED"),
        (.wrongUsage, "CRT-USAGE"),
    ]) func `refuses a true signature by a certificate with a fault`(fault: RehearsalFault, code: String) throws {
        let file = try signed(by: Province.pki.get().faulty(fault))
        let report = try settings().report(on: file)
        #expect(report.verdict.result == .refused && report.code == code, "\(report)")
        let alone = try settings { $0.judgesPath = false }.report(on: file)
        #expect(alone.isValid && !alone.verdict.isPathJudged)
    }

    @Test func `judges as of the time that is given`() throws {
        let file = try signed()
        #expect(try settings { $0.time = "2020-01-01" }.report(on: file).code == "CRT-NOT-YET-VALID")
        #expect(try settings { $0.time = "2120-01-01T00:00:00Z" }.report(on: file).code == "CRT-EXPIRED")
        #expect(throws: CannotJudge.self) { try settings { $0.time = "yesterday" }.report(on: file) }
    }

    @Test func `takes anchors and lists in DER, and several in one file`() async throws {
        let pki = try Province.pki.get()
        func der(_ kind: String, _ path: String) async throws -> String {
            let output = "\(folder.path)/\(kind)-\(URL(filePath: path).lastPathComponent).der"
            let ended = try await Subprocess.run(
                "/usr/bin/openssl", [kind, "-in", path, "-outform", "DER", "-out", output])
            #expect(ended.status == 0, "\(ended.errors)")
            return output
        }
        let file = try signed(by: pki.faulty(.revoked))
        var lists: [String] = []
        for list in pki.revocationLists { lists.append(try await der("crl", list)) }
        let anchor = try await der("x509", pki.anchor)
        #expect(
            try settings { ($0.anchors, $0.revocationLists) = ([anchor], lists) }.report(on: file).code == "CRT-REVOKED"
        )
        let joined = try pki.revocationLists.map { try String(contentsOfFile: $0, encoding: .utf8) }.joined()
        let one = try folder.write("all.crl", joined)
        #expect(try settings { $0.revocationLists = [one] }.report(on: file).code == "CRT-REVOKED")
    }

    @Test func `cannot judge without a file, an anchor, or anything they should be`() throws {
        let file = try signed()
        let empty = try folder.write("empty.pem", "")
        for adjust: @Sendable (inout VerificationSettings) -> Void in [
            { $0.anchors = [] }, { $0.anchors = ["/none.pem"] }, { $0.anchors = [empty] },
            { $0.revocationLists = [empty] }, { $0.revocationLists = $0.anchors },
        ] {
            #expect(throws: CannotJudge.self) { try settings(adjust).report(on: file) }
        }
        #expect(throws: CannotJudge.self) { try settings().report(on: "/none.xml") }
        #expect(throws: CannotJudge.self) { try settings().report(on: folder.path) }
    }

    @Test func `ends with status 0, 1 or 2, and always with a code`() async throws {
        let anchor = try Province.pki.get().anchor
        let file = try signed()
        let unsigned = try folder.write("unsigned.xml", "<r/>")
        for (arguments, status, code) in [
            ([file, "--trust-anchor", anchor], 0, "SIG-VALID"), ([file, "--no-path"], 0, "SIG-VALID"),
            ([unsigned, "--no-path"], 1, "SIG-NONE"), ([file], 2, "NOT-JUDGED"), ([], 2, "NOT-JUDGED"),
            ([file, "--no-path", "--at", "x"], 2, "NOT-JUDGED"), ([file, "--bogus"], 2, "NOT-JUDGED"),
        ] as [([String], Int32, String)] {
            let ended = try await run(arguments)
            #expect(ended.status == status && ended.object["code"] as? String == code, "\(arguments)")
            #expect((ended.object["reason"] as? [String: String])?.keys.sorted() == ["en", "vi"])
        }
    }

    @Test func `reads what comes through a pipe, up to a bound`() async throws {
        let file = try signed()
        let pipe = "\(folder.path)/pipe"
        #expect(try await Subprocess.run("/usr/bin/mkfifo", [pipe]).status == 0)
        for (limit, isValid) in [(nil, true), (100, false)] as [(Int?, Bool)] {
            async let writing = Subprocess.run("/bin/sh", ["-c", "cat '\(file)' > '\(pipe)'"])
            let report = try? settings().report(on: pipe, pipeLimit: limit)
            #expect(report?.isValid == (isValid ? true : nil))
            _ = try await writing
        }
    }
}
