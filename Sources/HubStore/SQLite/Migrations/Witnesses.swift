extension Schema {
    /// What witnesses signed under heads of the journal, each beside the head as the hub signed it: so that a head and those who
    /// stand behind it are given out later as they were. No view of the journal: an entry for each would make the head that it is
    /// about the one before the last.
    static let witnesses = """
        CREATE TABLE cosignature (
            witness TEXT NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 0),
            at INTEGER NOT NULL,
            note TEXT NOT NULL,
            line TEXT NOT NULL,
            PRIMARY KEY (witness, size)
        ) STRICT;
        """
}
