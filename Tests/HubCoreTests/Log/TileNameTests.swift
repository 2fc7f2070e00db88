import HubCore
import Testing

struct TileNameTests {
    @Test(arguments: [
        (TileName(.hashes(level: 0), number: 0), "tile/0/000"),
        (TileName(.hashes(level: 0), number: 1_234_067), "tile/0/x001/x234/067"),
        (TileName(.hashes(level: 3), number: 999, width: 255), "tile/3/999.p/255"),
        (TileName(.hashes(level: 1), number: 1000, width: 1), "tile/1/x001/000.p/1"),
        (TileName(.entries, number: 52), "tile/entries/052"),
        (TileName(.entries, number: 123_456_789_012, width: 12), "tile/entries/x123/x456/x789/012.p/12"),
        (TileName(.hashes(level: 63), number: .max), "tile/63/x009/x223/x372/x036/x854/x775/807"),
    ])
    func `a tile has one address`(_ name: TileName, _ path: String) {
        #expect(name.path == path)
        #expect(TileName(path: path) == name)
    }

    @Test(arguments: [
        "", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/1234", "tile/0/001/234",
        "tile/0/x001", "tile/0/x000/001", "tile/0/X001/234", "tile/00/001", "tile/+1/001", "tile/-1/001", "tile/64/001",
        "tile/data/001", "tile/0/001.p", "tile/0/001.p/", "tile/0/001.p/0", "tile/0/001.p/256", "tile/0/001.p/012",
        "tile/0/001.p/1/2", "tile/0/-01", "tile/0/001/", "/tile/0/001", "tile/0/001 ", "tile/0/٠٠١", "tile/0/00x1",
        "tile/0/x009/x223/x372/x036/x854/x775/808", "tile/entries/001.p/-1",
    ])
    func `what is no address of a tile is none`(_ path: String) {
        #expect(TileName(path: path) == nil)
    }

    @Test func `a tile is as wide as its tree makes it`() {
        #expect(Tile(level: 0, number: 0).width(inTreeOf: 0) == 0)
        #expect(Tile(level: 0, number: 0).width(inTreeOf: 255) == 255)
        #expect(Tile(level: 0, number: 1).width(inTreeOf: 256) == 0)
        #expect(Tile(level: 0, number: 1).width(inTreeOf: 257) == 1)
        #expect(Tile(level: 1, number: 0).width(inTreeOf: 511) == 1)
        #expect(Tile(level: 1, number: 0).width(inTreeOf: 65_536) == 256)
        #expect(Tile(level: 2, number: 0).width(inTreeOf: 65_536) == 1)
        #expect(Tile(level: 7, number: 0).width(inTreeOf: .max) == 127)
        #expect(Tile(level: 0, number: .max).width(inTreeOf: .max) == 0)
        #expect(Tile(level: 63, number: .max).width(inTreeOf: .max) == 0)
    }

    @Test func `a bundle holds its entries apart`() {
        let entries = [[], [1], Array(repeating: UInt8(7), count: 65_535), [2, 3]]
        let bytes = EntryBundle.encode(entries)
        #expect(Array(bytes.prefix(5)) == [0, 0, 0, 1, 1] && bytes.count == 8 + 3 + 65_535)
        #expect(EntryBundle.decode(bytes) == entries)
        #expect(EntryBundle.decode(Array(bytes.dropLast())) == nil)
        #expect(EntryBundle.decode([0]) == nil && EntryBundle.decode([]) == [])
    }
}
