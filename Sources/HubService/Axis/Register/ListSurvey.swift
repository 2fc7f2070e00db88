import EdXML
import HubCore
import HubStore
import VXP

/// What a list holds, before anything of it is followed.
struct ListSurvey: Sendable {
    private(set) var rows = 0
    /// The highest version; `nil` when a row has none.
    private(set) var version: Int64?
    /// Whether versions only grow from row to row, so that one may stop anywhere and go on from there.
    private(set) var isInOrder = true
    /// Whether the list is the agencies in force, without marks of deletion: who is not in it is gone.
    private(set) var isComplete = false
    /// How many agencies in force beyond the axis it would retire.
    private(set) var retiring = 0
    /// Agencies that the list has had and has no longer.
    private(set) var missing: [ListedAgency] = []
    /// Agencies that an operator put there, and the list does not have.
    private(set) var unlisted: [ListContradiction] = []

    /// Reads all of it once.
    /// - Parameter isWhole: whether the list was asked for as a whole.
    init(of file: ListFile, isWhole: Bool, in store: any Store) async throws {
        var (versions, plain, last) = (0, 0, Int64.min)
        var seen: Set<String> = []
        try await file.forEach(ListWalk.step) { batch in
            rows += batch.count
            for row in batch {
                guard let stated = row.unit.flatMap({ Int64($0.version) }) else {
                    plain += 1
                    continue
                }
                versions += 1
                isInOrder = isInOrder && stated >= last
                last = max(last, stated)
            }
            if versions == 0 { seen.formUnion(batch.map(\.code.canonicalIdentifier)) }
            retiring += try await store.inForce(batch.filter { $0.unit?.isDeleted == true }.map(\.code))
        }
        version = plain == 0 && versions > 0 ? last : nil
        isInOrder = isInOrder && plain == 0
        isComplete = isWhole && versions == 0
        if isComplete { try await compare(with: seen, in: store) }
    }

    /// Finds out who of the register is not among those in the list.
    private mutating func compare(with seen: Set<String>, in store: any Store) async throws {
        var after = ""
        while true {
            let page = try await store.agenciesBeyond(after: after, limit: ListWalk.page)
            guard let last = page.last else { break }
            let candidates = page.filter { !seen.contains($0.id) }
            let agencies = try await store.agencies(candidates.map(\.id))
            for beyond in candidates {
                let former = agencies[beyond.id]?.formerIdentifiers ?? []
                if former.contains(where: { seen.contains($0.id) }) { continue }
                if let row = beyond.listing {
                    missing.append(ListedAgency(row: row, code: beyond.id, name: "", isDeleted: true))
                } else {
                    unlisted.append(ListContradiction(.notListed, beyond.id))
                }
            }
            after = last.id
        }
        retiring += missing.count
    }

    /// Whether so many would go at once that somebody should look first: more than a share, and more than a handful; or
    /// anybody at all, by a list with nobody in it.
    func isSuspicious(share: Int, of count: Int) -> Bool {
        if rows == 0 { return retiring > 0 }
        return retiring > Self.handful && retiring * 100 > count * share
    }

    private static let handful = 10
}

extension RegisterStore {
    /// How many of these agencies are in force and beyond the axis.
    fileprivate func inForce(_ codes: [String]) async throws -> Int {
        guard !codes.isEmpty else { return 0 }
        let found = try await agencies(codes)
        return Set(found.values.filter { !$0.isLocal && $0.validUntil == nil }.map(\.id)).count
    }
}
