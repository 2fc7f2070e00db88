import SignedXML

/// What the hub asks of a signature beyond its being true: that there is one, and that it is the sender's.
package enum SignatureRules {
    package static let all = [
        required, absent, unregistered, notSenders, withdrawn, registrationEnded, registrationNotYet, ambiguous,
    ]

    package static let required = Rule(
        "SIG-REQUIRED",
        says: Bilingual(
            vi: "Văn bản của “{sender}” không có chữ ký số, trong khi chữ ký là bắt buộc.",
            en: "The message by “{sender}” is not signed, and a signature is required."),
        mend: Bilingual(
            vi:
                "Ký số gói tin (XMLDSig trong edXMLHeader) bằng chứng thư số của cơ quan gửi; chữ ký rỗng không được tính.",
            en:
                "Sign the packet (XMLDSig in edXMLHeader) with the sender's certificate; an empty signature does not count."
        ),
        source: "Nghị định 30/2020/NĐ-CP, Điều 5")

    package static let absent = Rule(
        "SIG-ABSENT", level: .flag,
        says: Bilingual(
            vi: "Gói tin của “{sender}” không có chữ ký số.", en: "The packet by “{sender}” is not signed."),
        mend: Bilingual(
            vi: "Nên ký số gói tin để bên nhận kiểm tra được nguồn gốc.",
            en: "Better sign it, so that the receiver can check where it comes from."),
        source: "Nghị định 30/2020/NĐ-CP, Điều 5")

    package static let unregistered = Rule(
        "CRT-UNREGISTERED",
        says: Bilingual(
            vi: "Chứng thư số ký gói tin (SHA-256 {fingerprint}) chưa được đăng ký cho cơ quan nào.",
            en: "The signer's certificate (SHA-256 {fingerprint}) is not registered for any agency."),
        mend: Bilingual(
            vi: "Đề nghị quản trị trục đăng ký chứng thư số này cho cơ quan gửi.",
            en: "Ask the hub's operator to register this certificate for the sender."),
        source: "Quyết định 28/2018/QĐ-TTg, Điều 5")

    package static let notSenders = Rule(
        "CRT-NOT-SENDERS",
        says: Bilingual(
            vi: "Gói tin ghi cơ quan gửi “{sender}” nhưng được ký bằng chứng thư số của “{owner}”.",
            en: "The packet says “{sender}” sent it, and is signed with the certificate of “{owner}”."),
        mend: Bilingual(
            vi: "Ký bằng chứng thư số của chính cơ quan gửi, hoặc sửa From/OrganId.",
            en: "Sign with the sender's own certificate, or correct From/OrganId."),
        source: "Nghị định 30/2020/NĐ-CP, Điều 5")

    package static let withdrawn = Rule(
        "CRT-WITHDRAWN",
        says: Bilingual(
            vi: "Chứng thư số của “{owner}” đã bị thu hồi đăng ký tại trục từ {time}.",
            en: "The certificate of “{owner}” was withdrawn at the hub on {time}."),
        mend: Bilingual(
            vi: "Ký bằng chứng thư số còn hiệu lực đăng ký.", en: "Sign with a certificate whose registration stands."),
        source: "Quyết định 28/2018/QĐ-TTg, Điều 5")

    package static let registrationEnded = Rule(
        "CRT-REGISTRATION-ENDED",
        says: Bilingual(
            vi: "Đăng ký chứng thư số của “{owner}” tại trục đã hết hạn từ {time}.",
            en: "The registration of the certificate of “{owner}” at the hub ended on {time}."),
        mend: Bilingual(
            vi: "Ký bằng chứng thư số còn hiệu lực đăng ký, hoặc đề nghị quản trị trục gia hạn.",
            en: "Sign with a certificate whose registration stands, or ask the hub's operator to extend it."),
        source: "Quyết định 28/2018/QĐ-TTg, Điều 5")

    package static let registrationNotYet = Rule(
        "CRT-REGISTRATION-NOT-YET",
        says: Bilingual(
            vi: "Đăng ký chứng thư số của “{owner}” tại trục chỉ có hiệu lực từ {time}.",
            en: "The registration of the certificate of “{owner}” at the hub begins on {time}."),
        mend: Bilingual(
            vi: "Ký bằng chứng thư số đang có hiệu lực đăng ký, hoặc gửi lại sau thời điểm đó.",
            en: "Sign with a certificate whose registration stands, or send again after that time."),
        source: "Quyết định 28/2018/QĐ-TTg, Điều 5")

    package static let ambiguous = Rule(
        "CRT-AMBIGUOUS",
        says: Bilingual(
            vi: "Chứng thư số ký gói tin khớp quy tắc của nhiều cơ quan: {owners}.",
            en: "The signer's certificate fits the rules of several agencies: {owners}."),
        mend: Bilingual(
            vi: "Đề nghị quản trị trục đăng ký đích danh chứng thư này cho cơ quan gửi, hoặc sửa các quy tắc.",
            en: "Ask the hub's operator to register this very certificate for the sender, or to mend the rules."),
        source: "Quyết định 28/2018/QĐ-TTg, Điều 5")
}
