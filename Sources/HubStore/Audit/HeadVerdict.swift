import HubCore

/// Holds the tree that the entries give against the heads that were signed.
struct HeadVerdict {
    /// Entries of the journal.
    let size: Int64
    /// The roots that the entries give, at the heads' sizes.
    let roots: [Int64: [UInt8]]
    let heads: AuditedHeads
    let keys: [NoteKey]

    /// What is wrong with the heads that lie beside the journal.
    var flaws: AuditFlaws {
        var flaws = AuditFlaws()
        for signed in heads.signed where signed.head.size <= size && roots[signed.head.size] != signed.head.root {
            flaws.add(.headDifferent, at: stretch(before: signed.head.size), signed.place.name)
        }
        if let newest = heads.newest {
            if newest.size > size {
                flaws.add(.headBeyond, at: .entries(size...(newest.size - 1)), "\(newest.size - size)")
            } else if newest.size < size {
                flaws.add(.entriesUnsigned, at: .entries(newest.size...(size - 1)), "\(size - newest.size)")
            }
        }
        return flaws
    }

    /// The entries among which something was altered, when a head does not fit: those after the last head that does.
    private func stretch(before end: Int64) -> AuditPlace {
        let fitting = heads.signed.map(\.head).filter { $0.size < end && roots[$0.size] == $0.root }.map(\.size)
        return end > 0 ? .entries((fitting.max() ?? 0)...(end - 1)) : .database
    }

    /// What is wrong in the light of something that the auditor kept.
    func flaws(of proof: KeptProof, disproven: [Int64]) -> [AuditFlaw] {
        guard let head = proof.head(signedBy: keys) else {
            return [AuditFlaw(.keptUnsigned, at: .file(proof.name))]
        }
        if head.size > size {
            return [AuditFlaw(.keptBeyond, at: .entries(size...(head.size - 1)), proof.name)]
        }
        let entries = disproven.filter { proof.leaves[$0] != nil }.map {
            AuditFlaw(.keptDifferent, at: .entry($0), proof.name)
        }
        let isContinued = roots[head.size] == head.root
        let whole =
            isContinued || head.size == 0
            ? []
            : [
                AuditFlaw(.keptDifferent, at: stretch(before: head.size), proof.name)
            ]
        return entries + whole
    }
}

extension AuditPlace {
    fileprivate var name: String {
        switch self {
        case .file(let name): name
        case .part(let part, let file): "\(file), \(part)"
        default: ""
        }
    }
}
