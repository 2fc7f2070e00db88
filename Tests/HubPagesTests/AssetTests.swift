import HubPages
import Testing

struct AssetTests {
    @Test func `an asset's address names what it holds`() {
        #expect(Assets.style.address != Assets.script.address)
        #expect(Assets.style.address.hasPrefix("/assets/"))
    }
}
