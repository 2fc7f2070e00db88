import Crypto
import Foundation
import HubCore
import HubStore
import SignedXML
import Testing

@testable import HubService

@Suite struct `The doctor` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func doctor(_ more: String = "") throws -> Doctor {
        let pki = try Province.pki.get()
        let lists = pki.revocationLists.map { "\"\($0)\"" }.joined(separator: ", ")
        let file = try folder.write(
            "hub.yaml",
            """
            listen: {port: 0}
            data: {folder: data, diskFloor: 1MiB}
            hub: {name: hub.example.vn}
            schemas: {folder: "\(Province.root)/Schemas"}
            trust: {anchors: ["\(pki.anchor)"], intermediates: ["\(pki.intermediate)"], revocationLists: [\(lists)]}
            \(more)
            """)
        return Doctor(configurationFile: file, environment: [:])
    }

    private func levels(_ report: DoctorReport) -> [String: Diagnosis.Level] {
        Dictionary(report.diagnoses.map { ($0.what, $0.level) }, uniquingKeysWith: max)
    }

    private func start() async throws {
        let line = OperatorLine(try HubConfiguration.load(folder.path + "/hub.yaml", environment: [:]), name: "văn thư")
        _ = try await line.put(
            [Agency(id: "H24.01", name: "Sở Nội vụ", centre: "00.24.H24", isLocal: true)], certificates: [])
    }

    @Test func `finds a hub that was never started in order, and starts none`() async throws {
        let report = await (try doctor()).report()
        let levels = levels(report)
        #expect(
            levels["configuration"] == .ok && levels["schemas"] == .ok && levels["key.signing"] == .ok, "\(report.text)"
        )
        #expect(levels["store"] == .warn && levels["trust.crls"] == .ok && report.exitStatus >= 1)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/data"))
    }

    @Test func `looks at the working calendar, and knocks at the mail server`() async throws {
        let year = HubClock.system.now().localDay.prefix(4)
        _ = try folder.write("holidays.yaml", "years:\n  - {year: \(year)}\n  - {year: \((Int(year) ?? 0) + 1)}\n")
        let good = levels(await (try doctor("deadlines: {calendar: holidays.yaml}")).report())
        #expect(good["deadlines.calendar"] == .ok && good["deadlines.mail"] == nil)
        _ = try folder.write("holidays.yaml", "years:\n  - {year: 2001}\n")
        let mail = "mail: {host: 127.0.0.1, port: 1, security: none, from: a@b.vn}"
        let bad = levels(await (try doctor("deadlines: {calendar: holidays.yaml, \(mail)}")).report())
        #expect(bad["deadlines.calendar"] == .fail && bad["deadlines.mail"] == .warn)
        _ = try folder.write("holidays.yaml", "yeers: []\n")
        let spoilt = await (try doctor("deadlines: {calendar: holidays.yaml}")).report()
        #expect(levels(spoilt)["deadlines.calendar"] == .fail && spoilt.text.contains("“years”"))
    }

    @Test func `asks after witnesses and time-stamps, where there are to be any`() async throws {
        let witness = WitnessSigner(name: "w.example.vn", key: .init())
        let asked = "{name: w, url: \"http://127.0.0.1:1\", key: \"\(witness.publicKey.text)\"}"
        let stamps = "timestamp: {url: \"http://127.0.0.1:1\", anchors: [\"\(try Province.pki.get().anchor)\"]}"
        let doctor = try doctor("log: {witnesses: [\(asked)], \(stamps)}")
        try await start()
        let unwitnessed = levels(await doctor.report())
        #expect(unwitnessed["log.witnesses"] == .warn && unwitnessed["log.witness.w"] == .warn)
        #expect(unwitnessed["log.stamps"] == .warn)
        let store = try HubStorage.open(HubConfiguration.load(folder.path + "/hub.yaml", environment: [:]))
        let note = try await store.checkpoint()
        let (parts, head) = (try #require(NoteParts(note)), try #require(Checkpoint(text: note)?.head))
        let cosignature = try witness.cosign(parts.text, at: HubClock.system.now().milliseconds / 1000)
        try await store.keep(CosignedHead(size: head.size, note: note, cosignature: cosignature))
        try await store.close()
        let witnessed = levels(await doctor.report())
        #expect(witnessed["log.witnesses"] == .ok && witnessed["log.witness.w"] == .ok)
    }

    @Test func `looks into the store, and says what is damaged and what to do`() async throws {
        let doctor = try doctor()
        try await start()
        let healthy = levels(await doctor.report())
        for what in ["store.settings", "store.integrity", "store.journal", "store.payloads", "store.size"] {
            #expect(healthy[what] == .ok, "\(what)")
        }
        let altered = try await Subprocess.run(
            "/usr/bin/sqlite3",
            [
                folder.path + "/data/hub.sqlite",
                "UPDATE journal SET entry = replace(entry, 'Nội', 'Ngoại') WHERE idx = 0",
            ])
        #expect(altered.status == 0, "\(altered)")
        let report = await doctor.report()
        #expect(levels(report).filter { $0.key.hasPrefix("store") && $0.value == .fail } == ["store": .fail])
        #expect(report.exitStatus == 2 && report.text.contains("→") && report.text.contains("lost"))
    }

    @Test func `misses keys that a started hub must have, and never makes new ones`() async throws {
        let doctor = try doctor()
        try await start()
        let key = folder.path + "/data/sealing-key"
        try FileManager.default.removeItem(atPath: key)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: folder.path + "/data/signing-key.pem")
        let levels = levels(await doctor.report())
        #expect(levels["key.sealing"] == .fail && levels["key.signing"] == .fail)
        #expect(!FileManager.default.fileExists(atPath: key))
    }

    @Test func `says of an axis that does not answer, or of a configuration that cannot be read, that it is so`()
        async throws
    {
        try Data("bi-mat".utf8).write(to: URL(filePath: folder.path + "/axis-secret"))
        let axis = "axis: {url: \"http://127.0.0.1:1/vxp\", systemid: 00.24.H24, secretFile: axis-secret}"
        let report = await (try doctor(axis)).report()
        #expect(levels(report)["axis"] == .fail && levels(report)["axis.clock"] == .warn)
        #expect(report.json.contains(#""what":"axis""#))
        let broken = await (try doctor("listen: {}")).report()
        #expect(broken.diagnoses.count == 1 && broken.exitStatus == 2)
    }

    @Test func `asks a running hub instead of disturbing it`() async throws {
        let province = try await Province(withAxis: true)
        var configuration = try Province.configuration(province.folder.path, axis: nil)
        configuration.listen.port = province.port
        let diagnoses = try await OperatorLine(configuration).examine(.whole)
        #expect(diagnoses.map(\.level) == [.ok, .ok, .ok, .ok, .ok], "\(diagnoses)")
        await province.stop()
    }
}
