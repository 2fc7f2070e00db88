import Foundation
import HubCore
import Logging

/// Everything that the operator of a witness decides. What each value does is said in `config/witness.example.yaml`.
package struct WitnessConfiguration: Sendable {
    package var listen: ListenAddress
    package var limits: HTTPLimits
    /// Under which the witness signs.
    package var name: String
    /// Ed25519, PKCS #8 PEM; made at the first run.
    package var key: String
    /// What it remembers, and its evidence.
    package var folder: String
    package var logs: [WatchedLog]
    /// Of each log.
    package var rate: CallLimits
    package var logLevel: Logger.Level

    /// Calls of a log that asks every few seconds, with some to spare.
    package static let usualRate = CallLimits(burst: 20, perMinute: 60)

    /// Reads the file; `environment` overrides it with `LIENTHONG_WITNESS_<SECTION>_<KEY>`.
    /// - Throws: ``ConfigurationError`` with everything wrong in it.
    package static func load(
        _ file: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ConfigurationError) -> WitnessConfiguration {
        try ConfigurationReader(file: file, prefix: "LIENTHONG_WITNESS", environment: environment)
            .read(WitnessConfiguration.init)
    }
}

extension WitnessConfiguration {
    private init(_ top: ConfigurationSection) {
        listen = ListenAddress(top.section("listen"), defaultPort: 8095)
        limits = HTTPLimits(top.section("limits"))
        folder = top.section("data").requiredPath("folder")
        let witness = top.section("witness")
        name = witness.required("name")
        if !Self.canBeSigned(name) { witness.reject("name", vi: Self.badName.vi, en: Self.badName.en) }
        key = witness.path("key") ?? folder + "/witness-key.pem"
        rate = CallLimits(top.section("rate"), default: Self.usualRate)
        logs = top.sections("logs").compactMap(WatchedLog.init)
        if logs.isEmpty { top.reject("logs", vi: "cần ít nhất một nhật ký", en: "needs at least one log") }
        if Set(logs.map(\.origin)).count < logs.count {
            top.reject("logs", vi: "một nhật ký được khai hai lần", en: "names a log twice")
        }
        logLevel = top.section("log").choice("level", default: .info)
    }

    private static func canBeSigned(_ name: String) -> Bool {
        name.isEmpty || !name.contains { $0.isWhitespace || $0 == "+" }
    }

    private static let badName = (vi: "không được có dấu cách hay dấu +", en: "must have neither spaces nor +")
}

extension WatchedLog {
    fileprivate init?(_ section: ConfigurationSection) {
        let origin = section.required("origin")
        let keys = section.texts("keys").compactMap { text in
            let key = NoteKey(text)
            if key == nil {
                section.reject(
                    "keys", vi: "“\(text)” không phải khóa như lienthong log key in ra",
                    en: "“\(text)” is no key as lienthong log key prints it")
            }
            return key
        }
        if keys.isEmpty { section.reject("keys", vi: "cần ít nhất một khóa", en: "needs at least one key") }
        guard !origin.isEmpty, !keys.isEmpty else { return nil }
        self.init(origin: origin, keys: keys)
    }
}
