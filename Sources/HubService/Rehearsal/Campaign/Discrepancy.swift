import SignedXML

/// Something on which two sides do not agree after a campaign.
struct Discrepancy: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Our agency has a receipt, and the hub has no document.
        case lostAtHub
        /// The hub has a document that nobody sent.
        case inventedAtHub
        case doubledAtHub
        /// The hub took what it should have refused.
        case invalidAccepted
        /// The hub refused what it should have taken.
        case validRefused
        /// Nobody ever answered our agency.
        case unanswered
        case wrongReceipt
        /// A delivery has not come to its end.
        case undelivered
        /// The hub says delivered, and the axis has never had it.
        case lostAtAxis
        /// The axis has it twice for one receiver.
        case doubledAtAxis
        /// The axis has what the hub never accepted.
        case inventedAtAxis
        /// The axis handed it over, and the hub does not have it.
        case lostFromAxis
        /// The axis was told `fail` of a good packet, or `done` of a bad one.
        case wronglyAcknowledged
        case unacknowledged
        /// The hub says that a recipient holds it, and its system never took it.
        case lostInMailbox
        case doubledInMailbox
        /// What a system took is not what was sent.
        case alteredInMailbox
        case statusLost
        case statusDoubled
        case statusInvented
        case strayNotParked
        /// The axis still owes answers.
        case owed
        /// A fault was never on: the campaign has shown nothing about it.
        case faultNeverStruck
    }

    let kind: Kind
    let what: String

    init(_ kind: Kind, _ what: String) {
        self.kind = kind
        self.what = what
    }

    var says: Bilingual {
        let (vi, en) =
            switch kind {
            case .lostAtHub: ("có biên nhận mà trục không có", "has a receipt, and the hub does not have it")
            case .inventedAtHub: ("trục có mà không ai gửi", "is at the hub, and nobody sent it")
            case .doubledAtHub: ("trục có hai lần", "is at the hub twice")
            case .invalidAccepted: ("sai mà vẫn được nhận", "is not valid and was accepted")
            case .validRefused: ("đúng mà bị từ chối", "is valid and was refused")
            case .unanswered: ("không ai trả lời", "was never answered")
            case .wrongReceipt: ("biên nhận sai", "has a receipt that does not hold")
            case .undelivered: ("chưa chuyển xong", "has not come to its end")
            case .lostAtAxis: ("trục quốc gia chưa từng nhận", "never reached the axis")
            case .doubledAtAxis: ("trục quốc gia có hai lần", "is at the axis twice")
            case .inventedAtAxis:
                ("trục quốc gia có mà trục này chưa nhận", "is at the axis, and the hub never took it")
            case .lostFromAxis:
                ("trục quốc gia đã giao mà trục này không có", "was handed over by the axis and is lost")
            case .wronglyAcknowledged: ("báo nhận sai với trục quốc gia", "was acknowledged with the wrong word")
            case .unacknowledged: ("chưa báo nhận với trục quốc gia", "was never acknowledged")
            case .lostInMailbox: ("không tới hệ thống của đơn vị nhận", "was never taken by its recipient")
            case .doubledInMailbox: ("giao hai lần cho đơn vị nhận", "was handed to its recipient twice")
            case .alteredInMailbox: ("đơn vị nhận lấy về không phải byte đã gửi", "was altered on its way")
            case .statusLost: ("mất trạng thái", "is a status that was lost")
            case .statusDoubled: ("trạng thái ghi hai lần", "is a status that counts twice")
            case .statusInvented: ("trạng thái không ai gửi", "is a status that nobody sent")
            case .strayNotParked: ("trạng thái lạc không được giữ lại", "is a stray status that was not parked")
            case .owed: ("trục quốc gia còn nợ", "is still owed by the axis")
            case .faultNeverStruck: ("sự cố chưa xảy ra lần nào", "is a fault that never struck")
            }
        return Bilingual(vi: "\(what): \(vi)", en: "\(what): \(en)")
    }
}
