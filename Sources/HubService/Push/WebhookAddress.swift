import Foundation
import NIOCore
import NIOPosix
import SignedXML

/// The address of a webhook, judged twice: as written when it is registered, and as resolved whenever it is called.
struct WebhookAddress: Sendable, Hashable {
    let url: String
    let host: String
    let port: Int
    let isPlain: Bool

    /// Why an address may not be called.
    struct Objection: Error, Sendable, Hashable, CustomStringConvertible {
        let says: Bilingual
        var description: String { says.en }
    }

    /// - Throws: ``Objection``.
    init(_ url: String, _ settings: PushSettings) throws(Objection) {
        let parsed = URLComponents(string: url)
        guard let parsed, let scheme = parsed.scheme?.lowercased(), ["https", "http"].contains(scheme),
            let host = parsed.host?.lowercased(), !host.isEmpty, parsed.user == nil, parsed.password == nil,
            parsed.fragment == nil, url.utf8.count <= 1000
        else {
            throw Objection(
                says: Bilingual(
                    vi: "“\(url.prefix(200))” không phải địa chỉ https://máy-chủ/… (không kèm tên, mật khẩu hay #).",
                    en: "“\(url.prefix(200))” is not an address https://host/… (without user, password or #)."))
        }
        self.url = url
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        isPlain = scheme == "http"
        port = parsed.port ?? (isPlain ? 80 : 443)
        if let address = InternetAddress(self.host) {
            try judge(address, settings)
        } else if isPlain, !settings.allowPlain, self.host != "localhost" {
            throw Self.plain
        }
    }

    /// - Throws: ``Objection`` when `address` may not be called, or not in this way.
    func judge(_ address: InternetAddress, _ settings: PushSettings) throws(Objection) {
        switch address.reach {
        case .nowhere: throw Self.nowhere
        case .inside where !settings.privateNetworks: throw Self.inside
        case .loopback: return
        case .inside, .outside: if isPlain, !settings.allowPlain { throw Self.plain }
        }
    }

    private static let plain = Objection(
        says: Bilingual(
            vi: "Chỉ gọi webhook qua https; http chỉ trong chính máy chủ này, hoặc khi webhooks.allowPlain là true.",
            en: "Webhooks are called over https; http only on this very machine, or when webhooks.allowPlain is true."))

    private static let inside = Objection(
        says: Bilingual(
            vi: "Địa chỉ thuộc mạng riêng, và webhooks.privateNetworks là false.",
            en: "The address is of a private network, and webhooks.privateNetworks is false."))

    private static let nowhere = Objection(
        says: Bilingual(
            vi: "Địa chỉ link-local, multicast hoặc dành riêng: không bao giờ được gọi.",
            en: "A link-local, multicast or reserved address is never called."))

    /// The IP address behind the name, judged: the very one that is to be called, so that nobody can show one address to the
    /// judge and another to the call.
    /// - Throws: ``Objection``, or what the resolver throws.
    func resolved(_ settings: PushSettings) async throws -> String {
        if InternetAddress(host) != nil { return host }
        let (host, port) = (host, port)
        let found = try await NIOThreadPool.singleton.runIfActive {
            try SocketAddress.makeAddressResolvingHost(host, port: port).ipAddress
        }
        guard let found, let address = InternetAddress(found) else { throw Self.nowhere }
        try judge(address, settings)
        return found
    }
}
