/// One of the database's tables, with what the journal makes of it.
package struct ViewTable: Sendable {
    package let name: String
    /// The columns that name a row; rows are compared in their order.
    package let key: [String]
    package let columns: [ViewColumn]
    /// The column that names the document, or the delivery, that a row is about.
    package let subject: Subject

    package enum Subject: Sendable {
        case document(String)
        case delivery(String)
        /// Some other thing, by its name, of which facts of these kinds tell.
        case other(String, [String])
        /// Nothing but the whole.
        case none
    }

    init(_ name: String, key: [String], about subject: Subject = .none, _ columns: [ViewColumn]) {
        self.name = name
        self.key = key
        self.columns = columns
        self.subject = subject
    }
}

/// A column, and whether the journal alone gives its values.
package struct ViewColumn: Sendable {
    package let name: String
    package let standing: Standing

    package enum Standing: Sendable {
        /// The fold gives it.
        case derived
        /// The fold gives it, and people wrote it: a difference is shown by its hash.
        case words
        /// The fold gives this form of it, in SQL; `{t}` is the row.
        case derivedAs(String)
        /// The fold gives it, but for a delivery that is leased: see ``Apart/lease``.
        case whileNotLeased
        /// The fold cannot give it.
        case apart(Apart)
    }

    init(_ name: String, _ standing: Standing = .derived) {
        self.name = name
        self.standing = standing
    }
}

/// Why the journal does not make something.
package enum Apart: String, Sendable, CaseIterable {
    /// It is the journal.
    case journal
    /// The journal holds digests, never contents.
    case contents
    /// Never journalled: it proves who somebody is, or signs.
    case secret
    /// The hub's signature, for which the fold has no key; what it signs is compared.
    case signature
    /// A courier's hold on a delivery ends by itself, and nobody outside learns of it.
    case lease
    /// A way out that a fact filled, and that is emptied as it is served.
    case queue
    /// Kept for minutes or hours, for whoever asks again.
    case shortLived
    /// Reckoned from the views by the plan of the configuration, which the journal knows by its digest only.
    case plan
    /// Others' signatures about the journal.
    case witness
    /// An index of another table, made anew whenever somebody wishes.
    case index
    /// What the tables look like, not what is in them.
    case schema
}
