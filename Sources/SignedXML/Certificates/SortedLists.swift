/// Revocation lists, by what they are good for.
struct SortedLists {
    /// Of those that replace one another, the newest.
    private(set) var counting: [RevocationList] = []
    /// Without number or *nextUpdate*: they cannot be told from old ones, so they clear nobody; what they revoke is revoked.
    private(set) var incomplete: [RevocationList] = []
    private(set) var problems: [Finding] = []

    /// None.
    init() {}

    /// - Parameter authorities: who is known to sign lists. Of a list in another's name (an authority may come with a document)
    ///   OpenSSL judges the signature when it is used.
    init(_ lists: [RevocationList], authorities: [Certificate]) throws {
        var newest: [String: RevocationList] = [:]
        var seen: Set<String> = []
        for list in lists where seen.insert(list.fingerprint).inserted {
            let namesakes = authorities.filter { $0.subject == list.issuer }
            let isForeign = try !namesakes.isEmpty && !namesakes.contains { try list.isSigned(by: $0) }
            if isForeign {
                problems.append(Finding(RevocationListRules.issuer, ["issuer": list.issuer]))
            } else if list.number == nil || list.nextUpdate == nil {
                problems.append(Finding(RevocationListRules.incomplete, ["issuer": list.issuer]))
                incomplete.append(list)
            } else if newest[list.scope]?.isOlder(than: list) ?? true {
                newest[list.scope] = list
            }
        }
        counting = newest.values.sorted { $0.fingerprint < $1.fingerprint }
    }
}

extension TrustStore {
    /// What speaks against taking a list that has just been fetched in place of what is here.
    /// - Parameter time: seconds since 1970.
    /// - Returns: nothing when it may be taken.
    /// - Throws: ``SignedXMLError`` when OpenSSL fails.
    package func objections(to list: RevocationList, at time: Int64) throws -> [Finding] {
        var objections: [Finding] = []
        func object(_ rule: Rule, _ arguments: [String: String] = [:]) {
            objections.append(Finding(rule, arguments.merging(["issuer": list.issuer]) { first, _ in first }))
        }
        if try !authorities.contains(where: { try list.isSigned(by: $0) }) {
            object(RevocationListRules.issuer)
        }
        guard let number = list.number, let next = list.nextUpdate else {
            object(RevocationListRules.incomplete)
            return objections
        }
        if next <= time { object(RevocationListRules.expired) }
        // Clocks may differ by some minutes.
        if list.thisUpdate > time + 300 { object(RevocationListRules.future) }
        if let held = lists.first(where: { $0.scope == list.scope }), list.isOlder(than: held) {
            object(RevocationListRules.older, ["number": number, "held": held.number ?? "–"])
        }
        return objections
    }
}
