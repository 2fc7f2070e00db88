/// What can be wrong with a revocation list. These concern the operator; of a document they only explain why it is unknown
/// whether its signer's certificate was revoked.
package enum RevocationListRules {
    package static let all = [incomplete, issuer, older, expired, future]

    private static func rule(
        _ code: String, vi: String, en: String, mendVi: String, mendEn: String, source: String
    ) -> Rule {
        Rule(
            code, level: .flag, says: Bilingual(vi: vi, en: en), mend: Bilingual(vi: mendVi, en: mendEn), source: source
        )
    }

    package static let incomplete = rule(
        "CRL-INCOMPLETE",
        vi: "Danh sách thu hồi của “{issuer}” thiếu số (cRLNumber) hoặc hạn cập nhật (nextUpdate), không dùng được.",
        en: "The revocation list of “{issuer}” lacks its cRLNumber or nextUpdate and does not count.",
        mendVi: "Lấy danh sách đúng chuẩn từ đơn vị cấp chứng thư.",
        mendEn: "Get a conforming list from the authority.",
        source: "RFC 5280 §5.2.3, §5.1.2.5")
    package static let issuer = rule(
        "CRL-ISSUER", vi: "Danh sách thu hồi mang tên “{issuer}” không do CA nào được biết ký.",
        en: "The revocation list in the name of “{issuer}” is not signed by an authority known here.",
        mendVi: "Thêm chứng thư của CA vào trust.anchors hoặc trust.intermediates, hoặc bỏ danh sách này.",
        mendEn: "Add the authority's certificate to trust.anchors or trust.intermediates, or take the list away.",
        source: "RFC 5280 §6.3.3")
    package static let older = rule(
        "CRL-OLDER", vi: "Danh sách thu hồi số {number} của “{issuer}” cũ hơn danh sách đang dùng (số {held}).",
        en: "The revocation list number {number} of “{issuer}” is older than the one in use (number {held}).",
        mendVi: "Kiểm tra địa chỉ tải danh sách.", mendEn: "Check the address that the list comes from.",
        source: "RFC 5280 §5.2.3")
    package static let expired = rule(
        "CRL-EXPIRED", vi: "Danh sách thu hồi của “{issuer}” tải về đã quá hạn cập nhật.",
        en: "The revocation list of “{issuer}” was past its nextUpdate when it was fetched.",
        mendVi: "Báo đơn vị cấp chứng thư.", mendEn: "Tell the authority.", source: "RFC 5280 §5.1.2.5")
    package static let future = rule(
        "CRL-FUTURE", vi: "Danh sách thu hồi của “{issuer}” đề thời gian ở tương lai.",
        en: "The revocation list of “{issuer}” is dated in the future.",
        mendVi: "Kiểm tra đồng hồ của máy chủ.", mendEn: "Check this machine's clock.", source: "RFC 5280 §5.1.2.4")
}
