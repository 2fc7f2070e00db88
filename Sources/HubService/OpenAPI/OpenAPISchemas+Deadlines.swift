import HubCore
import SignedXML

extension OpenAPISchema {
    static let deadlines = [standing, step, line]

    private static let standing = OpenAPISchema(
        "DutyStanding", Bilingual(vi: "Một việc nơi nhận phải làm, và hạn.", en: "What a recipient owes, and by when."),
        [
            .must("duty", .choice(Duty.allCases.map(\.rawValue))), .must("since", .moment), .must("dueAt", .moment),
            .must("runsAlways", .boolean, "Tính cả đêm và ngày nghỉ.", "Whether nights and holidays count."),
            .must(
                "workingDaysLeft", .integer, "Ngày làm việc còn lại: 0 là hôm nay, âm là quá hạn.",
                "Working days left: 0 today, negative after the due day."),
            .must("isOverdue", .boolean), .may("metAt", .moment, "Lúc đã làm.", "When it was done."),
            .must("wasLate", .boolean),
            .may("lastStep", .reference("DutyStep"), "Bậc nhắc cuối.", "The last step raised."),
            .may("nextStep", .reference("DutyStep"), "Bậc nhắc tới.", "The step to come."),
        ])

    private static let step = OpenAPISchema(
        "DutyStep", Bilingual(vi: "Một bậc nhắc.", en: "A step."), [.must("step", .string), .must("at", .moment)])

    private static let line = OpenAPISchema(
        "DutyLine", Bilingual(vi: "Một việc trong danh sách.", en: "A duty in a list."),
        [
            .must("document", .uuid), .must("delivery", .uuid), .must("code", .string), .must("subject", .string),
            .must("sender", .string), .must("recipient", .string), .must("recipientName", .string),
            .must("priority", .integer), .must("standing", .reference("DutyStanding")),
        ])
}
