import EdXML
import VXP

extension ConformanceCase {
    static let tracking: [ConformanceCase] = [
        ConformanceCase(
            .getSentEdocList, vi: "văn bản đã gửi có trong danh sách, mỗi nơi nhận một dòng",
            en: "what was sent is listed, a row for each recipient"
        ) { caller in
            let (paper, docID) = try await caller.sent()
            let rows: [SentRow] = try ConformanceCaller.rows(
                try await caller.call(.getSentEdocList, .sentEdocList(.edoc)))
            let mine = rows.filter { $0.senderDocID == docID }
            try must(
                mine.map(\.toCode) == [caller.settings.to.text] && mine[0].notation == paper.message.code.full,
                vi: "dòng thiếu hoặc sai: \(mine.map(\.toCode)) \(mine.map(\.notation))",
                en: "the row is missing or wrong: \(mine.map(\.toCode)) \(mine.map(\.notation))")
        },
        ConformanceCase(.getSentEdocList, vi: "docId chọn đúng một văn bản", en: "docId picks that document alone") {
            let (_, docID) = try await $0.sent()
            _ = try await $0.sent()
            let rows: [SentRow] = try ConformanceCaller.rows(
                try await $0.call(.getSentEdocList, .sentEdocList(.edoc, docID: docID)))
            try must(
                !rows.isEmpty && rows.allSatisfy { $0.senderDocID == docID }, vi: "có dòng khác, hoặc không có dòng",
                en: "there are other rows, or none")
        },
        ConformanceCase(
            .getSentEdocList, vi: "trạng thái xa nhất của nơi nhận, dù đến sai thứ tự",
            en: "shows the furthest status, whatever the order"
        ) { caller in
            let (paper, docID) = try await caller.sent()
            for code in [StatusCode.arrived, .completed, .registered] {
                _ = try ConformanceCaller.accepted(
                    try await caller.send(try caller.status(code, about: paper), .status))
            }
            let rows: [SentRow] = try ConformanceCaller.rows(
                try await caller.call(.getSentEdocList, .sentEdocList(.edoc, docID: docID)))
            let shown = rows.first?.receiveStatus ?? "–"
            try must(
                shown == "06", vi: "receiveStatus là \(shown), không phải 06", en: "receiveStatus is \(shown), not 06")
        },
    ]

    static let register: [ConformanceCase] = [
        ConformanceCase(
            .getAgenciesList, vi: "có cả đơn vị gửi và đơn vị nhận", en: "has the sender and the recipient"
        ) { caller in
            let rows: [AgencyRow] = try ConformanceCaller.rows(try await caller.call(.getAgenciesList))
            let codes = Set(rows.map(\.code))
            let missing = [caller.settings.from, caller.settings.to].map(\.text).filter { !codes.contains($0) }
            try must(
                missing.isEmpty, vi: "thiếu \(missing.joined(separator: ", "))",
                en: "\(missing.joined(separator: ", ")) is missing")
        },
        ConformanceCase(
            .getSynchronizeUnit, vi: "mỗi dòng có version và centerCode", en: "every row has version and centerCode"
        ) {
            let rows = try await units($0)
            try must(
                !rows.isEmpty
                    && rows.allSatisfy { $0.unit.map { !$0.version.isEmpty && !$0.centerCode.isEmpty } == true },
                vi: "có dòng thiếu, hoặc không có dòng nào", en: "a row lacks them, or there is none")
        },
        ConformanceCase(
            .getSynchronizeUnit, vi: "từ phiên bản mới nhất thì không còn gì",
            en: "after the newest version there is nothing"
        ) {
            let newest = try await units($0).compactMap { $0.unit.flatMap { Int($0.version) } }.max() ?? 0
            let left = try await units($0, after: newest)
            try must(left.isEmpty, vi: "vẫn còn \(left.count) dòng", en: "there are \(left.count) rows")
        },
        ConformanceCase(
            .registerAgency, vi: "thân không phải JSON thì bị từ chối", en: "a body that is no JSON is refused"
        ) {
            try ConformanceCaller.refused(try await $0.call(.registerAgency, body: Array("{".utf8)))
        },
        ConformanceCase(
            .registerAgency, vi: "đăng ký rồi xóa: đồng bộ thấy cả hai",
            en: "registered, then deleted: synchronising shows both"
        ) { caller in
            guard let scratch = caller.settings.scratchAgency else {
                throw LeftOut(vi: "cần --scratch-agency", en: "it needs --scratch-agency")
            }
            let version = try await units(caller).compactMap { $0.unit.flatMap { Int($0.version) } }.max() ?? 0
            let agency = AgencyRegistration(
                id: scratch.text, pcode: caller.settings.from.text, code: scratch.text, name: "Đơn vị thử nghiệm")
            try ConformanceCaller.ok(try await caller.call(.registerAgency, body: agency.json.bytes))
            let added = try await units(caller, after: version).first { $0.code == scratch.text }
            try must(
                added?.unit?.isDeleted == false, vi: "không thấy sau khi đăng ký", en: "it is not there once registered"
            )
            try ConformanceCaller.ok(try await caller.call(.deleteAgency, .deleteAgency(scratch.text)))
            let removed = try await units(caller, after: version).last { $0.code == scratch.text }
            try must(removed?.unit?.isDeleted == true, vi: "không đánh dấu đã xóa", en: "it is not marked as deleted")
        },
        ConformanceCase(
            .deleteAgency, vi: "xóa đơn vị không phải của mình thì bị từ chối",
            en: "deleting somebody else's is refused"
        ) {
            try ConformanceCaller.refused(try await $0.call(.deleteAgency, .deleteAgency("X99.99.99")))
        },
    ]

    private static func units(_ caller: ConformanceCaller, after version: Int? = nil) async throws -> [AgencyRow] {
        let parameters: Parameters = version.map { ["fromVersion": "\($0)"] } ?? [:]
        return try ConformanceCaller.rows(try await caller.call(.getSynchronizeUnit, parameters))
    }
}
