import HubCore
import HubStore

/// The store that a configuration names.
package enum HubStorage {
    /// Opens it, and tells `observer` what it commits; the keys are made at the first start.
    /// - Parameter folder: a copy of the data folder, instead of it.
    /// - Throws: ``StoreError``; ``KeyFile/Failure`` when a key cannot be used.
    package static func open(
        _ configuration: HubConfiguration, in folder: String? = nil, observer: (any StoreObserver)? = nil
    ) throws -> SQLiteStore {
        let identity = configuration.identity
        let signer = HubSigner(origin: identity.origin, key: try KeyFile(identity.signingKey).signingKey())
        let sealing = try KeyFile(identity.sealingKey).sealingKey()
        var store = SQLiteStore.Configuration(
            folder: folder ?? configuration.dataFolder, signer: signer, sealing: sealing)
        store.writeQueue = configuration.writeQueue
        store.observer = observer
        return try SQLiteStore(store)
    }
}
