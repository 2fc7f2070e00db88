import EdXML
import Foundation
import HubCore
import SignedXML

/// What happens in a rehearsal: who sends what to whom, how each recipient answers, and where each delivery has to end.
///
/// The documents and most of the answers are the fixtures'; where nothing else is said here, a recipient gives all five
/// states.
struct Story: Sendable {
    /// What the city's agencies send, in order.
    let letters: [Letter]
    /// What comes down from the axis.
    let lettersDown: [Letter]
    /// The fixtures of `statuses/`, by name without extension.
    private let statuses: [String: [UInt8]]

    init(letters: [Letter], lettersDown: [Letter], statuses: [String: [UInt8]]) {
        self.letters = letters
        self.lettersDown = lettersDown
        self.statuses = statuses
    }

    // MARK: Answers

    /// One answer of a recipient.
    enum Answer: Sendable, Hashable {
        case says(StatusCode, String)
        /// The status packet of that fixture, byte for byte.
        case fixture(String)
    }

    /// Who plays a part of its own in which document.
    private struct Cue: Hashable {
        let code: String
        let agency: String
        init(_ code: String, _ agency: String) {
            self.code = code
            self.agency = agency
        }
    }

    private static let usual: [Answer] = [
        .says(.arrived, "Văn bản đã đến hệ thống của đơn vị nhận"),
        .says(.registered, "Văn thư đã tiếp nhận và vào sổ văn bản đến"),
        .says(.assigned, "Lãnh đạo đã phân công xử lý"),
        .says(.inProgress, "Chuyên viên đang xử lý"),
        .says(.completed, "Đã xử lý xong"),
    ]

    private static let invitation = "87/GM-SKHCN"
    private static let plan = "45/KH-SYT"

    private static let parts: [Cue: [Answer]] = [
        Cue("3125/QĐ-UBND", "H24.01"): [
            .fixture("01-da-den"), .fixture("03-da-tiep-nhan"), .fixture("04-phan-cong"), .fixture("05-dang-xu-ly"),
            .fixture("06-hoan-thanh"),
        ],
        Cue("512/TB-UBND", "H24.04"): [usual[0], .fixture("02-tu-choi-tiep-nhan")],
        // The invitation is asked back before these two have dealt with it.
        Cue(invitation, "H24.04"): [usual[0]],
        Cue(invitation, "H24"): [usual[0], usual[1]],
        // The plan is taken from this one again, by an update.
        Cue(plan, "H24.21.02"): [usual[0]],
    ]

    private static let answersToRequests: [Cue: [Answer]] = [
        Cue(invitation, "H24.04"): [.fixture("15-dong-y-thu-hoi")],
        Cue(invitation, "H24"): [.says(.recallAgreed, "Đồng ý thu hồi, đã hủy bản nhận")],
        Cue(invitation, "H24.21"): [.fixture("16-tu-choi-thu-hoi")],
        Cue(plan, "H24.21.02"): [.says(.recallAgreed, "Đồng ý, kế hoạch không gửi phường nữa")],
    ]

    /// What an agency answers to a packet it received, in order.
    func answers(of agency: String, to message: Message) -> [Answer] {
        switch message {
        case .document(let document):
            switch document.business.type {
            case .new, .replace: Self.parts[Cue(document.code.full, agency)] ?? Self.usual
            case .recall, .update: Self.answersToRequests[Cue(document.code.full, agency)] ?? []
            }
        case .status(let status) where status.code == .recallRequested:
            Self.answersToRequests[Cue(status.responseFor.code, agency)] ?? []
        case .status: []
        }
    }

    func bytes(ofStatus fixture: String) throws -> [UInt8] {
        guard let bytes = statuses[fixture] else {
            throw RehearsalFailure(vi: "Thiếu statuses/\(fixture).edxml.", en: "statuses/\(fixture).edxml is missing.")
        }
        return bytes
    }

    // MARK: Asking back

    /// The invitation is asked back, and the plan updated, once their recipients have come this far: what they had not fetched
    /// would come back without their being asked.
    static let beforeAskingBack: [(code: String, agency: String, status: String)] = [
        (invitation, "H24.04", "01"), (invitation, "H24", "03"), (invitation, "H24.21", "01"),
        (plan, "H24.21.02", "01"),
    ]
    /// The requests, as statuses (13): to one recipient each, the second with its fields swapped as some senders do.
    static let requests = ["13-lay-lai", "13-lay-lai-doi-cho"]

    /// Letters that wait until ``beforeAskingBack``.
    func isRequest(_ letter: Letter) -> Bool { letter.business == .recall || letter.business == .update }

    // MARK: The paper document

    /// A status about a document that never came through here: it is kept, and waits for its document.
    static let unmatched = (replier: "H24.21.01", issuer: "H24", code: "99/KH-UBND")

    // MARK: Ends

    /// The agency beyond the axis that refuses everything, and its reason.
    static let refuser = (id: "H17", reason: "Văn bản không thuộc thẩm quyền giải quyết của Thành phố")

    /// Where a delivery has to end.
    enum End: Sendable, Hashable {
        /// 06, and nobody asked for it back.
        case completed
        /// 06, after the recipient declined to give it back.
        case completedAfterDeclining
        /// 02.
        case returned
        /// 15.
        case recalled
        /// Held durably by its recipient: all that can be said of a packet that changes another document.
        case held
    }

    struct Expectation: Sendable, Hashable {
        let letter: String
        let code: String
        let sha256: String
        let recipient: String
        let end: End
    }

    var expectations: [Expectation] {
        (letters + lettersDown).flatMap { letter in
            letter.recipients.map { recipient in
                Expectation(
                    letter: letter.name, code: letter.code, sha256: letter.sha256, recipient: recipient,
                    end: end(of: letter, for: recipient))
            }
        } + letters.flatMap(changes)
    }

    /// Whom an update adds to its document has to get that, and whom it removes is told by the update itself.
    private func changes(by update: Letter) -> [Expectation] {
        guard let changed = update.message.business.update,
            let original = letters.first(where: {
                $0.business == .new && $0.message.documentID == update.message.business.documentID
            })
        else { return [] }
        return changed.receivers.map { receiver in
            let (letter, recipient) = (receiver.isAdded ? original : update, receiver.agency.canonical)
            return Expectation(
                letter: letter.name, code: letter.code, sha256: letter.sha256, recipient: recipient,
                end: end(of: letter, for: recipient))
        }
    }

    private func end(of letter: Letter, for recipient: String) -> End {
        guard letter.business == .new || letter.business == .replace else { return .held }
        if recipient == Self.refuser.id { return .returned }
        if Self.parts[Cue(letter.code, recipient)]?.last == .fixture("02-tu-choi-tiep-nhan") { return .returned }
        switch Self.answersToRequests[Cue(letter.code, recipient)]?.first {
        case .fixture("16-tu-choi-thu-hoi"): return .completedAfterDeclining
        case nil: return .completed
        default: return .recalled
        }
    }
}
