import EdXML
import Foundation
import SignedXML
import VXP

extension ConformanceCase {
    /// `sendEdoc`, as clients really make it.
    static let sending = bodies + refusedBodies + sentStatuses

    private static let bodies: [ConformanceCase] = [
        ConformanceCase(.sendEdoc, vi: "thân là tệp .edxml, hash-file đủ số 0", en: "a raw body, the hash padded") {
            _ = try ConformanceCaller.accepted(try await $0.send(try $0.document().bytes, .edoc))
        },
        ConformanceCase(
            .sendEdoc, vi: "thân có thêm CRLF, hash-file bỏ số 0 (như SDK của nhà cung cấp)",
            en: "CRLF behind the body, the hash unpadded (as the vendor's client does)"
        ) {
            let reply = try await $0.send(
                try $0.document().bytes, .edoc, rendering: .unpadded, tail: [0x0d, 0x0a])
            _ = try ConformanceCaller.accepted(reply)
        },
        ConformanceCase(.sendEdoc, vi: "multipart/form-data, phần file_doc", en: "multipart/form-data, part file_doc") {
            let paper = try $0.document()
            let boundary = "----kiemtra\(UUID().uuidString)"
            let head =
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"file_doc\"; filename=\"a.edxml\"\r\n"
                + "Content-Type: application/xml\r\n\r\n"
            let body = Array(head.utf8) + paper.bytes + Array("\r\n--\(boundary)--\r\n".utf8)
            let parameters = Parameters.sendEdoc(from: $0.settings.from.text, .edoc, hash: FileHash(of: paper.bytes))
            _ = try ConformanceCaller.accepted(
                try await $0.call(
                    .sendEdoc, parameters, body: body, contentType: "multipart/form-data; boundary=\(boundary)"))
        },
        ConformanceCase(
            .sendEdoc, vi: "Expect: 100-continue được trả lời trong một giây",
            en: "Expect: 100-continue is answered within a second"
        ) { caller in
            let paper = try caller.document()
            let parameters = Parameters.sendEdoc(
                from: caller.settings.from.text, .edoc, hash: FileHash(of: paper.bytes))
            let headers = caller.headers(.sendEdoc, parameters, contentType: "application/octet-stream")
            let line =
                try await RawExchange(url: caller.settings.url, authorities: caller.settings.authorities)
                .firstAnswer(
                    toHead: headers + [("Content-Length", "\(paper.bytes.count)"), ("Expect", "100-continue")],
                    path: VXP.Operation.sendEdoc.path, within: .seconds(1))?.line ?? ""
            try must(
                line.hasPrefix("HTTP/1.1 100"), vi: "nhận được “\(line)”; client chờ ba giây ở mỗi lời gọi",
                en: "the answer was “\(line)”; clients then wait three seconds on every call")
        },
        ConformanceCase(.sendEdoc, vi: "gửi lặp lại được cùng DocId", en: "a repeat gets the same DocId") {
            let paper = try $0.document()
            let first = try ConformanceCaller.accepted(try await $0.send(paper.bytes, .edoc))
            let second = try ConformanceCaller.accepted(try await $0.send(paper.bytes, .edoc))
            try must(first == second, vi: "DocId \(first), rồi \(second)", en: "DocId \(first), then \(second)")
        },
    ]

    private static func refuses(
        vi: String, en: String, _ body: @escaping @Sendable (ConformanceCaller) throws -> [UInt8]
    ) -> ConformanceCase {
        ConformanceCase(.sendEdoc, vi: vi, en: en) { caller in
            try ConformanceCaller.refused(try await caller.send(try body(caller), .edoc))
        }
    }

    private static let refusedBodies: [ConformanceCase] = [
        ConformanceCase(.sendEdoc, vi: "sai hash-file thì bị từ chối", en: "a wrong hash-file is refused") {
            let parameters = Parameters.sendEdoc(from: $0.settings.from.text, .edoc, hash: FileHash(of: [1]))
            try ConformanceCaller.refused(
                try await $0.call(
                    .sendEdoc, parameters, body: try $0.document().bytes, contentType: "application/octet-stream"))
        },
        refuses(vi: "thân rỗng thì bị từ chối", en: "an empty body is refused") { _ in [] },
        refuses(vi: "XML gãy thì bị từ chối", en: "broken XML is refused") {
            Array(try $0.document().bytes.dropLast(40))
        },
        refuses(vi: "DOCTYPE thì bị từ chối", en: "a DOCTYPE is refused") { caller in
            let text = String(decoding: try caller.document().bytes, as: UTF8.self)
            let spoiled = text.replacing("<edXML xmlns", with: "<!DOCTYPE edXML [<!ENTITY a \"b\">]>\n<edXML xmlns")
            return Array(spoiled.utf8)
        },
        refuses(vi: "sai không gian tên thì bị từ chối", en: "another namespace is refused") { caller in
            let text = String(decoding: try caller.document().bytes, as: UTF8.self)
            return Array(text.replacing("http://www.mic.gov.vn/TBT/QCVN_102_2016", with: "http://www.go.vn/eDoc").utf8)
        },
        refuses(vi: "sửa sau khi ký thì bị từ chối", en: "changed after signing is refused") { caller in
            let paper = try caller.document()
            guard paper.isSigned else {
                throw LeftOut(vi: "cần --key và --certificate", en: "it needs --key and --certificate")
            }
            return paper.bytes.replacing(Array("phù hợp".utf8), with: Array("phu hop".utf8))
        },
        refuses(vi: "nơi nhận không có trong danh bạ thì bị từ chối", en: "an unknown recipient is refused") { caller in
            guard let stranger = AgencyID("X99.99.99") else { return [] }
            return try caller.document(to: [stranger]).bytes
        },
        refuses(vi: "nơi gửi không thuộc hệ thống thì bị từ chối", en: "a sender of somebody else's is refused") {
            caller in
            guard let stranger = AgencyID("X99.99.99") else { return [] }
            return try caller.document(from: stranger).bytes
        },
        ConformanceCase(
            .sendEdoc, vi: "dung lượng quá lớn bị từ chối trước khi gửi",
            en: "too large a body is refused before it is sent"
        ) { caller in
            let parameters = Parameters.sendEdoc(from: caller.settings.from.text, .edoc, hash: FileHash(of: []))
            let headers = caller.headers(.sendEdoc, parameters, contentType: "application/octet-stream")
            let answer = try await RawExchange(url: caller.settings.url, authorities: caller.settings.authorities)
                .firstAnswer(
                    toHead: headers + [("Content-Length", "1099511627776"), ("Expect", "100-continue")],
                    path: VXP.Operation.sendEdoc.path, within: .seconds(5))
            guard let line = answer?.line else {
                throw Shortcoming(vi: "không có trả lời trong năm giây", en: "there was no answer in five seconds")
            }
            try must(
                !line.hasPrefix("HTTP/1.1 100"), vi: "một tebibyte được mời gửi tiếp",
                en: "a tebibyte was invited to be sent")
        },
    ]

    private static let sentStatuses: [ConformanceCase] = [
        ConformanceCase(.sendEdoc, vi: "trạng thái của nơi nhận được nhận", en: "a recipient's status is taken") {
            let (paper, _) = try await $0.sent()
            _ = try ConformanceCaller.accepted(try await $0.send(try $0.status(.registered, about: paper), .status))
        },
        ConformanceCase(
            .sendEdoc, vi: "trạng thái gửi lặp được cùng DocId", en: "a repeated status gets the same DocId"
        ) {
            let (paper, _) = try await $0.sent()
            let status = try $0.status(.registered, about: paper)
            let first = try ConformanceCaller.accepted(try await $0.send(status, .status))
            let second = try ConformanceCaller.accepted(try await $0.send(status, .status))
            try must(first == second, vi: "DocId \(first), rồi \(second)", en: "DocId \(first), then \(second)")
        },
        ConformanceCase(
            .sendEdoc, vi: "trạng thái đến trễ, sai thứ tự vẫn được nhận",
            en: "statuses late and out of order are taken"
        ) {
            let (paper, _) = try await $0.sent()
            for code in [StatusCode.completed, .registered, .arrived] {
                _ = try ConformanceCaller.accepted(try await $0.send(try $0.status(code, about: paper), .status))
            }
        },
    ]
}
