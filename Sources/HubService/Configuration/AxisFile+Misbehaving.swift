import EdXML
import VXP

/// How the simulated axis misbehaves: the groups `listen.tls`, `control`, `faults`, `parts` and `recalls`.
extension AxisFile {
    /// The words that the simulator knows for what it can do.
    package struct Words: Sendable {
        package var faults: [String]
        package var parts: [String]
        package var moments: [String]

        package init(faults: [String], parts: [String], moments: [String]) {
            self.faults = faults
            self.parts = parts
            self.moments = moments
        }
    }

    /// Paths of PEM files.
    package struct TLS: Sendable, Hashable {
        package var certificate: String
        package var key: String
        /// Presented when the control says so.
        package var expiredCertificate: String?
        package var expiredKey: String?
    }

    /// Where faults are switched while the axis runs.
    package struct Control: Sendable, Hashable {
        package var host: String
        package var port: Int
        /// Of the bearer token; needed beyond the loopback interface.
        package var token: SecretSource?
    }

    package struct Faults: Sendable, Hashable {
        package var seed: UInt64
        package var rules: [Rule]

        package struct Rule: Sendable, Hashable {
            package var fault: String
            package var operations: [String]
            package var agencies: [String]
            package var probability: Double
            package var time: Duration
        }
    }

    package struct Part: Sendable, Hashable {
        package var part: String
        package var weight: Int
        package var agencies: [AgencyID]
    }

    package struct Recall: Sendable, Hashable {
        /// `nil`: it never asks.
        package var moment: String?
        package var weight: Int
    }
}

extension AxisFile.TLS {
    init(_ section: ConfigurationSection) {
        certificate = section.requiredPath("certificate")
        key = section.requiredPath("key")
        expiredCertificate = section.path("expiredCertificate")
        expiredKey = section.path("expiredKey")
        if (expiredCertificate == nil) != (expiredKey == nil) {
            section.reject(
                "expiredKey", vi: "expiredCertificate và expiredKey phải đi cùng nhau",
                en: "expiredCertificate and expiredKey go together")
        }
    }
}

extension AxisFile.Control {
    init(_ section: ConfigurationSection) {
        host = section.text("host", default: "127.0.0.1")
        port = section.integer("port", in: 0...65_535, default: 8091)
        token = section.path("tokenFile").map { .file($0) }
        if token == nil, !["127.0.0.1", "::1", "localhost"].contains(host) {
            section.reject(
                "tokenFile", vi: "bắt buộc khi lắng nghe ngoài máy này", en: "is required beyond the loopback interface"
            )
        }
    }
}

extension AxisFile.Faults {
    init(_ section: ConfigurationSection, _ words: AxisFile.Words) {
        seed = UInt64(section.integer("seed", in: 0...Int(Int32.max), default: 1))
        rules = section.sections("rules").map { Rule($0, words) }
    }
}

extension AxisFile.Faults.Rule {
    init(_ section: ConfigurationSection, _ words: AxisFile.Words) {
        fault = section.word("fault", of: words.faults)
        operations = section.texts("operations")
        agencies = section.texts("agencies")
        probability =
            section.value("probability", expected: ("số từ 0 đến 1", "a number from 0 to 1")) { text in
                Double(text).flatMap { 0...1 ~= $0 ? $0 : nil }
            } ?? 1
        time = section.duration("time", in: .zero...(.seconds(3600)), default: .seconds(1))
        for operation in operations where Operation(rawValue: operation) == nil {
            let all = Operation.allCases.map(\.rawValue).joined(separator: " | ")
            section.reject(
                "operations", vi: "“\(operation)” không phải dịch vụ của trục; cần \(all)",
                en: "“\(operation)” is no operation of the axis; expected \(all)")
        }
    }
}

extension AxisFile.Part {
    init(_ section: ConfigurationSection, _ words: AxisFile.Words) {
        part = section.word("part", of: words.parts)
        weight = section.integer("weight", in: 0...1_000_000, default: 1)
        agencies = section.texts("agencies").compactMap(AgencyID.init)
    }
}

extension AxisFile.Recall {
    init(_ section: ConfigurationSection, _ words: AxisFile.Words) {
        let word = section.word("moment", of: ["never"] + words.moments)
        moment = word == "never" ? nil : word
        weight = section.integer("weight", in: 0...1_000_000, default: 1)
    }
}

extension ConfigurationSection {
    /// One of some words; it must be there.
    fileprivate func word(_ key: String, of words: [String]) -> String {
        let all = words.joined(separator: " | ")
        guard let word = value(key, expected: (all, all), { words.contains($0) ? $0 : nil }) else {
            _ = required(key)
            return ""
        }
        return word
    }
}
