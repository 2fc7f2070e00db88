import Crypto
import Foundation
import HubCore
import SeededRandom
import Testing

struct MerkleFrontierTests {
    /// The leaves and roots of Certificate Transparency's reference tree.
    static let leaves: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57], Array(0x60...0x6F),
    ]
    static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test func `the roots are those of the reference tree`() {
        var frontier = MerkleFrontier()
        #expect(frontier.root.hexadecimal == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        for (leaf, root) in zip(Self.leaves, Self.roots) {
            frontier.append(MerkleFrontier.leafHash(of: leaf))
            #expect(frontier.root.hexadecimal == root)
        }
        #expect(frontier.size == 8)
    }

    /// RFC 6962 §2.1, word for word.
    private func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        if leaves.count == 1, let only = leaves.first { return only }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        return MerkleFrontier.nodeHash(root(leaves.prefix(split)), root(leaves.dropFirst(split)))
    }

    @Test func `a kept edge goes on as if it had never been put away`() {
        let leaves = (0..<130).map { MerkleFrontier.leafHash(of: [UInt8($0)]) }
        var frontier = MerkleFrontier()
        for (position, leaf) in leaves.enumerated() {
            frontier.append(leaf)
            #expect(MerkleFrontier(size: frontier.size, bytes: frontier.bytes) == frontier)
            #expect(frontier.root == root(leaves.prefix(position + 1)))
        }
    }

    @Test func `an edge that does not fit its size is not taken up`() {
        #expect(MerkleFrontier(size: 3, bytes: Array(repeating: 0, count: 32)) == nil)
        #expect(MerkleFrontier(size: 1, bytes: Array(repeating: 0, count: 31)) == nil)
        #expect(MerkleFrontier(size: -1, hashes: Array(repeating: Array(repeating: 0, count: 32), count: 64)) == nil)
    }
}

struct SignedNoteTests {
    private let signer = HubSigner(origin: "hub.example.vn", key: Curve25519.Signing.PrivateKey())

    /// The example of golang.org/x/mod/sumdb/note, by another implementation.
    @Test func `a note of another implementation verifies`() {
        let key = NoteKey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
        let text =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
        let line =
            "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
        #expect(key.flatMap { SignedNote.text(of: text + "\n" + line, signedBy: $0) } == text)
        #expect(key.flatMap { SignedNote.text(of: "x" + text + "\n" + line, signedBy: $0) } == nil)
        #expect(key?.id == "c74f20a3")
    }

    @Test func `a checkpoint verifies with its key's text form, and with no other key`() throws {
        let head = TreeHead(size: 42, root: Array(repeating: 7, count: 32))
        let note = try Checkpoint.note(head, by: signer)
        let key = try #require(NoteKey(signer.publicKey.text))
        #expect(Checkpoint.verify(note, with: key) == Checkpoint(origin: "hub.example.vn", head: head))
        let stranger = HubSigner(origin: "hub.example.vn", key: Curve25519.Signing.PrivateKey())
        #expect(Checkpoint.verify(note, with: stranger.publicKey) == nil)
        #expect(Checkpoint.verify(note.replacing("42", with: "43"), with: key) == nil)
        #expect(Checkpoint.verify(String(note.dropLast()), with: key) == nil)
    }

    @Test func `a key whose hash does not fit is not read`() {
        let text = signer.publicKey.text
        #expect(NoteKey(text.replacing("hub.example.vn", with: "hob.example.vn")) == nil)
        #expect(NoteKey("hub.example.vn") == nil)
    }

    @Test func `a receipt is true for its own words only`() throws {
        var random = SplitMix(3)
        let receipt = try Receipt.signed(
            documentID: DocumentID(at: Timestamp(milliseconds: 1), using: &random), sha256: "ab", journalIndex: 5,
            acceptedAt: Timestamp(milliseconds: 1_795_256_431_123), by: signer)
        let json = try JSONEncoder().encode(receipt)
        let read = try JSONDecoder().decode(Receipt.self, from: json)
        #expect(read == receipt)
        #expect(read.verify(with: signer.publicKey))
        let altered = String(decoding: json, as: UTF8.self).replacing("\"journalIndex\":5", with: "\"journalIndex\":6")
        #expect(try !JSONDecoder().decode(Receipt.self, from: Data(altered.utf8)).verify(with: signer.publicKey))
        let fields = try #require(JSONSerialization.jsonObject(with: json) as? [String: Any])
        #expect(
            fields.keys.sorted()
                == ["acceptedAt", "documentId", "hub", "journalIndex", "keyId", "sha256", "signature"])
    }
}
