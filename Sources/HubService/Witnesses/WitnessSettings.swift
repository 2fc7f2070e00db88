import Foundation
import HubCore

/// Who witnesses the hub's journal, and how they are asked.
package struct WitnessSettings: Sendable, Hashable {
    package struct Witness: Sendable, Hashable {
        /// What people here call it.
        package var name: String
        /// Its submission prefix (C2SP *tlog-witness*), without a slash at its end.
        package var url: String
        package var key: WitnessKey

        package init(name: String, url: String, key: WitnessKey) {
            (self.name, self.url, self.key) = (name, url, key)
        }
    }

    package var witnesses: [Witness] = []
    /// How many of them it takes to call a head witnessed.
    package var quorum = 1
    /// How often a new head is offered.
    package var interval = Duration.seconds(10)
    /// For one call, from the connection to the answer's last byte.
    package var timeout = Duration.seconds(10)
    /// Certificates of authorities that are trusted beside the system's: PEM files.
    package var authorities: [String] = []

    package init() {}

    /// Those who count.
    package var counting: WitnessQuorum { WitnessQuorum(witnesses.map(\.key), needed: quorum) }
}

extension WitnessSettings {
    init(_ section: ConfigurationSection) {
        self.init()
        witnesses = section.sections("witnesses").compactMap(Witness.init)
        quorum = section.integer("witnessQuorum", in: 1...100, default: quorum)
        interval = section.duration(
            "witnessInterval", in: .milliseconds(50)...(.seconds(86_400)), default: interval)
        timeout = section.duration("witnessTimeout", in: .milliseconds(100)...(.seconds(300)), default: timeout)
        authorities = section.paths("witnessAuthorities")
        if !witnesses.isEmpty, quorum > witnesses.count {
            section.reject(
                "witnessQuorum", vi: "lớn hơn số bên chứng kiến (\(witnesses.count))",
                en: "is more than there are witnesses (\(witnesses.count))")
        }
        if Set(witnesses.map(\.name)).count < witnesses.count || Set(witnesses.map(\.key)).count < witnesses.count {
            section.reject("witnesses", vi: "một tên hay một khóa có hai lần", en: "has a name or a key twice")
        }
    }
}

extension WitnessSettings.Witness {
    fileprivate init?(_ section: ConfigurationSection) {
        let (name, keyText) = (section.required("name"), section.required("key"))
        let url = section.value("url", expected: ("địa chỉ http(s)://…", "an address http(s)://…")) { text in
            URL(string: text).flatMap { ["http", "https"].contains($0.scheme) && $0.host() != nil ? text : nil }
        }
        if url == nil { _ = section.required("url") }
        let key = WitnessKey(keyText)
        if key == nil, !keyText.isEmpty {
            section.reject(
                "key", vi: "không phải khóa như lienthong witness key in ra",
                en: "is no key as lienthong witness key prints it")
        }
        guard let url, let key, !name.isEmpty else { return nil }
        self.init(name: name, url: url.hasSuffix("/") ? String(url.dropLast()) : url, key: key)
    }
}
