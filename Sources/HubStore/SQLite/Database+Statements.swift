import Foundation
import GRDB
import HubCore

extension Database {
    /// Runs a statement, compiled once per connection.
    func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    func row(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }

    func rows(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> [Row] {
        try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
    }

    func text(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> String? {
        try String.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }

    func number(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> Int64? {
        try Int64.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }
}

/// Reading what the tables hold; a value that does not fit is a damaged database, not a crash.
extension Row {
    func moment(_ column: String) -> Timestamp? {
        (self[column] as Int64?).map(Timestamp.init(milliseconds:))
    }

    /// `nil` also of a value that does not fit.
    func optional<T: DatabaseValueConvertible>(_ column: String) -> T? {
        T.fromDatabaseValue(self[column] as DatabaseValue)
    }

    func required<T: DatabaseValueConvertible>(_ column: String) throws -> T {
        guard let value = T.fromDatabaseValue(self[column] as DatabaseValue) else { throw damaged(column) }
        return value
    }

    func time(_ column: String) throws -> Timestamp { Timestamp(milliseconds: try required(column)) }

    func identifier<Subject>(_ column: String) throws -> Identifier<Subject> {
        guard let identifier = Identifier<Subject>(try required(column)) else { throw damaged(column) }
        return identifier
    }

    func choice<T: RawRepresentable<String>>(_ column: String) throws -> T {
        guard let value = T(rawValue: try required(column)) else { throw damaged(column) }
        return value
    }

    func json<T: Decodable>(_ column: String) throws -> T {
        let text: String = try required(column)
        do {
            return try JSONDecoder().decode(T.self, from: Data(text.utf8))
        } catch {
            throw StoreError(.broken, "column \(column) holds unreadable JSON", cause: error)
        }
    }

    func optionalJSON<T: Decodable>(_ column: String) throws -> T? {
        try (self[column] as String?).map { _ in try json(column) }
    }

    private func damaged(_ column: String) -> StoreError {
        StoreError(.broken, "column \(column) holds a value that does not belong there")
    }
}

extension Encodable {
    /// Canonical JSON, as text for a column.
    func columnText() throws -> String { String(decoding: try CanonicalJSON.encode(self), as: UTF8.self) }
}

extension CanonicallyWritten {
    /// The same text, written straight.
    func columnText() throws -> String { String(decoding: try canonical(), as: UTF8.self) }
}

extension Data {
    /// The 32 bytes of a digest that is written as 64 hexadecimal digits. Of what is written otherwise: nothing, which no
    /// digest is.
    init(digest text: String) { self = Data([UInt8](hexadecimal: text) ?? []) }
}
