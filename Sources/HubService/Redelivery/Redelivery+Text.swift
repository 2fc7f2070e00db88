import EdXML
import HubCore
import HubStore

extension RedeliveryState {
    /// In words, for the journal.
    var vietnamese: String {
        "đã nhận \(taken) (\(repeated) có từ trước), từ chối \(refused), không còn nội dung \(retired), hỏng \(damaged)"
    }

    /// Whether every packet of which the hub has the bytes was taken.
    package var isWell: Bool { refused == 0 && damaged == 0 }
}

extension RedeliveryDesk.Outcome {
    package func text(in language: Language, statePath: String) -> String {
        let dealtWith = state.dealtWith
        let counts =
            language == .vi
            ? "Gửi lại \(dealtWith)/\(all) gói tới \(state.order.target), lần chạy \(state.run): \(state.vietnamese).\n"
            : """
            Redelivered \(dealtWith) of \(all) packets to \(state.order.target), run \(state.run): \(state.taken) taken \
            (\(state.repeated) it had), \(state.refused) refused, \(state.retired) no longer kept, \
            \(state.damaged) damaged.

            """
        let problems = state.problems.map {
            "  \($0.code)  \($0.recipient)  [\($0.document)]  \($0.reason)\n"
        }.joined()
        guard let stopped else { return counts + problems }
        let how =
            language == .vi
            ? "Dừng vì bên nhận không nhận nữa (\(stopped)). Chạy lại đúng lệnh này để đi tiếp; tiến độ ở \(statePath).\n"
            : "Stopped, since the target takes nothing (\(stopped)). Run the same command to go on; the state is in \(statePath).\n"
        return counts + problems + how
    }
}
