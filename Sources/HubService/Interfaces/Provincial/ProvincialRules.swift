import SignedXML

/// The rules of the provincial variant of the axis interface that the axis-style one has not.
package enum ProvincialRule {
    package static let all = [credentials, token, length]

    package static let credentials = Rule(
        "VXP-CREDENTIALS",
        says: Bilingual(
            vi: "SystemId hoặc SecretKey không đúng.", en: "The SystemId or the SecretKey is wrong."),
        mend: Bilingual(
            vi: "Kiểm tra X-SystemId và X-SecretKey được cấp; khóa có thể đã được thay.",
            en: "Check the X-SystemId and X-SecretKey you were given; the secret may have been replaced."),
        source: "VXP, biến thể cấp tỉnh, /v1/auth/login")

    package static let token = Rule(
        "VXP-TOKEN",
        says: Bilingual(
            vi: "Mã truy cập thiếu, sai hoặc đã hết hạn.", en: "The bearer token is missing, wrong or has expired."),
        mend: Bilingual(
            vi: "Gọi /v1/auth/login để lấy mã mới (dùng được 30 phút), rồi gọi lại.",
            en: "Call /v1/auth/login for a new one (it holds for 30 minutes), and call again."),
        source: "VXP, biến thể cấp tỉnh, /v1/auth/login")

    package static let length = Rule(
        "VXP-LENGTH",
        says: Bilingual(
            vi: "Yêu cầu không khai báo Content-Length.", en: "The request declares no Content-Length."),
        mend: Bilingual(
            vi: "Gửi kèm Content-Length; không dùng Transfer-Encoding: chunked ở đây.",
            en: "Send a Content-Length; Transfer-Encoding: chunked is not taken here."),
        source: "VXP, biến thể cấp tỉnh, /v1/sendEdoc; RFC 9110 §15.5.12")
}
