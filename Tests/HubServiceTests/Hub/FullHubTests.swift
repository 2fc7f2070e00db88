import Foundation
import GRDB
import HTTPTypes
import HubCore
import SignedXML
import Testing
import VXP

@testable import HubService
@testable import HubStore

extension SQLiteStore {
    /// SQLite's own way of having no more room.
    fileprivate func limitPages(to pages: Int) async throws {
        try await pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pages)") }
    }
}

@Suite struct `A hub that cannot take more` {
    private static func signed(_ number: Int) throws -> [UInt8] {
        try Province.signed(Province.document(number: number), by: "H24.01")
    }

    @Test func `tells senders to come back when too much waits to be written, in each interface's own form`()
        async throws
    {
        let province = try await Province { $0.writeQueue.writes = 0 }
        let document = try Self.signed(1)
        let api = try await province.post(document)
        #expect(
            api.status == 503 && api.codes == ["HUB-BUSY"] && api.json["type"]?.scalar == "urn:lienthong:rule:HUB-BUSY")
        let vxp = try await province.send(document)
        #expect(
            vxp.status == 503 && vxp.codes == ["HUB-BUSY"]
                && vxp.json["ErrorCode"]?.scalar == "\(ErrorCode.busy.number)")
        #expect(try await province.get("/api/v1/documents").status == 200)
        #expect(try await province.store.journal(from: 0, limit: 100).allSatisfy { $0.kind != "refused" })
        await province.stop()
    }

    @Test func `does not wait for a body that it will not take`() async throws {
        let province = try await Province { $0.writeQueue.writes = 0 }
        let head = """
            POST /api/v1/documents HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer \(Province.token)\r
            Content-Type: application/xml\r\nContent-Length: 200000000\r\n\r\n
            """
        let answer = try await RawConnection(port: province.port).exchange([head])
        #expect(answer.text.hasPrefix("HTTP/1.1 503 ") && answer.text.lowercased().contains("\r\nretry-after: 2\r\n"))
        #expect(answer.text.contains("HUB-BUSY") && answer.didEnd)
        await province.stop()
    }

    @Test func `takes statuses and no documents below the disk's floor`() async throws {
        let province = try await Province { $0.isProvincial = true }
        #expect(try await province.post(try Self.signed(1)).status == 201)
        let full = try await Province { $0.diskFloor = .max }
        for answer in [try await full.post(try Self.signed(2)), try await full.send(try Self.signed(2))] {
            #expect(answer.status == 507 && answer.codes == ["HUB-DISK-LOW"], "\(answer)")
        }
        let status = Province.status("03", from: "H24.02", about: 1, of: "H24.01")
        #expect(try await full.send(status, as: .status, from: "H24.02").status == 200)
        await full.stop()
        await province.stop()
    }

    @Test func `finds out from its bytes alone that a packet is a document`() async throws {
        let province = try await Province { $0.diskFloor = .max }
        let answer = try await province.send(try Self.signed(3), as: .status)
        #expect(answer.codes == ["VXP-MESSAGE-TYPE"])
        await province.stop()
    }

    @Test func `leaves documents at the axis until there is room, and goes on with statuses`() async throws {
        let province = try await Province(withAxis: true) { $0.diskFloor = .max }
        let down = try Province.signed(Province.document(from: "G22", to: ["H24.01"], number: 4), by: "G22")
        try Data(down).write(to: URL(filePath: province.folderDown + "/4.edxml"))
        let port = try #require(province.axisPort)
        let axis = try AxisClient(
            AxisLink(
                url: "http://127.0.0.1:\(port)/vxp", systemID: Province.centre,
                secret: .value(HubService.Secret("axis-secret")))
        ) { HubClock.system.now().milliseconds }
        while try await axis.countReceived(.edoc) == 0 { try await Task.sleep(for: .milliseconds(20)) }
        // Several rounds of the poller, which would have taken it.
        try await Task.sleep(for: .milliseconds(500))
        #expect(try await axis.countReceived(.edoc) == 1)
        #expect(try await province.store.mailboxCount(of: .agencies(["H24.01"]), kind: .document) == 0)
        try await axis.shutDown()
        await province.stop()
    }

    @Test func `says that the disk is full while it is, and goes on by itself when there is room`() async throws {
        let province = try await Province(withAxis: true)
        let upward = try Province.signed(Province.document(to: ["G22"], number: 5), by: "H24.01")
        try await province.store.limitPages(to: 1)
        // Free pages are filled first.
        var answer = try await province.post(Self.large(6))
        for number in 7...60 where answer.status != 507 { answer = try await province.post(try Self.large(number)) }
        #expect(answer.status == 507 && answer.codes == ["HUB-DISK-FULL"], "\(answer)")
        #expect(try await province.get("/api/v1/documents").status == 200)
        try await province.store.limitPages(to: 1_000_000)
        let receipt = try #require(try await province.post(upward).receipt)
        while try await province.store.deliveries(of: receipt.documentID).first?.state != .delivered {
            try await Task.sleep(for: .milliseconds(50))
        }
        await province.stop()
    }

    /// Wants a temporary folder on a file system of some 40 MB:
    /// `unshare -m sh -c 'mount -t tmpfs -o size=40m none /mnt && TMPDIR=/mnt LIENTHONG_SMALL_DISK=1 swift test --filter "cannot take"'`
    @Test(.enabled(if: ProcessInfo.processInfo.environment["LIENTHONG_SMALL_DISK"] != nil, "needs a small disk"))
    func `says so of a real disk, too, and goes on when something else gives room`() async throws {
        let province = try await Province(withAxis: true) { $0.diskFloor = 0 }
        let filler = province.folder.path + "/filler"
        let full = try await Subprocess.run("/bin/dd", ["if=/dev/zero", "of=\(filler)", "bs=4096"])
        #expect(full.status != 0, "the disk is not small")
        var answer = try await province.post(Self.large(6))
        for number in 7...200 where answer.status != 507 { answer = try await province.post(try Self.large(number)) }
        #expect(answer.status == 507 && answer.codes == ["HUB-DISK-FULL"], "\(answer)")
        #expect(try await province.send(Self.large(300)).codes == ["HUB-DISK-FULL"])
        let attachment = Array(repeating: UInt8(ascii: "x"), count: 300_000)
        let file = try Province.signed(Province.document(number: 301, attachment: attachment), by: "H24.01")
        #expect(try await province.post(file).codes == ["HUB-DISK-FULL"])
        try FileManager.default.removeItem(atPath: filler)
        #expect(try await province.post(file).status == 201)
        let upward = try Province.signed(Province.document(to: ["G22"], number: 5), by: "H24.01")
        let receipt = try #require(try await province.post(upward).receipt)
        while try await province.store.deliveries(of: receipt.documentID).first?.state != .delivered {
            try await Task.sleep(for: .milliseconds(50))
        }
        try await province.store.verifyJournal(newest: .max)
        await province.stop()
    }

    /// Fills pages, and stays in the database.
    private static func large(_ number: Int) throws -> [UInt8] {
        let attachment = Array(repeating: UInt8(ascii: "x"), count: 30_000)
        return try Province.signed(Province.document(number: number, attachment: attachment), by: "H24.01")
    }

    @Test func `says of a full disk that it is full, and not that the hub failed`() {
        let full = StoreError(.full, "the disk is full")
        #expect(Refusal(storage: full)?.status.code == 507)
        #expect(Refusal(storage: full)?.findings.map(\.rule.code) == ["HUB-DISK-FULL"])
        #expect(Refusal(storage: CocoaError(.fileWriteOutOfSpace))?.retryAfterSeconds == 60)
        #expect(Refusal(storage: StoreError(.retired, ""))?.status == .gone)
        #expect(Refusal(storage: StoreError(.broken, "")) == nil)
    }
}
