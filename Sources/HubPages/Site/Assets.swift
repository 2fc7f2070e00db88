import Crypto
import Foundation
import HTTPTypes
import HubService
import Hummingbird
import NIOCore

/// The pages' style and script, part of the program. Their addresses name their digest, so that a browser may keep them for
/// ever and never has those of an older version.
package struct Assets: Sendable {
    package struct Asset: Sendable {
        let bytes: [UInt8]
        let type: String
        package let address: String

        init(_ bytes: [UInt8], name: String, type: String) {
            self.bytes = bytes
            self.type = type
            let digest = SHA256.hash(data: bytes).prefix(8).map { String(format: "%02x", $0) }.joined()
            address = "/assets/\(digest)/\(name)"
        }
    }

    package static let style = Asset(PackageResources.style_css, name: "style.css", type: "text/css; charset=utf-8")
    package static let script = Asset(
        PackageResources.script_js, name: "script.js", type: "text/javascript; charset=utf-8")
    /// Verifies the journal in the browser.
    package static let verifier = Asset(
        PackageResources.verify_js, name: "verify.js", type: "text/javascript; charset=utf-8")
    package static let icon = Asset(PackageResources.icon_svg, name: "icon.svg", type: "image/svg+xml")

    func addRoutes(to router: Router<HubRequestContext>) {
        for asset in [Self.style, Self.script, Self.verifier, Self.icon] {
            router.get(RouterPath(asset.address)) { _, _ in
                Response(
                    status: .ok,
                    headers: [
                        .contentType: asset.type, .cacheControl: "public, max-age=31536000, immutable",
                        .init("X-Content-Type-Options")!: "nosniff",
                    ],
                    body: .init(byteBuffer: ByteBuffer(bytes: asset.bytes)))
            }
        }
    }
}
