import HubCore
import HubStore
import NIOCore
import SignedXML

/// What an operator can ask about deadlines.
package enum DeadlineAct: Codable, Sendable {
    case list(DutyQuery, after: DutyPlace?, limit: Int)
    /// A document, as ``OperatorAct/track(_:)`` takes it.
    case show(String)
}

/// What came of a ``DeadlineAct``.
package enum DeadlineReply: Codable, Sendable {
    case list([DutyLine], next: DutyPlace?)
    case shown([TrackedDocument])
}

extension OperatorDesk {
    func perform(_ act: DeadlineAct) async throws -> DeadlineReply {
        guard deadlines.book != nil else { throw OperatorRefusal(says: Self.noDeadlines) }
        switch act {
        case .list(var query, let after, let limit):
            // An agency is asked for by any identifier that it bears.
            if case .agencies(let ids) = query.concern {
                query.concern = .agencies(try await store.agencies(ids).values.map(\.id) + ids)
            }
            let page = try await deadlines.list(query, after: after, limit: min(max(limit, 1), 1000))
            return .list(page.lines, next: page.next)
        case .show(let text): return .shown(try await track(text))
        }
    }

    private static let noDeadlines = Bilingual(
        vi: "Trục này không tính hạn: cấu hình không có nhóm deadlines.",
        en: "This hub keeps no deadlines: there is no group “deadlines” in the configuration.")
}

extension OperatorLine {
    /// - Throws: ``OperatorRefusal``, ``Unreachable``, or what a store that stands still throws.
    package func asked(_ act: DeadlineAct) async throws -> DeadlineReply {
        guard case .deadlines(let reply) = try await asked(OperatorAct.deadlines(act)) else {
            throw Unreachable(unexpectedReplyTo: "deadlines")
        }
        return reply
    }
}

extension DeadlineReply {
    /// One JSON value on one line.
    package var json: String {
        switch self {
        case .list(let lines, _): String(buffer: WireJSON.encode(lines))
        case .shown(let documents): TrackedDocument.json(documents)
        }
    }
}
