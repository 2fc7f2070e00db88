extension MessageFacts {
    /// Those whom an update adds to its document.
    package var addedRecipients: [Party] { (changes?.added ?? []).map { Party(id: $0) } }

    /// Those whom the packet concerns beside the ones it is addressed to: from whom it recalls a document, whom an update
    /// removes, who held what is replaced.
    package var concerned: [Party] {
        let named: [String]
        switch (kind, businessType) {
        case (.document, 1): named = responseFor.map(\.organID)
        case (.document, 2): named = changes?.removed ?? []
        case (.document, 3): named = (replaces ?? []).flatMap(\.holders)
        default: named = []
        }
        var known = Set((to + [from]).map(\.id.canonicalIdentifier))
        return named.filter { known.insert($0.canonicalIdentifier).inserted }.map { Party(id: $0) }
    }
}
