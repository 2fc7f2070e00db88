#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The processor time of the calling thread: what a measurement wants that shares its machine with others.
package enum ThreadClock {
    /// Nanoseconds; only differences on one thread mean something (clock_gettime(3), `CLOCK_THREAD_CPUTIME_ID`).
    package static var nanoseconds: Int64 {
        var time = timespec()
        guard clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else { return 0 }
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
