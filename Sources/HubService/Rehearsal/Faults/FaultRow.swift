import HubCore

/// What came of one fault.
package struct FaultRow: Sendable {
    let trial: FaultTrial
    var accepted = 0
    /// Answered with a status of 500 and above.
    var refused = 0
    var unanswered = 0
    /// With which the hub ended by itself while the fault was on.
    var status: Int32?
    /// `nil` when the trial could not be made here.
    var ending: FaultTrial.Ending?
    var flaws: [Flaw] = []
    var remark = ""

    package var isWell: Bool { ending.map(trial.allowed.contains) ?? true }
    package var isSkipped: Bool { ending == nil }
    package var name: String { trial.name }

    package static var heading: String {
        "\("sự cố · fault".filled(to: 38))\("nhận".filled(to: 7))\("5xx".filled(to: 6))\("im lặng".filled(to: 9))"
            + "\("mã thoát".filled(to: 10))kết cục · outcome"
    }

    /// One line of the table.
    package var text: String {
        let columns =
            "\(trial.name.filled(to: 38))\("\(accepted)".filled(to: 7))\("\(refused)".filled(to: 6))"
            + "\("\(unanswered)".filled(to: 9))\((status.map(String.init) ?? "–").filled(to: 10))"
        let found =
            flaws.isEmpty ? "" : ": " + flaws.prefix(5).map { "\($0.kind.rawValue) \($0.what)" }.joined(separator: "; ")
        let said = remark.isEmpty ? "" : " (\(remark.prefix(160)))"
        return columns + (isWell ? "" : "✗ ") + (ending?.words ?? "bỏ qua · skipped") + found + said
    }
}

extension FaultTrial.Ending {
    var words: String {
        switch self {
        case .tookAll: "nhận hết · took all"
        case .refusedAndWentOn: "từ chối rồi chạy tiếp · refused, went on"
        case .stoppedAndRecovered: "dừng, chạy lại đủ cả · stopped, recovered"
        case .refusesToStart: "không khởi động, nói rõ lý do · refuses to start, and says why"
        case .namesTheDamage: "không giao phần hỏng, nói rõ · keeps back what is damaged"
        case .failed: "HỎNG · FAILED"
        }
    }
}
