import Foundation
import VXP

/// What is wrong with an answer that a fault has spoiled. Pure: bytes in, bytes out.
enum SpoiledReply {
    /// A gateway's page.
    static let page = Array(
        """
        <!DOCTYPE html><html lang="vi"><head><title>502 Bad Gateway</title></head>
        <body><h1>Cổng dịch vụ đang bảo trì</h1><p>Xin quay lại sau ít phút.</p></body></html>
        """.utf8)

    /// Every row twice.
    static func doubled(_ reply: [UInt8]) -> [UInt8] { rows(of: reply) { rows in rows.flatMap { [$0, $0] } } }

    /// The rows in another order, which the chance decides.
    static func shuffled(_ reply: [UInt8], chance: Double) -> [UInt8] {
        rows(of: reply) { rows in
            var dice = Dice(chance: chance)
            return rows.shuffled(using: &dice)
        }
    }

    /// Other docIds: of every second row of a list, and of the answer itself.
    static func renamed(_ reply: [UInt8], to docID: String) -> [UInt8] {
        guard case .object(let members) = try? JSON(reply) else { return reply }
        let renamed = members.map { member in
            switch member.value {
            case .string where member.name == "DocId": JSON.Member(member.name, .string(docID))
            case .array(let rows):
                JSON.Member(
                    member.name,
                    .array(
                        rows.enumerated().map { number, row in
                            number.isMultiple(of: 2) ? row.renamed(to: "\(docID)-\(number)") : row
                        }))
            default: member
            }
        }
        return JSON.object(renamed).bytes
    }

    /// An answer to `getEdoc` whose document is not what was stored. Its receiver can tell: the content of an attachment is
    /// another, or, where there is none, the document is broken. Where, the chance decides.
    static func altered(_ reply: [UInt8], chance: Double) -> [UInt8] {
        guard let json = try? JSON(reply), case .object(let members) = json, let text = json["data"]?.scalar,
            let document = Data(base64Encoded: text)
        else { return reply }
        let altered = Data(alteredDocument(Array(document), chance: chance)).base64EncodedString()
        return JSON.object(members.map { $0.name == "data" ? JSON.Member("data", .string(altered)) : $0 }).bytes
    }

    private static func alteredDocument(_ document: [UInt8], chance: Double) -> [UInt8] {
        guard !document.isEmpty else { return [] }
        var altered = document
        if let content = firstAttachment(of: document) {
            let place = content.lowerBound + Int(chance * Double(content.count - 4))
            altered[place] = document[place] == UInt8(ascii: "Q") ? UInt8(ascii: "R") : UInt8(ascii: "Q")
        } else {
            altered[Int(chance * Double(document.count))] = 0
        }
        return altered
    }

    /// Where the base64 of the first attachment stands.
    private static func firstAttachment(of document: [UInt8]) -> Range<Int>? {
        guard let start = document.firstRange(of: Array("ContentTransferEncoded>".utf8))?.upperBound,
            let end = document[start...].firstIndex(of: UInt8(ascii: "<")), end - start > 8
        else { return nil }
        return start..<end
    }

    private static func rows(of reply: [UInt8], _ change: ([JSON]) -> [JSON]) -> [UInt8] {
        guard case .object(let members) = try? JSON(reply) else { return reply }
        let changed = members.map { member in
            guard member.name == "data", let rows = member.value.elements else { return member }
            return JSON.Member("data", .array(change(rows)))
        }
        return JSON.object(changed).bytes
    }
}

extension JSON {
    fileprivate func renamed(to docID: String) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(
            members.map { $0.name.lowercased() == "docid" ? JSON.Member($0.name, .string(docID)) : $0 })
    }
}

/// A small generator whose seed is a chance (SplitMix64).
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(chance: Double) { state = UInt64(chance * Double(1 << 53)) }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
