/// How webhooks are called.
package struct PushSettings: Sendable, Hashable {
    /// Whether `http` may be used beyond the hub's own machine.
    package var allowPlain = false
    /// Whether addresses of private networks may be called; the agencies' own network is one.
    package var privateNetworks = true
    /// Certificates of authorities that are trusted beside the system's: PEM files.
    package var authorities: [String] = []
    /// For one call, from the connection to the answer's head.
    package var timeout = Duration.seconds(10)
    /// Calls under way at once: in all, and to one webhook.
    package var concurrency = 16
    package var perWebhook = 4
    /// Between attempts, doubling from the one to the other.
    package var backoffBase = Duration.seconds(5)
    package var backoffCap = Duration.seconds(900)
    /// A webhook that fails for so long is suspended, until an operator resumes it.
    package var suspendAfter = Duration.seconds(86_400)
    /// News that could not be sent for so long are dropped, and counted.
    package var keep = Duration.seconds(30 * 86_400)
    /// How long the secret before goes on signing when a new one is made.
    package var secretOverlap = Duration.seconds(86_400)
    /// `https://hub.example.gov.vn`, put before links; without it they begin with `/api/v1`.
    package var publicAddress = ""

    package init() {}
}

extension PushSettings {
    init(_ section: ConfigurationSection) {
        self.init()
        allowPlain = section.choice("allowPlain", default: YesOrNo.no) == .yes
        privateNetworks = section.choice("privateNetworks", default: YesOrNo.yes) == .yes
        authorities = section.paths("authorities")
        timeout = section.duration("timeout", in: .milliseconds(100)...(.seconds(300)), default: timeout)
        concurrency = section.integer("concurrency", in: 1...1000, default: concurrency)
        perWebhook = section.integer("perWebhook", in: 1...100, default: perWebhook)
        backoffBase = section.duration("backoffBase", in: .milliseconds(10)...(.seconds(3600)), default: backoffBase)
        backoffCap = section.duration("backoffCap", in: .milliseconds(10)...(.seconds(86_400)), default: backoffCap)
        suspendAfter = section.duration(
            "suspendAfter", in: .milliseconds(100)...(.seconds(31 * 86_400)), default: suspendAfter)
        keep = section.duration("keep", in: .seconds(60)...(.seconds(366 * 86_400)), default: keep)
        secretOverlap = section.duration("secretOverlap", in: .zero...(.seconds(31 * 86_400)), default: secretOverlap)
        publicAddress = section.text("publicAddress", default: "")
        if publicAddress.hasSuffix("/") { publicAddress.removeLast() }
        if backoffCap < backoffBase {
            section.reject("backoffCap", vi: "không được nhỏ hơn backoffBase", en: "must not be below backoffBase")
        }
    }
}
