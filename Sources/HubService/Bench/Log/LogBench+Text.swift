extension LogBench.Finding {
    /// One line, in both languages.
    package var text: String {
        switch self {
        case .filled(let entries, let seconds):
            "đã ghi trước \(entries) mục trong \(seconds.rounded(places: 1)) s · entries written beforehand"
        case .appended(let log, let bare, let batch):
            "ghi mục có sẵn · entries appended: \(log.whole)/s; chỉ dòng SQLite · bare rows: \(bare.whole)/s; "
                + "\((log / bare * 100).rounded(places: 0)) % "
                + "(mỗi giao dịch \(batch) mục, synchronous=FULL, fsync nhật ký và đầu đã ký · each transaction fsynced, "
                + "and so is its signed head)"
        case .noted(let rate, let each):
            "sự việc từ 64 nơi gọi · facts of 64 callers: \(rate.whole)/s, \(each.rounded(places: 1)) mỗi lần ghi · a commit"
        case .proved(let times, let entries):
            "chứng minh trong \(entries) mục · a proof among so many entries: \(times.text(places: 3))"
        case .sized(let all, let text, let tiles):
            "một mục trên đĩa · an entry on the disk: \(all.rounded(places: 0)) B, trong đó nội dung · its text "
                + "\(text.rounded(places: 0)) B, cây · the tree \(tiles.rounded(places: 1)) B"
        case .replayed(let finding): finding.text
        case .remembered(let bytes): "bộ nhớ, đỉnh · memory, peak: \((Double(bytes) / 1e6).rounded(places: 1)) MB"
        }
    }
}

extension Double {
    fileprivate var whole: String { rounded(places: 0) }
}
