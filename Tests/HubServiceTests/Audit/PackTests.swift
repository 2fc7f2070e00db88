import Crypto
import Foundation
import HubCore
import HubStore
import SignedXML
import Testing

@testable import HubService

@Suite struct `An auditor's pack` {
    /// A hub in which H24.01 sent two documents to H24.02 and one elsewhere.
    private func lived() async throws -> (province: Province, configuration: HubConfiguration) {
        let province = try await Province()
        _ = try await province.accepted(1)
        _ = try await province.accepted(2)
        _ = try await province.accepted(3, from: "H24", to: ["H24.02"])
        try await province.note(20)
        var configuration = try Province.configuration(province.folder.path, axis: nil)
        configuration.listen.port = province.port
        return (province, configuration)
    }

    /// Everything from the first entry on.
    private let always = "2020-01-01..2099-12-31"

    private func export(
        _ configuration: HubConfiguration, _ order: PackOrder, _ name: String = "pack.zip"
    ) async throws -> (path: String, outcome: PackDesk.Outcome) {
        let path = "\(URL(fileURLWithPath: configuration.dataFolder).deletingLastPathComponent().path)/\(name)"
        let desk = PackDesk(configuration, by: "thanh tra", progress: ProgressLine(isSilent: true))
        return (path, try await desk.export(order, to: path))
    }

    private func audit(
        _ path: String, _ province: Province, kept: [KeptProof] = [], openings: [Opening] = []
    ) throws -> PackAudit.Outcome {
        try PackAudit(path, keys: [province.store.publicKey], kept: kept, openings: openings).run()
    }

    /// Unpacks it with `unzip`, and runs the Python program that lies in it.
    private func python(_ path: String, _ province: Province, _ kept: [String] = []) async throws -> Subprocess.Ended {
        let folder = path + ".unpacked"
        let unzipped = try await Subprocess.run("/usr/bin/unzip", ["-q", path, "-d", folder])
        #expect(unzipped.status == 0, "\(unzipped)")
        return try await Subprocess.run(
            "/usr/bin/python3", ["\(folder)/verify.py", province.store.publicKey.text] + kept)
    }

    @Test func `of everything proves itself to us and to a program that is not ours`() async throws {
        let (province, configuration) = try await lived()
        let file = "\(province.folder.path)/kept"
        try Data(try await province.store.checkpoint().utf8).write(to: URL(fileURLWithPath: file))
        let kept = KeptProof(name: "kept", checkpoint: try await province.store.checkpoint())
        let (path, exported) = try await export(configuration, PackOrder(period: always, documents: .included))
        let size = exported.manifest.range.end
        #expect(exported.manifest.whole == size && exported.manifest.left == 0 && exported.openings == nil)
        let verified = try audit(path, province, kept: [kept])
        #expect(verified.isWhole, "\(verified.flaws.named)")
        #expect(verified.whole == size && verified.documents == 3 && verified.continued == 1)
        let unpacked = try await python(path, province, [file])
        let asked = try await Subprocess.run("/usr/bin/python3", ["\(path).unpacked/verify.py"])
        #expect(
            asked.status == 2 && asked.errors.contains("verify.py HUB-KEY-OR-FILE")
                && !asked.errors.contains("Traceback"))
        let theirs = unpacked
        #expect(theirs.output == "\(size) entries, 0 extracts, 0 left out, \(size) proven\n", "\(theirs)")
        let entry = try #require(try await province.store.journal(from: size, limit: 10).first?.entry)
        #expect(entry.contains(#""action":"export","by":"thanh tra""#) && entry.contains(exported.sha256))
        #expect(try audit(path + ".unpacked", province).isWhole)
        await province.stop()
    }

    @Test func `of one agency shows its entries, and the hashes of all others`() async throws {
        let (province, configuration) = try await lived()
        let (path, exported) = try await export(configuration, PackOrder(period: always, agencies: ["000.00.01.H24"]))
        #expect(exported.manifest.agencies == ["H24.01"] && exported.manifest.whole > 2 && exported.manifest.left > 20)
        let verified = try audit(path, province)
        #expect(verified.isWhole && verified.whole == exported.manifest.whole, "\(verified.flaws.named)")
        let theirs = try await python(path, province)
        #expect(theirs.status == 0 && theirs.output.contains("\(exported.manifest.left) left out"), "\(theirs)")
        let entries = try String(contentsOfFile: path + ".unpacked/entries.txt", encoding: .utf8)
        #expect(entries.contains(#""sender":"H24.01""#) && !entries.contains(#""sender":"H24","#))
        await #expect(throws: OperatorRefusal.self) {
            try await export(configuration, PackOrder(period: always, agencies: ["X99"]), "other.zip")
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: province.folder.path).filter {
            $0.hasPrefix("other")
        }
        #expect(left.isEmpty)
        await province.stop()
    }

    @Test func `of a part of the journal has neighbours that show where the period begins and ends`() async throws {
        let (province, configuration) = try await lived()
        let records = try await province.store.journal(from: 0, limit: 1000)
        let (first, last) = (records[8].at, records[records.count - 4].at)
        try #require(first < last)
        let period = "\(first.rfc3339)..\(last.rfc3339)"
        let (path, exported) = try await export(configuration, PackOrder(period: period, agencies: ["H24.02"]))
        let manifest = exported.manifest
        #expect(manifest.range.first == manifest.period.first - 1 && manifest.range.end == manifest.period.end + 1)
        #expect(manifest.extracts == 2)
        #expect(try audit(path, province).isWhole)
        #expect(try await python(path, province).status == 0)
        await province.stop()
    }

    @Test func `that withholds is opened by what the hub kept, and by nothing else`() async throws {
        let (province, configuration) = try await lived()
        let order = try PackOrder(period: always, agencies: ["H24.01"], redacted: Set(Redaction.Part.allCases))
        let (path, exported) = try await export(configuration, order)
        #expect(exported.manifest.extracts > 0)
        let extracts = try await Subprocess.run("/usr/bin/unzip", ["-p", path, "extracts.txt"]).output
        #expect(extracts.contains("withheld") && !extracts.contains("H24.02") && !extracts.contains("Về việc"))
        let verified = try audit(path, province)
        #expect(verified.isWhole && verified.opened == 0, "\(verified.flaws.named)")
        #expect(try await python(path, province).status == 0)
        let file = try #require(exported.openings).path
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let openings = try PackDesk.openings(in: file)
        let opened = try audit(path, province, openings: openings)
        #expect(opened.isWhole && Int64(opened.opened) == exported.manifest.extracts, "\(opened.flaws.named)")
        let strange = openings.map {
            Opening(index: $0.index, path: $0.path, salt: Array(repeating: 0, count: 16), value: $0.value)
        }
        #expect(try audit(path, province, openings: strange).flaws.named.allSatisfy { $0.kind == .openingFalse })
        await province.stop()
    }

    @Test func `for the archive is a container whose signature openssl verifies`() async throws {
        var (province, configuration) = try await lived()
        let agency = try Province.pki.get().agency("H24")
        configuration.archiveSigner = .init(certificate: agency.certificates, key: agency.key)
        let (path, _) = try await export(configuration, PackOrder(period: always, isContainer: true), "pack.asice")
        let head = try #require(FileManager.default.contents(atPath: path)?.prefix(100))
        #expect(
            String(decoding: head.dropFirst(30), as: UTF8.self).hasPrefix("mimetypeapplication/vnd.etsi.asic-e+zip"))
        let verified = try audit(path, province)
        #expect(verified.isWhole && verified.isContainer, "\(verified.flaws.named)")
        #expect(try await python(path, province).status == 0)
        let folder = path + ".unpacked/META-INF"
        let pki = try Province.pki.get()
        let command = """
            cat \(pki.anchor) \(pki.intermediate) > \(folder)/ca.pem && openssl cms -verify -cades -inform DER -binary \
            -in \(folder)/signature001.p7s -content \(folder)/ASiCManifest001.xml -CAfile \(folder)/ca.pem -purpose any -out /dev/null
            """
        let theirs = try await Subprocess.run("/bin/sh", ["-c", command])
        #expect(theirs.status == 0, "\(theirs)")
        try Data("x".utf8).write(to: URL(fileURLWithPath: "\(folder)/ASiCManifest001.xml"))
        #expect(try await Subprocess.run("/bin/sh", ["-c", command]).status != 0)
        await province.stop()
    }

    @Test func `is told from one that was altered, with the place`() async throws {
        let (province, configuration) = try await lived()
        let (path, _) = try await export(configuration, PackOrder(period: always))
        #expect(try await python(path, province).status == 0)
        let folder = path + ".unpacked"
        for (name, change, kind) in [
            ("entries.txt", ("H24.02", "H24.03"), AuditFlaw.Kind.packEntryAltered),
            ("leaves.txt", ("a", "b"), .rangeBroken), ("pack.json", ("thanh tra", "thanh_tra"), .fileAltered),
            ("index.html", ("Giờ", "giờ"), .fileAltered), ("checkpoint-after", ("\n", "\n\n"), .headUnsigned),
        ] {
            let file = URL(fileURLWithPath: "\(folder)/\(name)")
            let whole = try String(contentsOf: file, encoding: .utf8)
            let range = try #require(whole.range(of: change.0))
            try whole.replacingCharacters(in: range, with: change.1).write(to: file, atomically: true, encoding: .utf8)
            let flaws = try audit(folder, province).flaws.named
            #expect(flaws.contains { $0.kind == kind }, "\(name): \(flaws)")
            let theirs = try await Subprocess.run(
                "/usr/bin/python3", ["\(folder)/verify.py", province.store.publicKey.text])
            #expect(theirs.status != 0, "\(name)")
            try whole.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try audit(folder, province).isWhole)
        let other = NoteKey(name: "hub.example.vn", key: Curve25519.Signing.PrivateKey().publicKey)
        #expect(try !PackAudit(path, keys: [other]).run().isWhole)
        await province.stop()
    }

    @Test func `has a period that people write`() throws {
        let may = try PackOrder(period: "2026-05")
        #expect(
            may.from.rfc3339 == "2026-05-01T00:00:00.000+07:00" && may.to.rfc3339 == "2026-06-01T00:00:00.000+07:00")
        let days = try PackOrder(period: "2026-12-31..2026-12-31")
        #expect(days.to.rfc3339 == "2027-01-01T00:00:00.000+07:00")
        #expect(throws: OperatorRefusal.self) { try PackOrder(period: "2026-06-01..2026-05-01") }
        #expect(throws: OperatorRefusal.self) { try PackOrder(period: "tháng năm") }
    }
}
