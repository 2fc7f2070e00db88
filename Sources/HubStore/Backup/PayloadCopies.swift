import Foundation

/// The payload files of a backup, laid out as the store's own: what is there already is not copied again, so that a second
/// backup into a folder costs only what came since.
struct PayloadCopies {
    /// The store's folder of payloads, or the backup's.
    let source: String
    let target: String
    private var touched: Set<String> = []

    init(from source: String, to target: String) throws(StoreError) {
        (self.source, self.target) = (source, target)
        try DurableFile.createFolder(target)
    }

    /// Has the payload there: by a second name for the same file where that can be (a payload is never written again), else by
    /// a copy that is on the disk before it has its name.
    mutating func take(_ sha256: String, size: Int64) throws(StoreError) {
        let folder = "\(target)/\(sha256.prefix(2))"
        let (original, copy) = ("\(source)/\(PayloadFolder.name(of: sha256))", "\(folder)/\(sha256)")
        if DurableFile.size(of: copy) == size { return }
        if touched.insert(folder).inserted { try DurableFile.createFolder(folder) }
        do {
            if FileManager.default.fileExists(atPath: copy) { try FileManager.default.removeItem(atPath: copy) }
            do {
                try FileManager.default.linkItem(atPath: original, toPath: copy)
            } catch {
                let temporary = copy + ".part"
                if FileManager.default.fileExists(atPath: temporary) {
                    try FileManager.default.removeItem(atPath: temporary)
                }
                try FileManager.default.copyItem(atPath: original, toPath: temporary)
                try DurableFile.keep(temporary, as: copy)
            }
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(writing: copy, failed: error)
        }
    }

    /// Returns when the names are on the disk.
    func finish() throws(StoreError) {
        do {
            for folder in touched { try DurableFile.synchronize(folder) }
            try DurableFile.synchronize(target)
        } catch {
            throw StoreError(writing: target, failed: error)
        }
    }
}
