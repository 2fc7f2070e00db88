import EdXML
import Foundation
import HubCore
import HubStore
import SignedXML
import Testing

@testable import HubService

/// A packet whose PDF attachment is signed itself, as a clerk and a program are told of it.
@Suite struct `A signed PDF file in a packet` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A page, signed by one agency after the other.
    private func pdf(by agencies: [String], hash: String = "sha256") async throws -> [UInt8] {
        let fixtures = Province.root + "/Fixtures"
        let script =
            "import sys; sys.path.insert(0, '\(fixtures)'); sys.dont_write_bytecode = True; import files; "
            + "open(sys.argv[1], 'wb').write(files.pdf('Công văn', ['Kính gửi: Sở Tài chính']))"
        var file = folder.path + "/page.pdf"
        #expect(try await Subprocess.run("/usr/bin/env", ["python3", "-c", script, file]).status == 0)
        for (number, agency) in agencies.enumerated() {
            let signer = try Province.pki.get().agency(agency)
            let next = folder.path + "/signed-\(number).pdf"
            let command =
                "python3 -B \(fixtures)/sign_pdf.py \(file) \(signer.key) \(signer.certificates) \(hash) > \(next)"
            let made = try await Subprocess.run("/bin/sh", ["-c", command])
            #expect(made.status == 0, "\(made.errors)")
            file = next
        }
        return Array(try Data(contentsOf: URL(filePath: file)))
    }

    private func check(_ pdf: [UInt8], trusting: Bool = true) async throws -> CheckReport {
        let packet = try Province.signed(Province.document(number: 40, attachment: pdf), by: "H24.01")
        let file = folder.path + "/checked.edxml"
        try Data(packet).write(to: URL(filePath: file))
        var settings = CheckSettings()
        settings.schemasFolder = Province.root + "/Schemas"
        let pki = try Province.pki.get()
        if trusting { (settings.anchors, settings.revocationLists) = ([pki.anchor], pki.revocationLists) }
        return try await settings.report(on: file)
    }

    @Test func `is told of in words, and remarked on no further when all is well`() async throws {
        let report = try await check(pdf(by: ["H24.01", "H24"]))
        #expect(report.isAcceptable && report.flags.isEmpty, "\(report.flags)")
        let text = report.text(in: .vi)
        let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            flat.contains("Chữ ký số trong tệp PDF “vb.pdf”: ✓ Chữ ký số 1: hợp lệ; ký bởi H24.01 (Agency),"), "\(text)"
        )
        #expect(flat.contains("lúc 09:30 ngày 04/11/2026 theo máy người ký; sau đó tệp được ký thêm"), "\(text)")
        #expect(flat.contains("✓ Chữ ký số 2: hợp lệ; ký bởi H24 (Agency)"))
        #expect(flat.contains("theo máy người ký; tệp không bị thay đổi sau khi ký."))
        #expect(text.components(separatedBy: "\n").dropFirst().allSatisfy { $0.count <= 80 }, "\(text)")
    }

    @Test func `that was changed is remarked on, and does not have the packet refused`() async throws {
        let report = try await check(pdf(by: ["H24.01"]) + Array("4 0 obj\n<< >>\nendobj\n%%EOF\n".utf8))
        #expect(report.isAcceptable && report.flags.map(\.rule.code) == ["PDF-CHANGED"])
        let text = report.text(in: .en)
        #expect(text.contains("✗ Signature 1: NOT valid; by H24.01 (Agency)"), "\(text)")
        #expect(text.contains("WAS CHANGED"))
    }

    @Test func `of which nobody's signature can be trusted is only detected`() async throws {
        let report = try await check(pdf(by: ["H24.01"]), trusting: false)
        #expect(report.isAcceptable && report.flags.isEmpty)
        #expect(report.signedFiles.first?.signatures.map(\.verdict) == [.detected])
    }

    @Test func `with another hash is read again by a check of a file`() async throws {
        let report = try await check(pdf(by: ["H24.01"], hash: "sha512"))
        #expect(report.signedFiles.first?.signatures.map(\.verdict) == [.valid])
    }

    @Test func `has stable names in JSON`() async throws {
        let json = try await check(pdf(by: ["H24.01"])).json
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let file = try #require((object["signedFiles"] as? [[String: Any]])?.first)
        #expect(file["name"] as? String == "vb.pdf" && file["contentID"] as? String == "vb.pdf")
        let signature = try #require((file["signatures"] as? [[String: Any]])?.first)
        #expect(signature["verdict"] as? String == "valid" && signature["aftermath"] as? String == "unchanged")
        #expect(signature["claimedTime"] as? String == "2026-11-04T09:30:00.000+07:00", "\(json)")
        #expect(signature["coversWholeFile"] as? Bool == true && signature["signer"] as? String == "H24.01")
        #expect((signature["says"] as? [String: String])?.keys.sorted() == ["en", "vi"])
    }

    @Test(arguments: ["sha256", "sha512"])
    func `leaves its remark in the journal when the hub takes the packet in`(hash: String) async throws {
        let province = try await Province()
        let pdf = try await pdf(by: ["H24.01"], hash: hash) + Array("%changed\n".utf8)
        let packet = try Province.signed(Province.document(number: 41, attachment: pdf), by: "H24.01")
        let answer = try await province.post(packet)
        #expect(answer.status == 201 && answer.codes == ["PDF-CHANGED"], "\(answer)")
        let id = try #require(answer.receipt?.documentID)
        #expect(try await province.store.document(id)?.facts.flags == ["PDF-CHANGED"])
        await province.stop()
    }
}
