import HubCore
import SignedXML

extension OpenAPISchema {
    /// Why deliveries have not arrived.
    static let waiting = [reason, remedy, destination]

    private static let reason = OpenAPISchema(
        "Waiting", Bilingual(vi: "Vì sao văn bản chưa tới một nơi nhận.", en: "Why a document has not arrived."),
        [
            .must("because", .string, "Tên ổn định của lý do.", "The stable name of the reason."),
            .must("vi", .string), .must("en", .string),
            .may("nextAttempt", .moment, "Sớm nhất khi nào thử lại.", "The earliest time of the next attempt."),
            .must("urgency", .integer, "0 thường … 4 hỏa tốc hẹn giờ.", "0 ordinary … 4 express by a set hour."),
            .must("isBulk", .boolean, "Có đứng trong hàng gói lớn không.", "Whether it queues with the large packets."),
            .may("destination", .reference("Destination")),
            .must("mayDo", .list(of: .reference("Remedy")), "Người vận hành làm được gì.", "What an operator may do."),
        ])

    private static let remedy = OpenAPISchema(
        "Remedy", Bilingual(vi: "Việc người vận hành làm được.", en: "What an operator may do."),
        [.must("act", .choice(Delay.Remedy.allCases.map(\.rawValue))), .must("vi", .string), .must("en", .string)])

    private static let destination = OpenAPISchema(
        "Destination", Bilingual(vi: "Tình hình nơi văn bản được gửi tới.", en: "How it goes with a destination."),
        [
            .must("name", .string, "axis, hoặc mã đơn vị.", "axis, or an agency."),
            .must("state", .choice(DestinationExplained.State.allCases.map(\.rawValue))), .may("since", .moment),
            .may("reason", .string),
            .may("nextProbe", .moment, "Khi nào thử lại bằng một gói.", "When one packet is tried next."),
            .must("window", .integer, "Gửi được bao nhiêu gói cùng lúc.", "How many packets it takes at once."),
            .must("underWay", .integer),
        ])
}
