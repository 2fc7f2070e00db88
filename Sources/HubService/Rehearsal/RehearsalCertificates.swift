import Foundation
import SignedXML

/// Makes a rehearsal's trust for the agencies of a table, from now on.
/// - Parameters:
///   - folder: made when it is missing; nothing in it is overwritten.
///   - table: path of a comma-separated table with the columns `organId` and `name`.
/// - Throws: ``TableError``, or ``SignedXMLError`` when a file cannot be written.
package func makeRehearsalCertificates(
    in folder: String, forAgenciesIn table: String, serverNames: [String]
) throws -> PKIFolder {
    let rows = try CommaSeparatedTable(contentsOfFile: table, required: ["organId", "name"]).rows
    var agencies: [RehearsalAgency] = []
    for row in rows {
        guard let identifier = row["organId"] else {
            throw TableError(line: row.line, vi: "Thiếu organId.", en: "The organId is missing.")
        }
        guard !agencies.contains(where: { $0.identifier == identifier }) else {
            throw TableError(line: row.line, vi: "Trùng organId \(identifier).", en: "\(identifier) is there twice.")
        }
        agencies.append(RehearsalAgency(identifier: identifier, name: row["name"] ?? identifier))
    }
    return try PKIFolder.create(
        at: folder, for: agencies, serverNames: serverNames, at: Int64(Date().timeIntervalSince1970))
}

extension PKIFolder {
    /// Where the files are, for a person.
    package var summary: String {
        """
        Đã tạo bộ chứng thư diễn tập. A rehearsal's certificates have been made.
          neo tin cậy · anchor             \(anchor)
          CA trung gian · intermediate     \(intermediate)
          danh sách thu hồi · CRLs         \(revocationLists.joined(separator: ", "))
          cơ quan · agencies               \(path)/agencies/
          máy chủ TLS · TLS server         \(server.certificates)
          chứng thư lỗi · faulty           \(path)/faulty/
        """
    }
}
