import HubCore

extension Retired {
    var vietnamese: String {
        let what = part == .bytes ? "nội dung" : "trích yếu và lời ghi"
        return
            "\(by) xóa \(what) của \(documents.count) gói tin đã kết thúc trước \(endedBefore.shown), theo chính sách lưu trữ"
    }
}
