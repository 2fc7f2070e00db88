import EdXML
import VXP

extension ConformanceCase {
    private static let area = "xác thực · authentication"

    /// Who calls must be proven, and a call made once.
    static let authentication: [ConformanceCase] = [
        ConformanceCase(area, vi: "lời gọi ký đúng được trả lời", en: "a call signed well is answered") {
            try ConformanceCaller.ok(try await $0.call(.getAgenciesList))
        },
        ConformanceCase(
            area, vi: "tên tiêu đề viết thường cũng được nhận", en: "header names in lower case are the same"
        ) { caller in
            let headers = caller.headers(.getAgenciesList).map { ($0.name.lowercased(), $0.value) }
            try ConformanceCaller.ok(
                try ConformanceCaller.envelope(try await caller.exchange(.getAgenciesList, headers)))
        },
        ConformanceCase(area, vi: "sai khóa bí mật thì bị từ chối", en: "another secret is refused") { caller in
            let headers = caller.headers(.getAgenciesList, secret: caller.settings.secret + "x")
            try ConformanceCaller.refused(try await caller.exchange(.getAgenciesList, headers))
        },
        ConformanceCase(area, vi: "hệ thống lạ thì bị từ chối", en: "an unknown system is refused") { caller in
            let headers = caller.headers(.getAgenciesList, systemID: "99.99.X99")
            try ConformanceCaller.refused(try await caller.exchange(.getAgenciesList, headers))
        },
        ConformanceCase(area, vi: "không ký thì bị từ chối", en: "a call without proof is refused") { caller in
            let headers = [(name: "Content-Type", value: "application/json")]
            try ConformanceCaller.refused(try await caller.exchange(.getAgenciesList, headers))
        },
        ConformanceCase(area, vi: "dấu thời gian cũ thì bị từ chối", en: "a stale timestamp is refused") { caller in
            let headers = caller.headers(.getAgenciesList, behindMilliseconds: 86_400_000)
            try ConformanceCaller.refused(try await caller.exchange(.getAgenciesList, headers))
        },
        ConformanceCase(area, vi: "dấu thời gian ở tương lai thì bị từ chối", en: "a timestamp of tomorrow is refused")
        {
            let headers = $0.headers(.getAgenciesList, behindMilliseconds: -86_400_000)
            try ConformanceCaller.refused(try await $0.exchange(.getAgenciesList, headers))
        },
        ConformanceCase(area, vi: "gọi lại đúng lời gọi cũ thì bị từ chối", en: "a replayed call is refused") {
            caller in
            let headers = caller.headers(.getAgenciesList)
            try ConformanceCaller.ok(
                try ConformanceCaller.envelope(try await caller.exchange(.getAgenciesList, headers)))
            try ConformanceCaller.refused(try await caller.exchange(.getAgenciesList, headers))
        },
        ConformanceCase(
            area, vi: "tiêu đề khác nội dung đã ký thì bị từ chối",
            en: "a header that differs from what was signed is refused"
        ) { caller in
            let headers = caller.headers(.getReceivedEdocList, .receivedEdocList(.edoc)).map { header in
                header.name == "XroadVnpt-messagetype" ? (name: header.name, value: "status") : header
            }
            try ConformanceCaller.refused(try await caller.exchange(.getReceivedEdocList, headers))
        },
        ConformanceCase(
            area, vi: "tiêu đề không được ký thì bị từ chối", en: "a header that is not covered is refused"
        ) { caller in
            let headers = caller.headers(.getReceivedEdocList, .receivedEdocList(.edoc))
            let extra = headers + [(name: "XroadVnpt-fromDate", value: "2026/01/01")]
            try ConformanceCaller.refused(try await caller.exchange(.getReceivedEdocList, extra))
        },
        ConformanceCase(
            "mọi lời gọi · any call", vi: "dịch vụ lạ: trả lời vẫn là phong bì FAIL",
            en: "an unknown operation gets an envelope that says FAIL"
        ) { caller in
            try ConformanceCaller.refused(
                try await caller.exchange("/formatDisk", caller.headers(.getAgenciesList)))
        },
        ConformanceCase(
            "mọi lời gọi · any call", vi: "thiếu tham số: nêu tên tham số", en: "a missing parameter is named"
        ) { caller in
            let reply = try await caller.call(.updateStatus, ["docId": "x"])
            try ConformanceCaller.refused(reply)
            try must(
                reply.description.lowercased().contains("status"), vi: "lời từ chối không nêu “status”",
                en: "the refusal does not name “status”")
        },
    ]
}
