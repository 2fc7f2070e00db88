import HTTPTypes
import HubCore
import HubStore
import SignedXML
import VXP

/// What a call's parameters ask for. One that cannot be understood is refused, never left out of account.
extension VXP.Parameters {
    /// - Throws: ``Refusal`` when another service than that of documents is asked for.
    func requireServiceType() throws {
        guard let stated = self["servicetype"], !stated.isEmpty, stated.lowercased() != Self.serviceType.lowercased()
        else { return }
        throw Refusal(.badRequest, VXPRule.headerInvalid, ["name": "servicetype", "allowed": Self.serviceType])
    }

    /// Message type, bounds of time, and where to go on: what both lists take.
    func selection() throws -> CentreDesk.Selection {
        try requireServiceType()
        return CentreDesk.Selection(
            kind: try MessageFacts.Kind(messageType: self["messagetype"]),
            window: try AcceptanceWindow(fromDate: self["fromDate"], toDate: self["toDate"]),
            after: self["after"].flatMap { $0.isEmpty ? nil : $0 },
            limit: try CentreDesk.limit(self["limit"]))
    }

    /// The version to synchronise from; `nil` for the whole register.
    func version() throws -> Int64? {
        guard let stated = self["fromVersion"], !stated.isEmpty else { return nil }
        guard let version = Int64(stated), version >= 0 else {
            throw Refusal(.badRequest, VXPRule.headerInvalid, ["name": "fromVersion", "allowed": "0, 1, 2, …"])
        }
        return version
    }
}

extension CentreDesk {
    /// - Throws: ``Refusal`` for what is no number of rows.
    static func limit(_ stated: String?) throws -> Int {
        guard let stated, !stated.isEmpty else { return longestList }
        guard let limit = Int(stated), (1...longestList).contains(limit) else {
            throw Refusal(.badRequest, VXPRule.headerInvalid, ["name": "limit", "allowed": "1…\(longestList)"])
        }
        return limit
    }
}

extension CentreDesk.Page {
    /// The member `next` of a list reply: the value of `after` that continues it.
    var continuation: [JSON.Member] { next.map { [JSON.Member("next", .string($0))] } ?? [] }
}

extension AcceptanceWindow {
    /// From `yyyy/MM/dd` or `yyyy/MM/dd HH:mm:ss`, local time; a date alone as the upper bound means its whole day.
    /// - Throws: ``Refusal`` for a date that cannot be read, or bounds the wrong way round.
    init(fromDate: String?, toDate: String?) throws {
        func moment(_ name: String, _ text: String?) throws -> Int64? {
            guard let text, !text.isEmpty else { return nil }
            guard let moment = AxisTime.milliseconds(ofDisplay: text) else {
                throw Refusal(
                    .badRequest, VXPRule.headerInvalid, ["name": name, "allowed": "yyyy/MM/dd, yyyy/MM/dd HH:mm:ss"])
            }
            return moment
        }
        let lower = try moment("fromDate", fromDate)
        let upper = try moment("toDate", toDate).map { $0 + (toDate?.utf8.count == 10 ? 86_399_999 : 999) }
        if let lower, let upper, lower > upper {
            throw Refusal(.badRequest, VXPRule.headerInvalid, ["name": "fromDate", "allowed": "≤ toDate"])
        }
        self.init(
            from: lower.map { Timestamp(milliseconds: $0) }, to: upper.map { Timestamp(milliseconds: $0) })
    }
}

extension MailboxItem {
    /// `7816-VPCP-TTĐT.edxml`
    var fileName: String { "\(code.isEmpty ? delivery.text : code)\(kind == .status ? "-trang-thai" : "").edxml" }
}
