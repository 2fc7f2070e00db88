import Testing

@testable import EdXML

struct SecretMarkTests {
    @Test(arguments: [
        "Mật", "TỐI MẬT", "[Mật] Kế hoạch bảo vệ mục tiêu", "(TUYỆT MẬT) Báo cáo", "Tối mật: Phương án tác chiến",
        "MẬT - Báo cáo tình hình", "Độ mật: Mật", "Độ mật : Tuyệt mật Báo cáo tuần", "Báo cáo tình hình (Tối mật)",
        "Kế hoạch năm 2027 [độ mật: Mật]", "Tối mật.pdf", "  mật ", "Mâ\u{0323}t",
    ])
    func `a title that bears a mark is recognised`(title: String) {
        #expect(SecretMark.inTitle(title) != nil)
    }

    @Test(arguments: [
        "V/v bảo mật thông tin", "Ban hành danh mục bí mật nhà nước", "Mật ong rừng U Minh", "MẬT ĐỘ DÂN SỐ",
        "Hướng dẫn bảo mật", "Tập huấn về an ninh, mật mã", "Tăng cường bảo vệ bí mật nhà nước (đợt 2)",
        "Quy chế tiếp nhận văn bản (Mật, Tối mật, Tuyệt mật)", "Tuyệt mật không phải là dấu", "Độ mật của văn bản",
    ])
    func `words that only contain a mark are left alone`(title: String) {
        #expect(SecretMark.inTitle(title) == nil)
    }

    @Test func `the name of a kind may end in a mark`() {
        #expect(SecretMark.inKind("Công văn mật") == "mật")
        #expect(SecretMark.inKind("Báo cáo TỐI MẬT") == "tối mật")
        #expect(SecretMark.inKind("Thỏa thuận bảo mật") == nil)
        #expect(SecretMark.inKind("Công văn") == nil)
    }
}
