import HTTPTypes
import HubService
import SignedXML

/// Why a page is not shown, or an act not done, in words for whoever asked.
package struct PageRefusal: Error, Sendable, Hashable {
    package let status: HTTPResponse.Status
    package let says: Bilingual
    /// What to do about it; may be `nil` when nothing can be done.
    package let mend: Bilingual?

    package init(_ status: HTTPResponse.Status, vi: String, en: String, mend: Bilingual? = nil) {
        self.status = status
        says = Bilingual(vi: vi, en: en)
        self.mend = mend
    }

    /// What is another's looks as if it were not there.
    package static let notFound = PageRefusal(
        .notFound, vi: "Không có trang này, hoặc tài khoản của bạn không được xem.",
        en: "There is no such page, or your account may not see it.",
        mend: Bilingual(
            vi: "Kiểm tra địa chỉ; nếu cần được cấp quyền, liên hệ người vận hành trục.",
            en: "Check the address; to be given access, ask whoever operates the hub."))

    static let foreignForm = PageRefusal(
        .forbidden, vi: "Biểu mẫu này không thuộc phiên làm việc hiện tại nên không được thực hiện.",
        en: "This form is not of the present session, so nothing was done.",
        mend: Bilingual(vi: "Mở lại trang và thực hiện lại.", en: "Open the page again and repeat."))

    static let fault = PageRefusal(
        .internalServerError, vi: "Trục gặp lỗi khi thực hiện yêu cầu này.", en: "The hub failed at this request.",
        mend: Bilingual(
            vi: "Thử lại sau ít phút; nếu vẫn lỗi, báo người vận hành kèm mã yêu cầu dưới đây.",
            en: "Try again in a few minutes; if it stays so, tell the operator the request's id below."))

    init(_ refusal: HubService.Refusal) {
        status = refusal.status
        says = Bilingual(
            vi: refusal.findings.map { $0.says.vi }.joined(separator: " "),
            en: refusal.findings.map { $0.says.en }.joined(separator: " "))
        mend = refusal.findings.first?.mend
    }
}
