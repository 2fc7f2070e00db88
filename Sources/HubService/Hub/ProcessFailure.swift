import HubStore
import NIOCore
import SignedXML

/// Why a process could not start or had to stop: the exit status (sysexits(3)) and what a person is told.
package struct ProcessFailure: Error, CustomStringConvertible {
    package enum Status: Int32, Sendable {
        /// The hub's own fault.
        case software = 70
        /// The system refuses: the port is taken, say.
        case system = 71
        /// The storage fails, or is not what it was.
        case storage = 74
        /// Another process has the data folder: try again when it has ended.
        case inUse = 75
        case configuration = 78
    }

    package let status: Status
    /// Vietnamese first, then English; may have several lines.
    package let description: String

    package init(_ error: any Error) {
        switch error {
        case let error as ConfigurationError:
            self.init(.configuration, vi: "Cấu hình có lỗi", en: "The configuration cannot be used", "\(error)")
        case let error as KeyFile.Failure:
            self.init(.configuration, vi: "Khóa không dùng được", en: "A key cannot be used", "\(error)")
        case let error as SecretMissing:
            self.init(.configuration, vi: "Thiếu bí mật", en: "A secret is missing", "\(error)")
        case let error as SignedXMLError:
            self.init(
                .configuration, vi: "Lược đồ hoặc chứng thư tin cậy không dùng được",
                en: "The schemas or the trusted certificates cannot be used", "\(error)")
        case let error as StoreError:
            self.init(storage: error)
        case let error as IOError:
            self.init(.system, vi: "Hệ điều hành từ chối", en: "The system refuses", "\(error)")
        default:
            self.init(.software, vi: "Trục dừng vì lỗi", en: "Stopped by an error", "\(error)")
        }
    }

    private init(storage error: StoreError) {
        let (status, vi, en): (Status, String, String) =
            switch error.code {
            case .busy:
                (
                    .inUse, "Thư mục dữ liệu đang được một tiến trình khác dùng; hãy dừng tiến trình đó trước",
                    "The data folder is in use; stop the other process first"
                )
            case .lost:
                (
                    .storage, "Nhật ký không còn nguyên vẹn (hỏng đĩa, hoặc khôi phục từ bản sao cũ); không khởi động",
                    "The journal is not what it was (a failing disk, or an old backup restored); not starting"
                )
            case .full:
                (
                    .storage, "Đĩa đã đầy; hãy giải phóng chỗ rồi khởi động lại",
                    "The disk is full; make room, then start again"
                )
            case .unsealable:
                (
                    .configuration, "Khóa niêm phong không mở được bí mật đã lưu",
                    "The sealing key does not open what is sealed"
                )
            default: (.storage, "Kho lưu trữ có lỗi", "The storage failed")
            }
        self.init(status, vi: vi, en: en, "\(error)")
    }

    private init(_ status: Status, vi: String, en: String, _ detail: String) {
        self.status = status
        description = "\(vi). / \(en).\n\(detail)"
    }
}
