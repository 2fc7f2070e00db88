extension Schema {
    /// `duty`: what is owed now, kept by following the journal (``DutyStore``); `place` is the delivery's position. `duty_step` and
    /// `duty_notice` are views of the steps raised, the second of whom they are shown to while the duty is owed. `mail_line` and
    /// `mail` are the way out of what is told by mail: lines gather, then go into one mail for each agency; '' are the operators.
    static let duties = """
        CREATE TABLE duty (
            place INTEGER NOT NULL,
            duty TEXT NOT NULL CHECK (duty IN ('receipt', 'processing')),
            recipient TEXT NOT NULL,
            since INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            runs_always INTEGER NOT NULL CHECK (runs_always IN (0, 1)),
            next_at INTEGER,
            PRIMARY KEY (place, duty)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX duty_next ON duty (next_at) WHERE next_at IS NOT NULL;
        CREATE INDEX duty_due ON duty (due_at, place, duty);
        CREATE INDEX duty_recipient ON duty (recipient, due_at, place, duty);
        CREATE TABLE duty_step (
            place INTEGER NOT NULL,
            duty TEXT NOT NULL,
            since INTEGER NOT NULL,
            step TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (place, duty, since, step)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE duty_notice (
            place INTEGER NOT NULL,
            duty TEXT NOT NULL,
            agency TEXT NOT NULL,
            PRIMARY KEY (place, duty, agency)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX duty_notice_agency ON duty_notice (agency, place, duty);
        CREATE TABLE duty_progress (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            plan TEXT NOT NULL,
            followed INTEGER NOT NULL,
            reckoned INTEGER
        ) STRICT;
        INSERT INTO duty_progress VALUES (1, '', 0, NULL);
        CREATE TABLE mail (
            id TEXT PRIMARY KEY,
            agency TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            attempt INTEGER NOT NULL DEFAULT 0,
            due_at INTEGER NOT NULL,
            lease_owner TEXT,
            reason TEXT
        ) STRICT;
        CREATE INDEX mail_due ON mail (due_at);
        CREATE TABLE mail_line (
            position INTEGER PRIMARY KEY,
            agency TEXT NOT NULL,
            line TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            mail TEXT REFERENCES mail (id)
        ) STRICT;
        CREATE INDEX mail_line_loose ON mail_line (agency, position) WHERE mail IS NULL;
        CREATE INDEX mail_line_mail ON mail_line (mail, position) WHERE mail IS NOT NULL;
        """
}
