import Foundation
import HubCore
import SignedXML

/// Which authority stamps the journal's heads, and when.
package struct StampSettings: Sendable, Hashable {
    package var url: String
    /// PEM or DER files, or folders of them: who may vouch for the authority's certificate.
    package var anchors: [String]
    /// The policy asked for, an object identifier; `nil` for the authority's own.
    package var policy: String?
    package var plan = StampPolicy()
    /// For one call, from the connection to the answer's last byte.
    package var timeout = Duration.seconds(30)

    package init(url: String, anchors: [String]) {
        (self.url, self.anchors) = (url, anchors)
    }

    init(_ section: ConfigurationSection) {
        let url = section.value("url", expected: ("địa chỉ http(s)://…", "an address http(s)://…")) { text in
            URL(string: text).flatMap { ["http", "https"].contains($0.scheme) && $0.host() != nil ? text : nil }
        }
        if url == nil { _ = section.required("url") }
        self.init(url: url ?? "", anchors: section.paths("anchors"))
        if anchors.isEmpty {
            section.reject("anchors", vi: "cần ít nhất một chứng thư gốc", en: "needs at least one root certificate")
        }
        let expected = (vi: "số hiệu OID như 1.2.704.1", en: "an object identifier such as 1.2.704.1")
        policy = section.value("policy", expected: expected) { text in
            TimestampRequest.isObjectIdentifier(text) ? text : nil
        }
        let day = Duration.seconds(86_400)
        plan.every = section.duration("every", in: .seconds(1)...(day * 31), default: day).milliseconds
        plan.hash = section.choice("digest", default: plan.hash)
        plan.renewBefore = section.duration("renewBefore", in: .zero...(day * 366), default: day * 30).milliseconds
        timeout = section.duration("timeout", in: .milliseconds(100)...(.seconds(300)), default: timeout)
        let ages = section.section("ages")
        for hash in HashAlgorithm.allCases {
            let day = ages.value(hash.rawValue, expected: ("ngày như 2036-01-01", "a day such as 2036-01-01")) {
                Timestamp(rfc3339: $0 + "T00:00:00+07:00")
            }
            if let day { plan.ages[hash] = day }
        }
    }
}
