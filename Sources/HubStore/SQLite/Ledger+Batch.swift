import GRDB
import HubCore

/// The inside of one transaction of many pieces of work.
///
/// Savepoints cost: every page that a piece changes first is copied. Nearly no piece fails, so all are done without any, and the
/// transaction is begun anew, with a savepoint for each piece, when one fails that has written something.
extension Ledger {
    /// A piece of work failed, and what it wrote cannot be told from what the others did.
    struct Entangled: Error {}

    /// Does every piece, then writes the tiles of the journal's tree.
    /// - Throws: ``Entangled``: roll back, and perform all again, kept apart; or when the disk fails. A piece's own failure is in
    ///   what it returns.
    func perform<Answer>(_ pieces: [(Ledger) throws -> Answer]) throws -> [Answer] {
        let start = size
        let answers = try pieces.map { try $0(self) }
        if size > start { try writeTiles() }
        return answers
    }

    /// A piece of work's own failure is its caller's affair, and leaves nothing; the disk's failure is everybody's.
    func attempt<T>(_ work: (Ledger) throws -> T) throws -> Result<T, any Error> {
        let (before, changes) = (size, db.totalChangesCount)
        do {
            return .success(try keepsApart ? separately(work) : work(self))
        } catch let error as DatabaseError where error.resultCode != .SQLITE_CONSTRAINT {
            throw error
        } catch {
            guard keepsApart || (size, db.totalChangesCount) == (before, changes) else { throw Entangled() }
            return .failure(error)
        }
    }
}
