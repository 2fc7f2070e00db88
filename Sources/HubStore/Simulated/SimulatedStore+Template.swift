import Crypto
import Foundation
import GRDB
import HubCore

extension SimulatedStore {
    /// Tables and register from which simulations begin: made once, copied for each.
    package final class Template: Sendable {
        let database: DatabaseQueue
        let signer: HubSigner

        package init(agencies: [Agency], now: Timestamp) throws {
            signer = HubSigner(
                origin: "simulation.example.vn",
                key: try Curve25519.Signing.PrivateKey(rawRepresentation: [UInt8](repeating: 7, count: 32)))
            database = try SimulatedStore.memory()
            try Schema.migrator.migrate(database)
            try database.write { [signer] db in
                let ledger = Ledger(db: db, signer: signer, frontier: MerkleFrontier())
                for agency in agencies {
                    try ledger.append(.agencyChanged(AgencyChanged(agency: agency, by: "simulation")), at: now)
                }
                try ledger.writeTiles()
            }
        }
    }
}
