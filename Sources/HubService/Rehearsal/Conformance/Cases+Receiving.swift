import EdXML
import Foundation
import HubCore
import VXP

extension ConformanceCase {
    static let lists: [ConformanceCase] = [
        ConformanceCase(
            .getReceivedEdocList, vi: "văn bản đã gửi có trong danh sách, đủ thông tin",
            en: "what was sent is listed, with all it needs"
        ) { caller in
            let (_, row) = try await caller.delivered()
            try must(
                row.messageType == .edoc && row.from == caller.settings.from.text && !row.createdTime.isEmpty,
                vi: "dòng thiếu from, messageType hoặc created_time",
                en: "a row lacks from, messageType or created_time")
            try must(
                AxisTime.milliseconds(ofDisplay: row.createdTime) != nil,
                vi: "created_time “\(row.createdTime)” sai dạng", en: "created_time “\(row.createdTime)” is malformed")
        },
        ConformanceCase(
            .getReceivedEdocList, vi: "messagetype=status chỉ liệt kê trạng thái",
            en: "messagetype=status lists statuses alone"
        ) { caller in
            let before = try await caller.list(.status).count
            let (paper, _) = try await caller.sent()
            _ = try ConformanceCaller.accepted(
                try await caller.send(try caller.status(.arrived, about: paper), .status))
            let rows = try await caller.list(.status)
            try must(
                rows.allSatisfy { $0.messageType == .status } && rows.count > before,
                vi: "danh sách có văn bản, hoặc thiếu trạng thái vừa gửi",
                en: "there are documents in it, or the new status is not")
        },
        ConformanceCase(.getReceivedEdocList, vi: "fromDate, toDate có tác dụng", en: "fromDate and toDate count") {
            caller in
            _ = try await caller.delivered()
            let now = HubClock.system.now().milliseconds
            func date(_ days: Int64) -> String { String(AxisTime.display(now + days * 86_400_000).prefix(10)) }
            let (late, early) = (
                try await caller.list(.edoc, from: date(1)), try await caller.list(.edoc, to: date(-1))
            )
            let today = try await caller.list(.edoc, from: date(0), to: date(0))
            try must(late.isEmpty, vi: "fromDate ngày mai vẫn có dòng", en: "fromDate of tomorrow has rows")
            try must(!today.isEmpty, vi: "hôm nay không có dòng nào", en: "today has no rows")
            let oldest = early.compactMap { AxisTime.milliseconds(ofDisplay: $0.createdTime) }.max() ?? 0
            try must(
                oldest < now - 3_600_000, vi: "toDate hôm qua vẫn có dòng mới", en: "toDate of yesterday has new rows")
        },
        ConformanceCase(
            .getReceivedEdocList, vi: "messagetype lạ thì bị từ chối", en: "an unknown messagetype is refused"
        ) {
            try ConformanceCaller.refused(try await $0.call(.getReceivedEdocList, ["messagetype": "fax"]))
        },
        ConformanceCase(.countReceiveEdoc, vi: "đếm đúng số văn bản đang chờ", en: "counts the documents that wait") {
            caller in
            let before = try await count(.countReceiveEdoc, caller)
            let (_, row) = try await caller.delivered()
            let during = try await count(.countReceiveEdoc, caller)
            try ConformanceCaller.ok(try await caller.call(.updateStatus, .updateStatus(row.docID, .done)))
            let after = try await count(.countReceiveEdoc, caller)
            try must(
                during == before + 1 && after == before, vi: "\(before), \(during), rồi \(after)",
                en: "\(before), \(during), then \(after)")
        },
        ConformanceCase(.countReceiveStatus, vi: "đếm đúng số trạng thái đang chờ", en: "counts the statuses that wait")
        {
            let before = try await count(.countReceiveStatus, $0)
            let (paper, _) = try await $0.sent()
            _ = try ConformanceCaller.accepted(try await $0.send(try $0.status(.arrived, about: paper), .status))
            let after = try await count(.countReceiveStatus, $0)
            try must(after == before + 1, vi: "\(before), rồi \(after)", en: "\(before), then \(after)")
        },
    ]

    private static func count(_ operation: VXP.Operation, _ caller: ConformanceCaller) async throws -> Int {
        let reply = try ConformanceCaller.ok(try await caller.call(operation))
        guard let count = try? reply.count() else {
            throw Shortcoming(vi: "trả lời thiếu count", en: "the reply lacks count")
        }
        return count
    }

    static let fetching: [ConformanceCase] = [
        ConformanceCase(.getEdoc, vi: "trả đúng từng byte đã gửi", en: "gives the bytes that were sent") {
            _ = try await $0.delivered()
        },
        ConformanceCase(.getEdoc, vi: "tham số docid viết thường cũng được nhận", en: "docid is the same as docId") {
            caller in
            let (paper, row) = try await caller.delivered()
            let headers = caller.headers(.getEdoc, ["docid": row.docID])
            let document = try ConformanceCaller.document(in: try await caller.exchange(.getEdoc, headers))
            try must(document == paper.bytes, vi: "byte khác đã gửi", en: "the bytes are others")
        },
        ConformanceCase(.getEdoc, vi: "docId lạ: phong bì FAIL", en: "an unknown docId is refused") {
            try ConformanceCaller.refused(try await $0.call(.getEdoc, .edoc(UUID().uuidString)))
        },
        ConformanceCase(.getEdoc, vi: "thiếu docId: phong bì FAIL", en: "a missing docId is refused") {
            try ConformanceCaller.refused(try await $0.call(.getEdoc))
        },
        ConformanceCase(.downloadEdoc, vi: "trả đúng từng byte đã gửi", en: "gives the bytes that were sent") {
            caller in
            let (paper, row) = try await caller.delivered()
            let reply = try await caller.exchange(
                .downloadEdoc, caller.headers(.downloadEdoc, .edoc(row.docID)))
            try must(
                reply.status == 200 && reply.body == paper.bytes,
                vi: "HTTP \(reply.status), \(reply.body.count) byte thay vì \(paper.bytes.count)",
                en: "HTTP \(reply.status), \(reply.body.count) bytes instead of \(paper.bytes.count)")
        },
        ConformanceCase(.downloadEdoc, vi: "docId lạ: phong bì FAIL", en: "an unknown docId is refused") { caller in
            try ConformanceCaller.refused(
                try await caller.exchange(
                    .downloadEdoc, caller.headers(.downloadEdoc, .edoc(UUID().uuidString))))
        },
    ]

    static let acknowledging: [ConformanceCase] = [
        ConformanceCase(
            .updateStatus, vi: "processing thì còn trong danh sách, done thì không",
            en: "processing keeps it in the list, done does not"
        ) { caller in
            let (_, row) = try await caller.delivered()
            for (word, isListed) in [(TransportStatus.processing, true), (.done, false)] {
                try ConformanceCaller.ok(try await caller.call(.updateStatus, .updateStatus(row.docID, word)))
                let listed = try await caller.list(.edoc).contains { $0.docID == row.docID }
                try must(
                    listed == isListed, vi: "sau \(word.rawValue): \(listed ? "còn" : "mất") trong danh sách",
                    en: "after \(word.rawValue) it is \(listed ? "still" : "no longer") listed")
            }
        },
        ConformanceCase(.updateStatus, vi: "báo done lần nữa vẫn được", en: "done may be said again") { caller in
            let (_, row) = try await caller.delivered()
            for _ in 0..<2 {
                try ConformanceCaller.ok(try await caller.call(.updateStatus, .updateStatus(row.docID, .done)))
            }
        },
        ConformanceCase(.updateStatus, vi: "đã done thì fetch lại vẫn được", en: "what is done can be fetched again") {
            caller in
            let (paper, row) = try await caller.delivered()
            try ConformanceCaller.ok(try await caller.call(.updateStatus, .updateStatus(row.docID, .done)))
            try must(
                try await caller.fetch(row.docID) == paper.bytes, vi: "byte khác đã gửi", en: "the bytes are others")
        },
        ConformanceCase(
            .updateStatus, vi: "fail kèm lý do thì ra khỏi danh sách", en: "fail with its reason takes it off the list"
        ) { caller in
            let (_, row) = try await caller.delivered()
            let parameters = Parameters.updateStatus(row.docID, .fail, description: "Không giải mã được")
            try ConformanceCaller.ok(try await caller.call(.updateStatus, parameters))
            try must(
                try await !caller.list(.edoc).contains { $0.docID == row.docID }, vi: "vẫn còn trong danh sách",
                en: "it is still listed")
        },
        ConformanceCase(.updateStatus, vi: "tham số docid viết thường cũng được nhận", en: "docid is the same as docId")
        {
            let (_, row) = try await $0.delivered()
            try ConformanceCaller.ok(try await $0.call(.updateStatus, ["docid": row.docID, "status": "done"]))
        },
        ConformanceCase(.updateStatus, vi: "trạng thái lạ thì bị từ chối", en: "an unknown word is refused") {
            let (_, row) = try await $0.delivered()
            try ConformanceCaller.refused(try await $0.call(.updateStatus, ["docId": row.docID, "status": "eaten"]))
        },
        ConformanceCase(.updateStatus, vi: "docId lạ thì bị từ chối", en: "an unknown docId is refused") {
            try ConformanceCaller.refused(
                try await $0.call(.updateStatus, .updateStatus(UUID().uuidString, .done)))
        },
    ]
}
