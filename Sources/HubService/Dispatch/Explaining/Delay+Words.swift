import EdXML
import HubCore
import SignedXML

extension Delay {
    /// Why, in a sentence.
    package func says() -> Bilingual {
        switch because {
        case .paused(let pause):
            let (vi, en) =
                pause.destination == .axis ? ("Trục quốc gia", "The national axis") : ("Nơi nhận", "The recipient")
            return Bilingual(
                vi: "\(vi) đang được tạm dừng từ \(pause.since.shown): \(pause.reason).",
                en: "\(en) is paused since \(pause.since.shown): \(pause.reason).")
        case .nobodySends:
            return Bilingual(
                vi: "Trục không chạy, hoặc cấu hình không có trục quốc gia.",
                en: "The hub does not run, or its configuration has no national axis.")
        case .unreachable(let opening): return says(opening)
        case .backingOff(let until):
            let last = lastReason.map { ": \($0)" } ?? ""
            return Bilingual(
                vi: "Lần thử thứ \(attempts) chưa được\(last); thử lại lúc \(until.shown).",
                en: "Attempt \(attempts) did not succeed\(last); the next is at \(until.shown).")
        case .windowFull(let size):
            return Bilingual(
                vi: "Đang gửi cùng lúc \(size) gói, hết mức nơi nhận chịu được; tới lượt khi một gói xong.",
                en:
                    "\(size) packets are on their way, as many as the destination takes at once; it goes when one has ended."
            )
        case .inTurn:
            let urgency = Priority(rawValue: lane.priority)?.name ?? Bilingual(vi: "–", en: "–")
            let size = lane.isBulk ? (vi: ", gói lớn", en: ", large packets") : (vi: "", en: "")
            return Bilingual(
                vi: "Đã tới hạn, đang chờ lượt (độ khẩn: \(urgency.vi)\(size.vi)).",
                en: "It is due and waits for its turn (urgency: \(urgency.en)\(size.en)).")
        case .underWay:
            return Bilingual(vi: "Đang được gửi, lần \(attempts).", en: "It is being sent, attempt \(attempts).")
        case .inMailbox(isFetched: false):
            return Bilingual(
                vi: "Nằm trong hộp thư, hệ thống của nơi nhận chưa lấy.",
                en: "It lies in the mailbox; the recipient's system has not fetched it.")
        case .inMailbox(isFetched: true):
            return Bilingual(
                vi: "Hệ thống của nơi nhận đã lấy, chưa báo là đã giữ.",
                en: "The recipient's system has fetched it, and not said yet that it keeps it.")
        case .needsPerson(let state): return says(state)
        }
    }

    private func says(_ opening: Breaker.Opening) -> Bilingual {
        let (vi, en) =
            opening.probe == nil
            ? ("thử lại bằng một gói lúc \(opening.probeAt.shown)", "one packet is tried at \(opening.probeAt.shown)")
            : ("đang thử bằng một gói", "one packet is being tried")
        return Bilingual(
            vi: "Trục quốc gia không phục vụ từ \(opening.since.shown) (\(opening.reason)); \(vi).",
            en: "The national axis does not serve since \(opening.since.shown) (\(opening.reason)); \(en).")
    }

    private func says(_ state: TransportState) -> Bilingual {
        let why = lastReason.map { ": \($0)" } ?? ""
        return switch state {
        case .dead:
            Bilingual(
                vi: "Thôi gửi sau \(attempts) lần vì quá hạn\(why).",
                en: "Given up after \(attempts) attempts, being too old\(why).")
        case .failed:
            Bilingual(
                vi: "Nơi nhận đã lấy và báo không nhận được\(why).",
                en: "The recipient fetched it and could not take it\(why).")
        case .cancelled: Bilingual(vi: "Người vận hành đã hủy\(why).", en: "An operator cancelled it\(why).")
        default: Bilingual(vi: "Bị từ chối\(why).", en: "It was refused\(why).")
        }
    }
}

extension Delay.Remedy {
    /// What an operator may do.
    /// - Parameter pause: the one that is in the way.
    func says(_ delivery: DeliveryID, _ pause: Pause?) -> Bilingual {
        switch self {
        case .release:
            let destination = pause?.destination.text ?? Destination.axis.text
            return Bilingual(
                vi: "Cho gửi tiếp: lienthong queue release \(destination)",
                en: "Send on: lienthong queue release \(destination)")
        case .retry:
            return Bilingual(
                vi: "Gửi lại khi đã xử lý nguyên nhân: lienthong queue retry \(delivery.text)",
                en: "Send it again when the cause is mended: lienthong queue retry \(delivery.text)")
        case .pause:
            return Bilingual(
                vi: "Tạm dừng nơi nhận: lienthong queue pause axis --reason …",
                en: "Pause the destination: lienthong queue pause axis --reason …")
        case .cancel:
            return Bilingual(
                vi: "Hủy: lienthong queue cancel \(delivery.text) --reason …",
                en: "Cancel it: lienthong queue cancel \(delivery.text) --reason …")
        case .start:
            return Bilingual(
                vi: "Chạy trục: lienthong serve; kiểm tra nhóm axis trong cấu hình.",
                en: "Start the hub: lienthong serve; see the group axis of its configuration.")
        case .examineDestination:
            return Bilingual(
                vi: "Kiểm tra đường truyền và trục quốc gia; khi thông, trục tự gửi tiếp.",
                en: "Examine the line and the national axis; when they are well, everything goes on by itself.")
        case .remindRecipient:
            return Bilingual(
                vi: "Nhắc nơi nhận cho hệ thống của họ lấy văn bản.",
                en: "Ask the recipient to have its system fetch it.")
        case .nothing: return Bilingual(vi: "Không cần làm gì.", en: "Nothing needs to be done.")
        }
    }
}
