import HubCore
import Testing

@Suite struct `Hexadecimal digits` {
    @Test func `are read as they are written`() {
        let bytes = [UInt8](0...255)
        #expect(bytes.hexadecimal.hasPrefix("000102") && bytes.hexadecimal.hasSuffix("fdfeff"))
        #expect([UInt8](hexadecimal: bytes.hexadecimal) == bytes)
        #expect([UInt8](hexadecimal: "aBfF") == [0xAB, 0xFF] && [UInt8](hexadecimal: "") == [])
    }

    @Test(arguments: ["a", "abc", "0g", " 00", "0x00", "٠٠", "–"])
    func `are not made of anything else`(text: String) {
        #expect([UInt8](hexadecimal: text) == nil)
    }
}
