import EdXML
import HubCore
import HubStore
import SignedXML

/// Writes the mail that reminds an agency, or the operators, of duties.
struct ReminderLetter: Sendable {
    let settings: MailSettings
    /// The hub's address as others see it; may be empty.
    let publicAddress: String

    /// - Returns: `nil` when there is nobody to send it to.
    func message(of mail: ClaimedMail) -> MailMessage? {
        let to =
            mail.agency.map { MailAddress.all(in: $0.contacts.mail) } ?? settings.operators.compactMap(MailAddress.init)
        guard let from = MailAddress(settings.from), !to.isEmpty else { return nil }
        return MailMessage(
            id: mail.id, from: from, fromName: settings.fromName, to: to, subject: subject(of: mail),
            body: body(of: mail), at: mail.madeAt)
    }

    private func subject(of mail: ClaimedMail) -> String {
        let overdue = mail.lines.count { $0.dueAt < mail.madeAt }
        let coming = mail.lines.count - overdue
        let parts = [
            overdue > 0 ? "\(overdue) việc quá hạn" : nil, coming > 0 ? "\(coming) việc đến hạn" : nil,
        ].compactMap(\.self)
        let whom = mail.agency.map { " – \($0.id)" } ?? ""
        return "Văn bản liên thông: \(parts.joined(separator: ", "))\(whom)"
    }

    private func body(of mail: ClaimedMail) -> String {
        let greeting =
            mail.agency.map { "Kính gửi \($0.name.isEmpty ? $0.id : $0.name)," } ?? "Kính gửi người vận hành,"
        let entries = mail.lines.enumerated().map { number, line in
            "\(number + 1). \(text(of: line, at: mail.madeAt))"
        }
        let link = publicAddress.isEmpty ? [] : ["", "\(publicAddress)/api/v1/deadlines"]
        return
            ([
                greeting, "", "Trục liên thông văn bản nhắc hạn những việc sau:", "",
            ] + entries + [
                "", "Thư tự động; trả lời bằng cách cập nhật trạng thái văn bản (03 đã tiếp nhận, 06 hoàn thành).",
                "An automatic reminder of duties about documents; it is answered by their statuses (03, 06).",
            ] + link).joined(separator: "\n") + "\n"
    }

    private func text(of line: MailLine, at moment: Timestamp) -> String {
        let isOverdue = line.dueAt < moment
        let urgency = Priority(rawValue: line.priority).flatMap { $0 == .ordinary ? nil : " (\($0.name.vi))" } ?? ""
        let subject = settings.hasSubjects && !line.subject.isEmpty ? " “\(line.subject)”" : ""
        return
            "\(isOverdue ? "QUÁ HẠN" : "Đến hạn") \(line.duty.name.vi): \(line.code)\(urgency)\(subject), nơi gửi \(line.sender), nơi nhận \(line.recipient), hạn \(line.dueAt.shown) [\(line.step)]"
    }
}
