import EdXML
import HubCore
import HubStore
import NIOCore
import SignedXML

/// What would be judged differently, per agency.
package struct RecheckReport: Sendable, Codable {
    /// What is said of a document now.
    enum Verdict {
        case accepted(flags: [String], unserved: Int)
        case refused([String])
        /// Its bytes are kept no longer.
        case retired
        /// Its bytes are missing, or others.
        case damaged
    }

    package struct Tally: Sendable, Codable {
        package var judged: Int64 = 0
        /// Accepted then, refused now.
        package var refused: Int64 = 0
        /// Refused now for nothing but that the certificate has run out since.
        package var expired: Int64 = 0
        /// Accepted then and now, with other flags.
        package var flagged: Int64 = 0
        package var retired: Int64 = 0
        package var damaged: Int64 = 0
        /// How many documents each code is about.
        package var codes: [String: Int64] = [:]

        package var changed: Int64 { refused + flagged }
    }

    /// One that is judged differently.
    package struct Change: Sendable, Codable {
        package let document: String
        package let sender: String
        package let code: String
        package let acceptedAt: Timestamp
        /// Its journal entry.
        package let entry: Int64
        package let isRefused: Bool
        /// Codes said now and not then: all that refuse, or the new flags.
        package let now: [String]
        /// Flags of then that are not said now.
        package let nowUnsaid: [String]
    }

    /// By the senders' identifiers.
    package private(set) var agencies: [String: Tally] = [:]
    /// The first of them, in the order in which they were accepted.
    package private(set) var changes: [Change] = []
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    package var total: Tally {
        agencies.values.reduce(into: Tally()) { sum, tally in
            sum.judged += tally.judged
            sum.refused += tally.refused
            sum.expired += tally.expired
            sum.flagged += tally.flagged
            sum.retired += tally.retired
            sum.damaged += tally.damaged
            sum.codes.merge(tally.codes, uniquingKeysWith: +)
        }
    }

    /// What time alone has done.
    private static let aged: Set = [CertificateRules.expired.code]

    mutating func take(_ verdict: Verdict, on record: DocumentRecord) {
        var tally = agencies[record.sender] ?? Tally()
        defer { agencies[record.sender] = tally }
        switch verdict {
        case .retired: tally.retired += 1
        case .damaged: tally.damaged += 1
        case .refused(let codes):
            tally.judged += 1
            if Set(codes).subtracting(Self.aged).isEmpty {
                tally.expired += 1
            } else {
                tally.refused += 1
                note(codes, unsaid: [], isRefused: true, record, &tally)
            }
        case .accepted(let flags, _):
            tally.judged += 1
            let (then, now) = (Set(record.facts.flags), Set(flags))
            guard then != now else { return }
            tally.flagged += 1
            note(
                now.subtracting(then).sorted(), unsaid: then.subtracting(now).sorted(), isRefused: false, record,
                &tally)
        }
    }

    private mutating func note(
        _ codes: [String], unsaid: [String], isRefused: Bool, _ record: DocumentRecord, _ tally: inout Tally
    ) {
        for code in Set(codes + unsaid) { tally.codes[code, default: 0] += 1 }
        guard changes.count < limit else { return }
        changes.append(
            Change(
                document: record.id.text, sender: record.sender, code: record.facts.code,
                acceptedAt: record.acceptedAt, entry: record.journalIndex, isRefused: isRefused, now: codes,
                nowUnsaid: unsaid))
    }
}

extension RecheckReport {
    package func text(in language: Language) -> String {
        let total = total
        let head =
            language == .vi
            ? "Xét lại \(total.judged) gói tin: nay sẽ từ chối \(total.refused), cảnh báo khác \(total.flagged); \(total.expired) chỉ vì chứng thư nay đã hết hạn; \(total.retired) không còn nội dung; \(total.damaged) hỏng.\n"
            : "Judged \(total.judged) packets again: \(total.refused) would be refused now, \(total.flagged) flagged otherwise; \(total.expired) only since their certificate has run out; \(total.retired) no longer kept; \(total.damaged) damaged.\n"
        let changed = agencies.filter { $0.value.changed > 0 }
        let agencies = changed.sorted { ($1.value.changed, $0.key) < ($0.value.changed, $1.key) }
            .map { agency, tally in
                let codes = tally.codes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                    .map { "\($0.key) ×\($0.value)" }.joined(separator: ", ")
                return language == .vi
                    ? "\(agency): \(tally.judged) gói, từ chối \(tally.refused), cảnh báo khác \(tally.flagged) (\(codes))\n"
                    : "\(agency): \(tally.judged) packets, \(tally.refused) refused, \(tally.flagged) flagged otherwise (\(codes))\n"
            }
        return head + agencies.joined() + changes.map { $0.text(in: language) }.joined()
    }

    package var json: String {
        struct Report: Encodable {
            let total: Tally
            let agencies: [String: Tally]
            let changes: [Change]
        }
        return String(buffer: WireJSON.encode(Report(total: total, agencies: agencies, changes: changes)))
    }
}

extension RecheckReport.Change {
    fileprivate func text(in language: Language) -> String {
        let word =
            switch (isRefused, language) {
            case (true, .vi): "nay từ chối"
            case (true, .en): "refused now"
            case (false, .vi): "cảnh báo"
            case (false, .en): "flags"
            }
        let codes = now + nowUnsaid.map { "−\($0)" }
        return "  \(acceptedAt.shown)  \(sender)  \(code)  [\(document)]  \(word): \(codes.joined(separator: ", "))\n"
    }
}
