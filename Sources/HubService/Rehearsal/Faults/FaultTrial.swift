/// What is done to a hub's disk, or to its other means, while it takes documents.
struct FaultTrial: Sendable {
    /// What comes before the hub's own command line, and makes its life hard.
    enum Way: Sendable, Hashable {
        /// `strace` joins it and injects these errors; each thread has its own count of calls.
        case injected([String])
        /// Its data folder is a file system of so many KiB in memory.
        case smallDisk(kibibytes: Int)
        /// A shell sets limits first.
        case limited(String)
        /// Another process holds the database's write lock.
        case busy(seconds: Int)
        /// The hub is killed, and bytes of a file are turned over while it is down.
        case flipped(DamagedFile)
    }

    enum DamagedFile: String, Sendable, Hashable {
        case database = "hub.sqlite"
        case log = "hub.sqlite-wal"
        case head = "journal-head"
    }

    let name: String
    let way: Way
    /// What a good hub may come to.
    let allowed: Set<Ending>

    /// What the hub did about it.
    enum Ending: String, Sendable, Hashable, CaseIterable {
        /// It noticed nothing, and took everything.
        case tookAll
        /// It said that it cannot now, went on running, and took everything when the fault was over.
        case refusedAndWentOn
        /// It stopped, and took everything when it was started again.
        case stoppedAndRecovered
        /// It does not start, and says what is lost.
        case refusesToStart
        /// It runs, refuses to hand out what is damaged, and goes on with the rest.
        case namesTheDamage
        /// Something acknowledged is gone, or something is there that should not be.
        case failed
    }

    /// The programs that have to be there.
    var needs: [String] {
        switch way {
        case .injected: ["strace"]
        case .smallDisk: ["unshare", "mount"]
        case .limited: ["sh"]
        case .busy: ["sqlite3"]
        case .flipped: []
        }
    }
}
