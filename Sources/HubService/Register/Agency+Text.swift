import HubCore
import NIOCore

extension Agency {
    /// One line of `agency list`.
    package var text: String {
        let place = isLocal ? "tại đây" : "qua trục"
        let lock = isLocked ? "  ĐANG KHÓA" : ""
        let end = validUntil.map { "  HẾT HIỆU LỰC \($0.shownDay)" } ?? ""
        return
            "\(id.filled(to: 16))  \((oldID ?? "–").filled(to: 16))  \(place.filled(to: 8))  \(centre.filled(to: 12))  "
            + "\(name)\(lock)\(end)"
    }

    /// Everything the register has on it, a line each; what is not known is left out.
    package var card: String {
        var lines = [("mã · id", id), ("tên · name", name)]
        func add(_ title: String, _ value: String?) {
            if let value, !value.isEmpty { lines.append((title, value)) }
        }
        add("mã khác · other ids", formerIdentifiers.map(\.shown).joined(separator: ", "))
        add("cấp trên · parent", parent)
        add("cấp · level", "\(level)")
        add("hệ thống · centre", centre)
        add("hộp thư · mailbox", isLocal ? "tại đây · here" : "qua trục quốc gia · beyond the axis")
        add("khóa · locked", isLocked ? "đang khóa · locked" : nil)
        add("từ · from", validFrom?.shown)
        add("đến · until", validUntil?.shown)
        add("kế thừa · successors", successors.joined(separator: ", "))
        add("địa chỉ · address", contacts.address)
        add("thư điện tử · mail", contacts.mail)
        add("điện thoại · telephone", contacts.telephone)
        add("fax", contacts.fax)
        add("trang tin · website", contacts.website)
        add("dòng ở trục · axis row", listing.map { $0.hasRetired ? "\($0.id), đã xóa · deleted" : $0.id })
        add("chữ ký văn bản · documents", documentSignatures?.rawValue)
        add("chữ ký trạng thái · statuses", statusSignatures?.rawValue)
        return lines.map { "\($0.0.filled(to: 28))\($0.1)" }.joined(separator: "\n")
    }

    /// One JSON array on one line.
    package static func json(_ agencies: [Agency]) -> String { String(buffer: WireJSON.encode(agencies)) }

    /// One JSON object on one line.
    package var json: String { String(buffer: WireJSON.encode(self)) }
}
