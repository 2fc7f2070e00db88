import Crypto
import Foundation
import HubCore
import NIOCore

/// Judges a receipt's file by a key and, when it is at hand, the document: without any hub.
package struct ReceiptVerification: Sendable {
    package let receipt: ProvenReceipt
    package let judgement: ReceiptJudgement
    package let key: NoteKey
    /// Whom one believes as witnesses.
    package let witnesses: [WitnessKey]

    /// - Parameters:
    ///   - file: a receipt, as `/api/v1/receipts/{id}` gave it, or the line of its QR code.
    ///   - key: the hub's key as text, or a file that begins with it.
    ///   - document: the file of the document; `nil` when there is none at hand.
    ///   - witnesses: keys as texts, or files that begin with one.
    ///   - quorum: how many of them have to stand behind it.
    /// - Throws: ``CannotJudge`` when a file cannot be read, or is not what it should be.
    package init(
        file: String, key: String, document: String?, witnesses: [String] = [], quorum: Int = 0
    ) async throws {
        guard let key = try Self.key(key, NoteKey.init) else {
            throw CannotJudge(
                vi: "--key không phải khóa của trục, cũng không phải tệp chứa khóa (dạng tên+mã+base64).",
                en: "--key is neither a hub's key nor a file that holds one (name+hash+base64).")
        }
        let bytes = try Self.contents(file)
        guard
            let receipt = ProvenReceipt(line: String(decoding: bytes, as: UTF8.self))
                ?? (try? JSONDecoder().decode(ProvenReceipt.self, from: bytes))
        else {
            throw CannotJudge(
                vi: "Tệp \(file) không phải biên nhận của Liên Thông.", en: "\(file) is not a receipt of a hub.")
        }
        self.receipt = receipt
        self.key = key
        let believed = try witnesses.map { text in
            guard let witness = try Self.key(text, WitnessKey.init) else {
                throw CannotJudge(
                    vi:
                        "--witness “\(text)” không phải khóa như lienthong witness key in ra, cũng không phải tệp chứa khóa.",
                    en:
                        "--witness “\(text)” is neither a key as lienthong witness key prints it nor a file that holds one."
                )
            }
            return witness
        }
        self.witnesses = believed
        var sha256: String?
        if let document { sha256 = try await Self.sha256(of: document) }
        judgement = ReceiptJudgement(
            of: receipt, key: key, sha256: sha256, witnesses: believed, quorum: quorum)
    }

    /// - Parameter key: the hub's, from where one believes it.
    package init(_ receipt: ProvenReceipt, key: NoteKey) {
        (self.receipt, self.key, witnesses) = (receipt, key, [])
        judgement = ReceiptJudgement(of: receipt, key: key)
    }

    /// The receipt as a file holds it.
    package var file: ByteBuffer { WireJSON.encode(receipt) }

    private static func key<Key>(_ stated: String, _ read: (String) -> Key?) throws -> Key? {
        if let key = read(stated) { return key }
        guard FileManager.default.fileExists(atPath: stated) else { return nil }
        let text = String(decoding: try contents(stated), as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).first.flatMap { read(String($0)) }
    }

    private static func contents(_ file: String) throws -> Data {
        do {
            return try Data(contentsOf: URL(fileURLWithPath: file))
        } catch {
            throw CannotJudge(
                vi: "Không đọc được \(file): \(plain(error))", en: "\(file) cannot be read: \(plain(error))")
        }
    }

    private static func sha256(of file: String) async throws -> String {
        var hash = SHA256()
        do {
            for try await piece in FilePieces(path: file) { hash.update(data: piece.readableBytesView) }
        } catch {
            throw CannotJudge(
                vi: "Không đọc được \(file): \(plain(error))", en: "\(file) cannot be read: \(plain(error))")
        }
        return Array(hash.finalize()).hexadecimal
    }
}
