import GRDB
import HubCore

/// The inside of one transaction of many pieces of work.
extension Ledger {
    /// Does every piece in its own savepoint, then writes the journal's head.
    /// - Throws: when the disk fails; a piece's own failure is in what it returns.
    func perform<Answer>(_ pieces: [(Ledger) throws -> Answer]) throws -> [Answer] {
        let start = frontier.size
        let answers = try pieces.map { try $0(self) }
        if frontier.size > start { try writeHead() }
        return answers
    }

    /// A piece of work's own failure is its caller's affair, and leaves nothing; the disk's failure is everybody's.
    func attempt<T>(_ work: (Ledger) throws -> T) throws -> Result<T, any Error> {
        do {
            return .success(try separately(work))
        } catch let error as DatabaseError where error.resultCode != .SQLITE_CONSTRAINT {
            throw error
        } catch {
            return .failure(error)
        }
    }
}
