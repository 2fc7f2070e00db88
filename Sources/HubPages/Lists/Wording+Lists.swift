import HubCore
import SignedXML

extension Wording {
    static func tray(_ tray: Tray) -> Bilingual {
        switch tray {
        case .toDo: Bilingual(vi: "Cần xử lý", en: "To do")
        case .received: Bilingual(vi: "Văn bản đến", en: "Incoming documents")
        case .sent: Bilingual(vi: "Văn bản đi", en: "Outgoing documents")
        case .unsent: Bilingual(vi: "Văn bản đi chưa gửi được", en: "Outgoing, not sent yet")
        case .failed: Bilingual(vi: "Văn bản đi gửi lỗi", en: "Outgoing, failed")
        case .returned: Bilingual(vi: "Văn bản đi bị trả lại", en: "Outgoing, returned")
        case .lateThere: Bilingual(vi: "Nơi nhận chậm tiếp nhận", en: "Recipients late to receive")
        case .lateHere: Bilingual(vi: "Đơn vị chậm tiếp nhận", en: "We are late to receive")
        }
    }

    /// Under the number on top of the page.
    static func counter(_ tray: Tray) -> Bilingual {
        switch tray {
        case .unsent: Bilingual(vi: "Chưa gửi", en: "Not sent")
        case .failed: Bilingual(vi: "Gửi lỗi", en: "Failed")
        case .returned: Bilingual(vi: "Bị trả lại", en: "Returned")
        case .lateThere: Bilingual(vi: "Nơi nhận chậm tiếp nhận", en: "Recipients are late")
        case .lateHere: Bilingual(vi: "Ta chậm tiếp nhận", en: "We are late")
        case .toDo, .received, .sent: self.tray(tray)
        }
    }

    static func emptyTray(_ tray: Tray) -> Bilingual {
        switch tray {
        case .toDo: Bilingual(vi: "Không còn văn bản nào cần xử lý.", en: "Nothing is left to do.")
        case .received: Bilingual(vi: "Chưa có văn bản đến.", en: "No document has come yet.")
        case .sent: Bilingual(vi: "Chưa gửi văn bản nào.", en: "No document has been sent yet.")
        case .unsent: Bilingual(vi: "Mọi văn bản đều đã gửi đi.", en: "Everything has been sent.")
        case .failed: Bilingual(vi: "Không có văn bản nào gửi lỗi.", en: "Nothing has failed.")
        case .returned: Bilingual(vi: "Không có văn bản nào bị trả lại.", en: "Nothing was returned.")
        case .lateThere: Bilingual(vi: "Không nơi nhận nào chậm tiếp nhận.", en: "No recipient is late.")
        case .lateHere: Bilingual(vi: "Đơn vị không chậm tiếp nhận văn bản nào.", en: "We are late with nothing.")
        }
    }

    static func listed(_ state: ListedState) -> Bilingual {
        switch state {
        case .waiting: Bilingual(vi: "Chưa gửi", en: "Not sent")
        case .untouched: Bilingual(vi: "Chưa tiếp nhận", en: "Not received")
        case .arrived: Wording.state("01")
        case .received: Wording.state("03")
        case .assigned: Wording.state("04")
        case .processing: Wording.state("05")
        case .done: Wording.state("06")
        case .recallAsked: Bilingual(vi: "Đề nghị lấy lại", en: "Recall asked")
        case .recallDeclined: Bilingual(vi: "Từ chối thu hồi", en: "Recall declined")
        case .recalled: Bilingual(vi: "Đã thu hồi", en: "Recalled")
        case .returned: Wording.state("02")
        case .failed: Bilingual(vi: "Gửi lỗi", en: "Failed")
        }
    }

    /// What can be asked for in a box.
    static func states(in box: ListingBox) -> [ListedState] {
        ListedState.allCases.filter { box == .sent || ![.waiting, .failed].contains($0) }
    }
}
