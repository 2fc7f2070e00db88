extension Schema {
    /// The row of time-stamps, in its order; like cosignatures no view of the journal. What was stamped stands beside each token,
    /// since a renewal is over all of it.
    static let stamps = """
        CREATE TABLE stamp (
            position INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('head', 'renewal')),
            size INTEGER NOT NULL CHECK (size >= 0),
            note TEXT NOT NULL CHECK ((note = '') = (kind = 'renewal')),
            at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            hash TEXT NOT NULL,
            token BLOB NOT NULL
        ) STRICT;
        """
}
