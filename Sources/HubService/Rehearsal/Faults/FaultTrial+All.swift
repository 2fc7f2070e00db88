extension FaultTrial {
    /// Every fault, and what a hub may come to under it.
    static let all = [
        FaultTrial(
            name: "EIO on fdatasync", way: .injected(["fdatasync:error=EIO:when=3+"]), allowed: [.stoppedAndRecovered]),
        FaultTrial(
            name: "EIO on fsync", way: .injected(["fsync:error=EIO:when=3+"]),
            allowed: [.stoppedAndRecovered, .refusedAndWentOn]),
        FaultTrial(
            name: "EIO on write", way: .injected(["pwrite64:error=EIO:when=9"]), allowed: [.stoppedAndRecovered]),
        FaultTrial(
            name: "ENOSPC on write", way: .injected(["pwrite64:error=ENOSPC:when=9..20"]),
            allowed: [.refusedAndWentOn, .stoppedAndRecovered]),
        FaultTrial(
            name: "EIO on rename", way: .injected(["rename,renameat,renameat2:error=EIO"]),
            allowed: [.refusedAndWentOn, .stoppedAndRecovered]),
        FaultTrial(
            name: "slow disk (30 ms a sync)", way: .injected(["fdatasync,fsync:delay_enter=30000"]), allowed: [.tookAll]
        ),
        FaultTrial(
            name: "disk of 4 MB, full", way: .smallDisk(kibibytes: 4_096),
            allowed: [.refusedAndWentOn, .stoppedAndRecovered]),
        FaultTrial(
            name: "short writes (file size limit)", way: .limited("trap '' XFSZ; ulimit -f 2400"),
            allowed: [.refusedAndWentOn, .stoppedAndRecovered]),
        FaultTrial(
            name: "no file descriptors", way: .limited("ulimit -n 34"),
            allowed: [.tookAll, .refusedAndWentOn, .stoppedAndRecovered]),
        FaultTrial(
            name: "database locked for a second", way: .busy(seconds: 1), allowed: [.tookAll]),
        FaultTrial(
            name: "database locked for ten seconds", way: .busy(seconds: 10), allowed: [.stoppedAndRecovered]),
        FaultTrial(
            name: "bits turned over in the WAL", way: .flipped(.log), allowed: [.tookAll, .refusesToStart]),
        FaultTrial(
            name: "bits turned over in the database", way: .flipped(.database),
            allowed: [.tookAll, .refusesToStart, .namesTheDamage]),
        FaultTrial(
            name: "bits turned over in the head file", way: .flipped(.head), allowed: [.tookAll, .refusesToStart]),
    ]
}
