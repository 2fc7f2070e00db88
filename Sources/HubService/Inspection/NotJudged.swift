import SignedXML

/// What a check leaves open, because it was not given what the hub has.
package enum NotJudged: String, Sendable, Hashable, CaseIterable {
    /// Whether sender and recipients are in the register.
    case register
    /// Whether the signer's certificate leads to a trusted root, and was not revoked.
    case certificatePath = "certificate-path"
    /// Whether the certificate is the sending agency's.
    case certificateOwner = "certificate-owner"
    /// To whom a request to give back (13) goes that names nobody: to all who hold the document.
    case holders
    /// All that only a readable message shows.
    case message

    package var says: Bilingual {
        switch self {
        case .certificatePath:
            Bilingual(
                vi: "Chứng thư số có do tổ chức được tin cậy cấp và còn hiệu lực không: cần --trust-anchor (và --crl).",
                en:
                    "Whether a trusted authority issued the certificate and it is still good: give --trust-anchor (and --crl)."
            )
        case .certificateOwner:
            Bilingual(
                vi: "Chứng thư số có đúng của cơ quan gửi không: cần --agencies với cột certificate.",
                en: "Whether the certificate is the sending agency's: give --agencies with a column certificate.")
        case .register:
            Bilingual(
                vi: "Cơ quan gửi và các nơi nhận có trong danh mục không: cần --agencies.",
                en: "Whether sender and recipients are in the register: give --agencies.")
        case .holders:
            Bilingual(
                vi: "Yêu cầu lấy lại gửi tới những ai: chỉ trục liên thông biết nơi nào đang giữ văn bản.",
                en: "To whom the request to give back goes: only the hub knows who holds the document.")
        case .message:
            Bilingual(
                vi: "Cơ quan gửi, các nơi nhận và phần còn lại: hãy sửa lỗi trên rồi kiểm tra lại.",
                en: "Sender, recipients and the rest: mend the above, then check again.")
        }
    }
}
