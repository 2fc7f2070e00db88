import Crypto
import Foundation

/// A centre's secret at rest: ChaCha20-Poly1305 under the hub's sealing key, bound to the centre it belongs to.
enum SealedSecret {
    /// The nonce is made from key, centre and secret (as in SIV), so the same secret always seals to the same bytes and no
    /// nonce serves two texts; no random source is needed.
    static func seal(_ secret: String, of centre: String, with key: SymmetricKey) throws -> Data {
        var mac = HMAC<SHA256>(key: key)
        mac.update(data: Data("\(centre.utf8.count):\(centre)".utf8))
        mac.update(data: Data(secret.utf8))
        let nonce = try ChaChaPoly.Nonce(data: Data(mac.finalize()).prefix(12))
        return try ChaChaPoly.seal(Data(secret.utf8), using: key, nonce: nonce, authenticating: Data(centre.utf8))
            .combined
    }

    /// - Throws: ``StoreError/Code/unsealable`` for another key, another centre, or altered bytes.
    static func open(_ sealed: Data, of centre: String, with key: SymmetricKey) throws -> String {
        do {
            let box = try ChaChaPoly.SealedBox(combined: sealed)
            let secret = try ChaChaPoly.open(box, using: key, authenticating: Data(centre.utf8))
            return String(decoding: secret, as: UTF8.self)
        } catch {
            throw StoreError(
                .unsealable, "the secret of centre \(centre) does not open with the sealing key", cause: error)
        }
    }
}
