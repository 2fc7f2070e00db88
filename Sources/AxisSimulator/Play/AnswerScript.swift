import Crypto
import EdXML
import Foundation

/// How remote agencies answer what reaches them: which statuses, and when. Pure: the same document and the same seed always
/// get the same answers at the same delays, whatever else happens and however often the axis restarts.
package struct AnswerScript: Sendable {
    /// The time from one status to the next; from arrival to the first.
    package var delayMilliseconds: [StatusCode: Int64]
    /// By how much a delay may differ from what is configured, as a fraction of it: 0 to 1.
    package var jitter: Double
    package var seed: UInt64
    /// Agencies that return every document and decline every recall, with their reason.
    package var refusers: [AgencyID: String]
    /// The fraction of deliveries that the other agencies return: 0 to 1.
    package var refusalFraction: Double
    /// The parts that agencies play, drawn for each document and receiver; without any all answer.
    package var parts: [WeightedPart]
    /// When they ask for their own documents back, drawn likewise.
    package var recalls: [WeightedMoment]

    package init(
        delayMilliseconds: [StatusCode: Int64] = [:], jitter: Double = 0, seed: UInt64 = 1,
        refusers: [AgencyID: String] = [:], refusalFraction: Double = 0, parts: [WeightedPart] = [],
        recalls: [WeightedMoment] = []
    ) {
        self.delayMilliseconds = Self.usualDelays.merging(delayMilliseconds) { $1 }
        self.jitter = jitter
        self.seed = seed
        self.refusers = refusers
        self.refusalFraction = refusalFraction
        self.parts = parts
        self.recalls = recalls
    }

    package static let usualDelays: [StatusCode: Int64] = [
        .arrived: 500, .registered: 1_500, .assigned: 2_000, .inProgress: 2_000, .completed: 4_000, .returned: 1_500,
        .recallAgreed: 2_000, .recallDeclined: 2_000,
    ]

    /// One status that a remote agency will send.
    package struct Answer: Sendable, Hashable {
        package let code: StatusCode
        /// After the delivery, or after what it awaits.
        package let delayMilliseconds: Int64
        package let description: String
        /// How often it is delivered.
        package var copies = 1
        /// About a document that was never sent.
        package var isStray = false
        /// What has to happen first.
        package var awaits: Moment?
    }

    /// What calls for answers.
    package enum Occasion: Sendable, Hashable {
        /// A new or replacing document.
        case document
        /// A recall or an update, by packet or by status 13.
        case request
    }

    /// The answers of one agency to one document, in order.
    /// - Parameter key: what identifies the document, such as its natural key.
    package func answers(to occasion: Occasion, of receiver: AgencyID, key: String) -> [Answer] {
        let part = part(of: receiver, key: key)
        let refuses = part == .refuses || chance(key, receiver, "refusal") < refusalFraction
        let reason = refusers[receiver] ?? (refuses ? Self.usualReason : nil)
        if part == .silent { return [] }
        var due: Int64 = 0
        var answers = codes(occasion, isRefused: reason != nil).map { code in
            let delay = Double((delayMilliseconds[code] ?? 0) * part.slowness)
            due += Int64(delay * (1 + jitter * (2 * chance(key, receiver, code.rawValue) - 1)))
            let refuses = code == .returned || code == .recallDeclined
            return Answer(
                code: code, delayMilliseconds: due,
                description: (refuses ? reason : nil) ?? Self.descriptions[code] ?? "",
                copies: part == .twice ? 2 : 1)
        }
        if part == .disordered { answers = Self.disordered(answers) }
        if part == .stray, let first = answers.first {
            answers.append(
                Answer(
                    code: .registered, delayMilliseconds: first.delayMilliseconds,
                    description: Self.descriptions[.registered] ?? "", isStray: true))
        }
        return answers
    }

    /// The same statuses at the same times, the last one first.
    private static func disordered(_ answers: [Answer]) -> [Answer] {
        zip(answers.reversed(), answers.map(\.delayMilliseconds)).map { answer, delay in
            Answer(code: answer.code, delayMilliseconds: delay, description: answer.description)
        }
    }

    private func codes(_ occasion: Occasion, isRefused: Bool) -> [StatusCode] {
        switch (occasion, isRefused) {
        case (.document, false): [.arrived, .registered, .assigned, .inProgress, .completed]
        case (.document, true): [.arrived, .returned]
        case (.request, false): [.recallAgreed]
        case (.request, true): [.recallDeclined]
        }
    }

    /// 0 to 1, evenly spread over documents, receivers and purposes.
    func chance(_ key: String, _ receiver: AgencyID, _ purpose: String) -> Double {
        let digest = SHA256.hash(data: Data("\(seed)|\(key)|\(receiver.canonical)|\(purpose)".utf8))
        let number = digest.prefix(4).reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
        return Double(number) / Double(UInt32.max)
    }

    private static let usualReason = "Văn bản gửi nhầm đơn vị, đề nghị kiểm tra lại nơi nhận"
    private static let descriptions: [StatusCode: String] = [
        .arrived: "Văn bản đã đến hệ thống của đơn vị nhận",
        .registered: "Văn thư đã tiếp nhận và vào sổ văn bản đến",
        .assigned: "Lãnh đạo đã phân công đơn vị chủ trì xử lý",
        .inProgress: "Chuyên viên đang xử lý",
        .completed: "Đã xử lý xong",
        .recallAgreed: "Đồng ý, văn bản đã được thu hồi",
    ]
}
