import FuzzDocuments
import FuzzProperty

// libFuzzer brings the program's `main` and takes its arguments; which place is given hostile input is said by the
// environment: FUZZ_TARGET=reader .build/fuzz/debug/fuzz -max_total_time=60 CORPUS…

#if FUZZES_CALLS
    import FuzzCalls
#endif

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

#if FUZZES_CALLS
    private let targets = HostileTarget.documents + HostileTarget.calls
#else
    private let targets = HostileTarget.documents
#endif

private let target: HostileTarget = {
    let name = unsafe getenv("FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
    guard let target = targets.first(where: { $0.name == name }) else {
        fatalError("FUZZ_TARGET is one of \(targets.map(\.name).joined(separator: " "))")
    }
    return target
}()

/// What libFuzzer calls with each input (`FuzzerInterface.h`).
@_cdecl("LLVMFuzzerTestOneInput")
public func attempt(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do {
        try target.attempt(unsafe Array(UnsafeRawBufferPointer(start: bytes, count: count)))
    } catch {
        fatalError("\(target.name): \(error)")
    }
    return 0
}
