import Testing

@testable import SignedXML

@Suite struct `DER` {
    @Test(
        arguments: [
            ([0x30], DERElement.Extent.unfinished), ([0x30, 0x00], .known(whole: 2, header: 2)),
            ([0x30, 0x7f], .known(whole: 129, header: 2)), ([0x30, 0x81, 0x80], .known(whole: 131, header: 3)),
            ([0x30, 0x82, 0x01], .unfinished), ([0x30, 0x82, 0x01, 0x00], .known(whole: 260, header: 4)),
            ([0x30, 0x80], .unusable), ([0x30, 0x85, 1, 1, 1, 1, 1], .unusable),
        ] as [([UInt8], DERElement.Extent)])
    func `says from its first bytes how far it reaches`(bytes: [UInt8], extent: DERElement.Extent) {
        #expect(DERElement.extent(of: bytes) == extent)
        #expect(DERElement.extent(of: ([9, 9] + bytes)[2...]) == extent)
    }

    @Test func `that is cut short or nests beyond its end is not read`() {
        var cut: ArraySlice<UInt8> = [0x30, 0x03, 0x04, 0x01]
        #expect(DERElement(takingFrom: &cut) == nil && cut.count == 4)
        var nested: ArraySlice<UInt8> = [0x30, 0x03, 0x04, 0x05, 0x01]
        #expect(DERElement(takingFrom: &nested)?.children == nil)
    }

    @Test func `gives its children in order`() throws {
        var bytes: ArraySlice<UInt8> = [0x30, 0x06, 0x04, 0x01, 0xaa, 0x30, 0x01, 0xbb, 0xff]
        let element = try #require(DERElement(takingFrom: &bytes))
        #expect(bytes == [0xff])
        #expect(element.children?.map(\.tag) == [0x04, 0x30])
    }
}
