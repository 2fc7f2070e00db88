import GRDB
import HubCore

/// The writing side of the lists, inside one transaction: brings rows and words of documents to what they are now.
struct ListingLedger {
    private let db: Database

    init(_ db: Database) { self.db = db }

    /// - Parameter gone: places of documents of which no row is to be there.
    /// - Returns: the agencies whose lists may have changed.
    func put(_ documents: [ListedDocument], gone: [Int64]) throws -> Set<String> {
        var changed: Set<String> = []
        for place in gone {
            guard let before = try found(at: place) else { continue }
            changed.formUnion(try drop(before.holders, at: place))
            try forget(before, at: place)
            try db.run("DELETE FROM found WHERE place = ?", [place])
        }
        for document in documents {
            let numbers = try Numbers(of: document, in: db)
            changed.formUnion(try put(document, numbers))
        }
        return changed
    }

    private func put(_ document: ListedDocument, _ numbers: Numbers) throws -> Set<String> {
        let type = try db.number(ofType: document.typeName)
        for holder in document.holders { try put(holder, of: document, type: type, numbers) }
        let holders = document.holders.map { Holding(agency: numbers[$0.agency], box: $0.box) }
        let before = try found(at: document.place)
        let left = before.map { Set($0.holders).subtracting(holders) } ?? []
        let changed = try drop(Array(left), at: document.place)
        let now = Found(holders: holders, words: document.indexed(numbers))
        if before?.words != now.words || before?.holders != now.holders {
            try put(now, over: before, at: document.place)
        }
        try db.run(
            """
            INSERT INTO day_span (day, first, last) VALUES (?1, ?2, ?2)
            ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)
            WHERE excluded.first < first OR excluded.last > last
            """, [document.day, document.place])
        return changed.union(document.holders.map(\.agency))
    }

    private func put(
        _ holder: ListedDocument.Holder, of document: ListedDocument, type: Int64, _ numbers: Numbers
    ) throws {
        let (agency, box) = (numbers[holder.agency], holder.box.number)
        let before = try share(of: agency, box, at: document.place)
        try db.run(
            """
            INSERT OR REPLACE INTO listed (agency, box, place, day, state, steps, priority, type, business, counterpart,
                recipients, progress, due_at, duty, receipt_due, to_do_rank, is_unsent, is_failed, is_returned,
                awaits_answer, is_replaced, marks, times)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                agency, box, document.place, document.day, holder.state.number, holder.steps, document.priority, type,
                document.businessType, holder.counterpart.map { numbers[$0] }, document.recipients.count,
                holder.progress.text, holder.due?.at.milliseconds, holder.due?.duty.number,
                holder.receiptDue?.milliseconds, holder.isToDo ? holder.due?.at.milliseconds ?? Int64.max : nil,
                holder.box == .sent && holder.progress[.waiting] > 0,
                holder.box == .sent && holder.progress[.failed] > 0,
                holder.box == .sent && holder.progress[.returned] > 0, holder.awaitsAnswer, document.isReplaced,
                holder.marks.rawValue, FigureShare.packed(holder.times),
            ])
        let now = try share(of: agency, box, at: document.place)
        try FiguresLedger(db: db).change(before, to: now, of: holder.agency)
        try offer(type, as: .typeName, to: agency, box, at: document.place)
        let counterparts = holder.box == .sent ? document.recipients : [document.sender]
        for counterpart in counterparts {
            try offer(numbers[counterpart], as: .counterpart, to: agency, box, at: document.place)
        }
    }

    /// What a row adds to the figures; `nil` where there is none.
    private func share(of agency: Int64, _ box: Int, at place: Int64) throws -> FigureShare? {
        try db.row("SELECT * FROM listed WHERE agency = ? AND box = ? AND place = ?", [agency, box, place])
            .map(FigureShare.init)
    }

    /// What the filters offer, and the newest document for which it would.
    private func offer(_ value: Int64, as what: ListingChoiceKind, to agency: Int64, _ box: Int, at place: Int64) throws
    {
        try db.run(
            """
            INSERT INTO choice (agency, box, what, value, place) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET place = excluded.place WHERE excluded.place > place
            """, [agency, box, what.rawValue, value, place])
    }

    // MARK: Words

    private struct Holding: Hashable {
        let agency: Int64
        let box: ListingBox

        var text: String { "\(agency)\(box.letter)" }

        init(agency: Int64, box: ListingBox) { (self.agency, self.box) = (agency, box) }

        init?(text: Substring) {
            guard let agency = Int64(text.dropLast()),
                let box = ListingBox.allCases.first(where: { text.hasSuffix($0.letter) })
            else { return nil }
            self.init(agency: agency, box: box)
        }
    }

    private struct Found {
        let holders: [Holding]
        let words: String
    }

    private func found(at place: Int64) throws -> Found? {
        guard let row = try db.row("SELECT holders, words FROM found WHERE place = ?", [place]) else { return nil }
        let holders: String = try row.required("holders")
        return Found(
            holders: holders.split(separator: " ").compactMap(Holding.init(text:)), words: try row.required("words"))
    }

    private func put(_ now: Found, over before: Found?, at place: Int64) throws {
        if before?.words != now.words {
            if let before { try forget(before, at: place) }
            try db.run("INSERT INTO word (rowid, words) VALUES (?, ?)", [place, now.words])
        }
        try db.run(
            "INSERT OR REPLACE INTO found (place, holders, words) VALUES (?, ?, ?)",
            [place, now.holders.map(\.text).joined(separator: " "), now.words])
    }

    private func forget(_ before: Found, at place: Int64) throws {
        try db.run("INSERT INTO word (word, rowid, words) VALUES ('delete', ?, ?)", [place, before.words])
    }

    /// - Returns: the agencies whose rows they were.
    private func drop(_ holders: [Holding], at place: Int64) throws -> Set<String> {
        var agencies: Set<String> = []
        for holder in holders {
            guard let id = try db.text("SELECT id FROM agency WHERE number = ?", [holder.agency]) else { continue }
            let before = try share(of: holder.agency, holder.box.number, at: place)
            try FiguresLedger(db: db).change(before, to: nil, of: id)
            try db.run(
                "DELETE FROM listed WHERE agency = ? AND box = ? AND place = ?",
                [holder.agency, holder.box.number, place])
            agencies.insert(id)
        }
        return agencies
    }
}

extension ListedDocument {
    /// All that the index has of it: its words, and marks by which the words of one agency's box are found alone. A mark begins
    /// with what no word begins with.
    fileprivate func indexed(_ numbers: Numbers) -> String {
        var all = words
        for holder in holders {
            all.insert(ListingMark.holder(numbers[holder.agency], holder.box))
            all.formUnion(holder.words.map { ListingMark.own(numbers[holder.agency], $0) })
            let counterparts = holder.box == .sent ? recipients : [sender]
            all.formUnion(counterparts.map { ListingMark.counterpart(numbers[$0], holder.box) })
        }
        return all.sorted().joined(separator: " ")
    }
}

/// Words of the index that nobody wrote.
enum ListingMark {
    static func holder(_ agency: Int64, _ box: ListingBox) -> String { "_a\(agency)\(box.letter)" }

    /// A word by which only this agency may find a document.
    static func own(_ agency: Int64, _ word: String) -> String { "_w\(agency)_\(word)" }

    /// The counterpart of those who have the document in this box.
    static func counterpart(_ agency: Int64, _ box: ListingBox) -> String { "_c\(agency)\(box.letter)" }
}

enum ListingChoiceKind: Int { case typeName, counterpart }

extension ListingBox {
    var number: Int { self == .sent ? 0 : 1 }
    fileprivate var letter: String { self == .sent ? "s" : "r" }
}

extension Duty {
    var number: Int { self == .receipt ? 0 : 1 }
}

/// The numbers under which the lists have agencies.
private struct Numbers {
    private let known: [String: Int64]

    init(of document: ListedDocument, in db: Database) throws {
        let agencies = Set([document.sender] + document.recipients)
        known = try agencies.reduce(into: [:]) { $0[$1] = try db.number(ofAgency: $1) }
    }

    /// Of an agency of the document.
    subscript(_ agency: String) -> Int64 { known[agency] ?? 0 }
}

extension Database {
    func number(ofAgency id: String) throws -> Int64 {
        if let number = try number("SELECT number FROM agency WHERE id = ?", [id]) { return number }
        try run("INSERT INTO agency (id) VALUES (?)", [id])
        return lastInsertedRowID
    }

    fileprivate func number(ofType name: String) throws -> Int64 {
        if let number = try number("SELECT number FROM type_name WHERE name = ?", [name]) { return number }
        try run("INSERT INTO type_name (name) VALUES (?)", [name])
        return lastInsertedRowID
    }
}
