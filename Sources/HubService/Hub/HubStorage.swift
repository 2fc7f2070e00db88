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
        var store = try settings(configuration, in: folder)
        store.writeQueue = configuration.writeQueue
        store.observer = observer
        return try SQLiteStore(store)
    }

    /// Opens it to be read, whether a hub runs on it or not; whatever would write fails.
    package static func openToRead(_ configuration: HubConfiguration) throws -> SQLiteStore {
        try SQLiteStore(readingOnly: settings(configuration))
    }

    private static func settings(
        _ configuration: HubConfiguration, in folder: String? = nil
    ) throws -> SQLiteStore.Configuration {
        let identity = configuration.identity
        let signer = HubSigner(origin: identity.origin, key: try KeyFile(identity.signingKey).signingKey())
        let sealing = try KeyFile(identity.sealingKey).sealingKey()
        var store = SQLiteStore.Configuration(
            folder: folder ?? configuration.dataFolder, signer: signer, sealing: sealing)
        store.witnesses = configuration.witnesses.counting
        return store
    }
}
