import VXP

/// The axis says no: a code and what exactly. Ends the call; nothing has been changed.
struct AxisRefusal: Error {
    let code: ErrorCode
    let detail: String

    init(_ code: ErrorCode, _ detail: String = "") {
        self.code = code
        self.detail = detail
    }
}
