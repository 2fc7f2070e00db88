import FuzzTargets

// libFuzzer brings the program's `main` and takes its arguments; which place is given hostile input is said by the
// environment: FUZZ_TARGET=reader .build/fuzz/debug/fuzz -max_total_time=60 CORPUS…

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

private let target: HostileTarget = {
    let name = unsafe getenv("FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
    guard let target = HostileTarget(rawValue: name) else {
        fatalError("FUZZ_TARGET is one of \(HostileTarget.allCases.map(\.rawValue).joined(separator: " "))")
    }
    return target
}()

/// What libFuzzer calls with each input (`FuzzerInterface.h`).
@_cdecl("LLVMFuzzerTestOneInput")
public func attempt(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do {
        try target.attempt(unsafe Array(UnsafeRawBufferPointer(start: bytes, count: count)))
    } catch {
        fatalError("\(target.rawValue): \(error)")
    }
    return 0
}
