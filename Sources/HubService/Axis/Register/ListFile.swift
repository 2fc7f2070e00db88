import Crypto
import Foundation
import HubCore
import SignedXML
import VXP

/// The axis' list of agencies in a file: read as often as needed, a row at a time, and never in memory as a whole.
package struct ListFile: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// Bytes read at once.
    private static let piece = 262_144

    /// Reads the rows in their order, so many at a time.
    /// - Throws: ``ListFailure`` where the file is not a list, the error of reading it, or what `body` throws.
    package func forEach(_ size: Int, _ body: ([AgencyRow]) async throws -> Void) async throws {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { file.closeFile() }
        var (reader, batch, isBare) = (StreamedRows<AgencyRow>(), [AgencyRow](), Bool?.none)
        while let data = try file.read(upToCount: Self.piece), !data.isEmpty {
            var piece = Array(data)
            if isBare == nil {
                isBare = piece.first { !Self.space.contains($0) } == UInt8(ascii: "[")
                if isBare == true { piece = Self.head + piece }
            }
            for row in try ListFailure.reading({ try reader.take(piece) }) {
                batch.append(row)
                guard batch.count == size else { continue }
                try await body(batch)
                batch.removeAll(keepingCapacity: true)
            }
        }
        try ListFailure.reading {
            if isBare == true { _ = try reader.take([UInt8(ascii: "}")]) }
            try reader.finish().ok()
        }
        if !batch.isEmpty { try await body(batch) }
    }

    private static let space = Set(" \t\r\n".utf8)
    /// What makes an envelope of the bare array that somebody may have saved.
    private static let head = Array(#"{"status":"OK","ErrorCode":"0","data":"#.utf8)

    /// Lower-case hex SHA-256 of its bytes.
    package func sha256() throws -> String {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { file.closeFile() }
        var digest = SHA256()
        while let piece = try file.read(upToCount: Self.piece), !piece.isEmpty { digest.update(data: piece) }
        return digest.finalize().hexadecimal
    }

    /// Writes it anew, as the axis gives it.
    /// - Throws: ``AxisFailure``, or the error of writing; then the file holds no list.
    func fetch(_ list: AxisClient.AgencyList, from axis: AxisClient) async throws {
        guard FileManager.default.createFile(atPath: path, contents: nil) else {
            throw ListFailure(description: "the file \(path) cannot be made")
        }
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        defer { file.closeFile() }
        try await axis.fetch(list) { try file.write(contentsOf: $0) }
    }

    func remove() throws {
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    }
}

/// What was given is not a list of agencies.
package struct ListFailure: Error, Sendable, CustomStringConvertible {
    package let description: String

    fileprivate static func reading<Value>(_ body: () throws -> Value) throws(ListFailure) -> Value {
        do { return try body() } catch { throw ListFailure(description: "not a list of agencies: \(error)") }
    }
}

extension ListedAgency {
    /// - Returns: `nil` for a row that stands for no agency (a heading of the tree).
    package init?(_ row: AgencyRow) {
        if row.unit?.isAgency == false { return nil }
        self.init(
            row: row.id.isEmpty ? row.code : row.id, parentRow: row.pid, code: row.code, name: row.name,
            mail: row.mail, centre: row.unit?.centerCode ?? "", isDeleted: row.unit?.isDeleted ?? false)
    }
}
