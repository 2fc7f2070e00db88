import HubCore
import SeededRandom
import Testing

@Suite struct `Base45 text` {
    @Test(arguments: [("AB", "BB8"), ("Hello!!", "%69 VD92EX0"), ("base-45", "UJCLQE7W581"), ("ietf!", "QED8WEX0")])
    func `is written and read as in the examples of RFC 9285`(_ plain: String, _ text: String) {
        #expect(Base45.text(of: Array(plain.utf8)) == text)
        #expect(Base45.bytes(of: text) == Array(plain.utf8))
    }

    @Test func `brings all bytes back`() {
        var random = SplitMix(45)
        for length in 0..<200 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(Base45.bytes(of: Base45.text(of: bytes)) == bytes)
        }
    }

    @Test(arguments: ["a", "0", "AB#", "GGW", ":::", "::", "BB80"])
    func `is not what has another letter, a digit too many, or is too great a number`(_ text: String) {
        #expect(Base45.bytes(of: text) == nil)
    }
}
