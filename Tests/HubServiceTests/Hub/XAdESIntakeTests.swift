import EdXML
import Foundation
import HubCore
import SignedXML
import Testing

@testable import HubService

@Suite struct `A XAdES signature at the hub's door` {
    /// By the certificate of the sender.
    private func signed(number: Int) throws -> String {
        let files = try Province.pki.get().agency("H24.01")
        let identity = try SigningIdentity(
            keyPEM: String(contentsOfFile: files.key, encoding: .utf8),
            certificatesPEM: String(contentsOfFile: files.certificates, encoding: .utf8))
        let form = SignatureForm.advanced(signingTimeMilliseconds: HubClock.system.now().milliseconds)
        let bytes = try DocumentSigner.sign(
            Province.document(number: number), by: identity, profile: .edXML(), as: form
        ).get()
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `is accepted, and refused when its properties were changed`() async throws {
        let province = try await Province()
        let text = try signed(number: 31)
        let time = "<xades:SigningTime>2"
        let certificate = text.replacing(/(xades:CertDigest>.*?<ds:DigestValue[^>]*>)..../) { "\($0.1)AAAA" }
        for (changed, code) in [
            (text.replacing(time, with: "<xades:SigningTime>1"), "XAD-DIGEST"), (certificate, "XAD-CERTIFICATE"),
            (text.replacing("Target=\"#", with: "Target=\"#x"), "XAD-TARGET"),
        ] {
            let answer = try await province.post(Array(changed.utf8))
            #expect(answer.status == 422 && answer.codes == [code], "\(answer)")
        }
        let spoiled = text.replacing(
            "</xades:SignedProperties>",
            with: "</xades:SignedProperties><xades:UnsignedProperties><z xmlns=\"urn:z\"/></xades:UnsignedProperties>")
        #expect(try await province.post(Array(spoiled.utf8)).status == 201)
        await province.stop()
    }
}
