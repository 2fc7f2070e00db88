import EdXML
import Foundation
import HubCore
import HubStore
import Logging
import NIOHTTP1
import Testing
import VXP

@testable import HubService

/// A hub that runs, with deadlines that have passed since its documents were sent "long ago": its ladder tells at once.
@Suite struct `A hub that keeps deadlines` {
    private static let calendar = CalendarFile(Province.root + "/config/holidays.yaml")

    private func settings(_ mail: MailSettings? = nil) -> DeadlineSettings {
        var settings = DeadlineSettings(calendar: Self.calendar)
        settings.interval = .milliseconds(100)
        settings.mail = mail
        return settings
    }

    @Test func `shows what is owed where a document is followed`() async throws {
        let province = try await Province(adjusting: { $0.deadlines = settings() })
        let token = try await province.token("H24.02").secret
        let id = try await province.accepted(9)
        func listed(_ query: String = "") async throws -> [JSON] {
            try await province.api(.GET, "/api/v1/deadlines" + query, as: token).items
        }
        try await eventually("the keeper has followed") { try await listed().count == 1 }
        let line = try #require(try await listed().first)
        #expect(line["document"]?.scalar == id && line["recipient"]?.scalar == "H24.02")
        #expect(line["standing"]?["duty"]?.scalar == "receipt")
        let document = try await province.api(.GET, "/api/v1/documents/\(id)", as: token).json
        let standing = document["deliveries"]?.elements?.first?["deadlines"]?.elements?.first
        #expect(standing?["isOverdue"]?.scalar == "false" && standing?["dueAt"]?.scalar != nil)
        #expect(try await listed("?overdue=true").isEmpty)
        _ = try await province.accepted(10)
        try await eventually("the second is there") { try await listed().count == 2 }
        let page = try await province.api(.GET, "deadlines?limit=1", as: token)
        let next = try #require(page.json["next"]?.scalar)
        let rest = try await province.api(.GET, next, as: token)
        #expect(
            page.items.count == 1 && rest.items.count == 1 && page.items[0]["document"] != rest.items[0]["document"])
        await province.stop()
    }

    @Test func `mails what is overdue, once, to whom it concerns`() async throws {
        let folder = try TemporaryFolder()
        let server = try await MailServer("starttls", in: folder)
        let rig = try await DeadlineRig(in: folder)
        try await rig.running(settings(server.settings(.starttls)), at: rig.overdue) {
            try await eventually("the mails are taken") { try server.mails.count == 3 }
            try await eventually("they are journalled") {
                try await rig.store.journal(from: 0, limit: 1000).count { $0.kind == "reminderMailed" } == 3
            }
        }
        let mails = try server.mails
        #expect(Set(mails.flatMap(\.to)) == ["h24@example.vn", "h24.01@example.vn", "h24.02@example.vn"])
        #expect(mails.allSatisfy { $0.isEncrypted && $0.body.contains("QUÁ HẠN tiếp nhận: 12/QĐ-UBND") })
        #expect(mails.allSatisfy { !$0.body.contains("Về việc thử") })
        await server.stop()
        try await rig.store.close()
    }

    @Test func `sends after a restart what a server that was away did not take`() async throws {
        let folder = try TemporaryFolder()
        let away = try await MailServer("dropping", in: folder)
        let rig = try await DeadlineRig(in: folder)
        var mail = away.settings()
        mail.backoffBase = .milliseconds(50)
        mail.backoffCap = .milliseconds(50)
        try await rig.running(settings(mail), at: rig.overdue) {
            try await eventually("all were tried") {
                try await rig.store.journal(from: 0, limit: 1000).count { $0.kind == "dutyEscalated" } == 2
            }
            try await Task.sleep(for: .milliseconds(300))
        }
        await away.stop()
        let server = try await MailServer("plain", in: folder)
        // Leases of the run before have ended by then.
        try await rig.running(settings(server.settings()), at: rig.overdue.adding(milliseconds: 3_600_000)) {
            try await eventually("the mails are taken") { try server.mails.count == 3 }
        }
        #expect(try await rig.store.journal(from: 0, limit: 1000).count { $0.kind == "dutyEscalated" } == 2)
        await server.stop()
        try await rig.store.close()
    }

    @Test func `answers its operator, in words`() async throws {
        let folder = try TemporaryFolder()
        let rig = try await DeadlineRig(in: folder)
        let book = try DeadlineBook(settings())
        let monday = CalendarDesk.moment("2026-11-23 08:00") ?? rig.overdue
        try await DutyKeeper(
            store: rig.store, book: book, clock: HubClock { monday },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ).look()
        let desk = OperatorDesk(store: rig.store, clock: HubClock { monday }, deadlines: book)
        guard
            case .deadlines(let list) = try await desk.perform(
                .deadlines(.list(DutyQuery(.agencies(["H24.01"])), after: nil, limit: 9)), by: "an"),
            case .deadlines(let shown) = try await desk.perform(.deadlines(.show("12/QĐ-UBND")), by: "an"),
            case .tracked(let tracked) = try await desk.perform(.track("12/QĐ-UBND"), by: "an")
        else { throw SMTPFailure.broken("another reply") }
        #expect(list.text(in: .vi).hasPrefix("20/11/2026 17:00:00  QUÁ HẠN 1 ngày    tiếp nhận   H24.01"))
        #expect(list.text(in: .vi).hasSuffix("H24 12/QĐ-UBND  – đã nhắc bậc 0"))
        #expect(shown.text(in: .en).contains("step raised 0, 23/11/2026 08:00:00"))
        #expect(shown.text(in: .en).contains("next step +1d, 23/11/2026 17:00:00"))
        #expect(tracked.first?.text(in: .vi).contains("⏱ tiếp nhận 20/11/2026 17:00:00: QUÁ HẠN 1 ngày") == true)
        let without = OperatorDesk(store: rig.store, clock: .system)
        guard case .refused(_, let why) = try await without.perform(.deadlines(.show("x")), by: "an") else {
            throw SMTPFailure.broken("not refused")
        }
        #expect(why.contains("deadlines"))
        try await rig.store.close()
    }

    @Test func `tells of it in words`() throws {
        let clock = DutyClock(
            duty: .receipt, since: Timestamp(milliseconds: 0), dueAt: Timestamp(milliseconds: 1_795_256_431_123),
            runsAlways: false)
        let document = try #require(DocumentID("0193511e-7c1f-7b2a-9d4e-5f60718293a4"))
        let delivery = try #require(DeliveryID("0193511e-7c1f-7b2a-9d4e-5f60718293b5"))
        let escalated = Fact.dutyEscalated(
            DutyEscalated(
                document: document, delivery: delivery, recipient: "H24.01", clock: clock, step: "+1d",
                told: [.init(.recipient, agency: "H24.01", by: [.page, .mail]), .init(.operators, by: [.mail])],
                nextAt: nil))
        #expect(
            escalated.vietnamese
                == "hạn tiếp nhận …5f60718293a4 tại H24.01, 21/11/2026 17:20:31: bậc +1d; báo H24.01 (trang, thư), người vận hành (thư)"
        )
        let mailed = Fact.reminderMailed(
            ReminderMailed(mail: "x", agency: nil, steps: 3, outcome: .refused, reason: "550"))
        #expect(mailed.vietnamese == "máy chủ thư từ chối thư nhắc 3 việc tới người vận hành: 550")
        for fact in [
            escalated, mailed, .dutyPlanChanged(DutyPlanChanged(DutyPlan(calendar: .plainWeek), digest: "ab")),
        ] {
            let entry = JournalEntry(at: clock.dueAt, fact: fact)
            #expect(try JournalEntry(canonical: try entry.canonical()) == entry)
        }
    }
}
