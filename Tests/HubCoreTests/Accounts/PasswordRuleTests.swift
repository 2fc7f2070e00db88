import HubCore
import SignedXML
import Testing

struct PasswordRuleTests {
    private let words = ["hoa.nt", "Nguyễn Thị Hoa", "Văn phòng", "H24.01", "Sở Nội vụ"]

    private func code(_ password: String) -> String? {
        PasswordRule.flaw(of: password, notMadeOf: words)?.rule.code
    }

    @Test(arguments: [
        "con mèo đọc báo buổi sáng", "correct horse battery staple", "Trăng rằm soi bến đò xưa", "xK9#mQ2$vL7p",
        "84 015 337 902 6", "ngựa-ô-uống-cà-phê", "   mười hai dấu cách   ",
    ])
    func `any characters will do, if it is long and nobody's first guess`(_ password: String) {
        #expect(code(password) == nil)
    }

    @Test func `length is counted in code points of the composed form`() {
        // Eleven letters, of which four were typed as letter and accents.
        let typed = "ngo\u{302}i nha\u{300} x"
        #expect(typed.unicodeScalars.count == 13 - 1 && PasswordRule.normalized(typed).unicodeScalars.count == 10)
        #expect(code(typed) == "ACC-PASSWORD-SHORT")
        #expect(code("bồ câu trắng") == nil)
        #expect(code(String(repeating: "mưa rơi ", count: 32)) == "ACC-PASSWORD-COMMON")
        let letters = (0..<300).map { (number: Int) -> UInt8 in
            let cube = number * number * number
            return UInt8(97 + cube % 251 % 26)
        }
        let phrase = String(decoding: letters, as: UTF8.self)
        #expect(code(phrase) == "ACC-PASSWORD-LONG" && code(String(phrase.prefix(256))) == nil)
    }

    @Test(arguments: [
        "matkhau123456", "MatKhau@2026!!", "Mật khẩu 2026", "vanthu@123456", "P@ssw0rd2026", "p@$$w0rd!!!!",
        "123456789012", "012345678901", "aaaaaaaaaaaa", "abcabcabcabc", "qwertyuiop[]", "1qaz2wsx3edc",
        "passwordpassword", "admin@admin123", "Vietnam@123456", "toiyeuvietnam1", "uỷ ban nhân dân 2026",
    ])
    func `what is tried first is refused, whatever stands round it`(_ password: String) {
        #expect(code(password) == "ACC-PASSWORD-COMMON")
    }

    @Test(arguments: [
        "hoa.nt@12345678", "Nguyễn Thị Hoa 1985", "nguyenthihoa12", "nguyenthihoa@so1", "lienthong2026!",
        "LienThong@H24.01",
        "Hoa@lienthong1",
    ])
    func `what is made of the person, the office or the hub is refused`(_ password: String) {
        #expect(code(password) == "ACC-PASSWORD-PERSONAL")
    }

    @Test func `a breached one is known by its SHA-1`() throws {
        let digest = [UInt8](hexadecimal: "59ac1fd7e0d5c2fbb4df4c3a1ba3ad8b1f5de8a3")
        var asked: [[UInt8]] = []
        let finding = PasswordRule.flaw(of: "con mèo đọc báo", notMadeOf: []) {
            asked.append($0)
            return true
        }
        #expect(finding?.rule.code == "ACC-PASSWORD-BREACHED" && asked.map(\.count) == [20] && digest?.count == 20)
        #expect(finding?.mend.vi.isEmpty == false)
    }

    @Test func `a login is short, plain and lower case`() {
        #expect(Account.login("Hoa.NT@so-noivu_1") == "hoa.nt@so-noivu_1")
        for wrong in ["", "hoa nt", "hoà", "a/b", String(repeating: "a", count: 65)] {
            #expect(Account.login(wrong) == nil, "\(wrong)")
        }
        #expect(Account.beginning(ofUnknownLogin: "Mật khẩu bí mật") == "mtk…")
        #expect(Account.beginning(ofUnknownLogin: "") == "…")
    }
}

struct PasswordHashTests {
    private let cheap = PasswordHash.Cost(rounds: 4, blockSize: 1, parallelism: 1)

    /// RFC 7914 §12, the third vector: N = 16384, r = 8, p = 1, of which we keep 32 bytes.
    @Test func `is scrypt`() throws {
        let cost = PasswordHash.Cost(rounds: 14, blockSize: 8, parallelism: 1)
        let hash = try PasswordHash(of: "pleaseletmein", salt: Array("SodiumChloride".utf8), cost: cost)
        let expected = "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        let kept = try #require(hash.text.split(separator: "$").last.map(String.init))
        let bytes = try #require([UInt8](hexadecimal: expected))
        #expect(kept == Base64Text.of(bytes) && hash.text.hasPrefix("$scrypt$ln=14,r=8,p=1$"))
    }

    @Test func `admits its password alone, in every composition`() throws {
        let hash = try PasswordHash(of: "bồ câu trắng", salt: [UInt8](repeating: 7, count: 16), cost: cheap)
        let read = try #require(PasswordHash(text: hash.text))
        #expect(read == hash)
        #expect(try read.admits("bồ câu trắng") && read.admits("bo\u{302}\u{300} câu trắng"))
        #expect(try !read.admits("bồ câu trắng ") && !read.admits(""))
        #expect(PasswordHash(text: "$scrypt$ln=99,r=8,p=1$AAAA$AAAA") == nil && PasswordHash(text: "x") == nil)
    }

    @Test func `is weaker when it costs less`() throws {
        let hash = try PasswordHash(of: "x", salt: [1], cost: cheap)
        #expect(hash.isWeaker(than: .standard) && !hash.isWeaker(than: cheap))
    }
}
