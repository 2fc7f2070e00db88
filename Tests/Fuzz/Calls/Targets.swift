import FuzzProperty

extension HostileTarget {
    /// Where calls over the axis interface are read.
    package static let calls = [
        HostileTarget("headers") { try Calls.verifyHeaders($0.whole) },
        HostileTarget("json") { try Calls.readJSON($0.whole) },
        HostileTarget("multipart") { try Calls.readMultipart(&$0) },
    ]
}
