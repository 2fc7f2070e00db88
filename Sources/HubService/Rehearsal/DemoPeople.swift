import HubCore
import SignedXML

/// Somebody of each role, for whoever wants to see a rehearsal's hub through its pages.
struct DemoPeople: Sendable {
    private struct Person: Sendable {
        let login: String
        let name: String
        let department: String
        let grants: [Grant]
        let role: Bilingual
    }

    private static let all = [
        Person(
            login: "hoa.vt", name: "Nguyễn Thị Hoa", department: "Văn phòng", grants: [Grant(.clerk, agency: "H24")],
            role: Bilingual(vi: "văn thư UBND thành phố", en: "clerk of the city")),
        Person(
            login: "binh.vt", name: "Trần Thị Bình", department: "Văn thư",
            grants: [Grant(.clerk, agency: "H24.01"), Grant(.clerk, agency: "H24.02")],
            role: Bilingual(vi: "văn thư hai sở", en: "clerk of two departments")),
        Person(
            login: "lan.ld", name: "Vũ Thị Lan", department: "Lãnh đạo", grants: [Grant(.leader, agency: "H24")],
            role: Bilingual(vi: "lãnh đạo", en: "leader")),
        Person(
            login: "giang.kt", name: "Đỗ Giang", department: "Thanh tra", grants: [Grant(.auditor)],
            role: Bilingual(vi: "kiểm tra", en: "auditor")),
        Person(
            login: "hai.vh", name: "Ngô Hải", department: "Vận hành", grants: [Grant(.operator)],
            role: Bilingual(vi: "vận hành", en: "operator")),
    ]

    /// Gives each an account, or a new password where an earlier run gave the account.
    /// - Returns: a line for each: login, one-time password, role.
    static func enter(through line: OperatorLine) async throws -> [String] {
        guard case .users(let known) = try await line.asked(UserAct.list) else { return [] }
        var lines: [String] = []
        for person in all {
            let isKnown = known.contains { $0.account.login == person.login }
            let act: UserAct =
                isKnown
                ? .password(person.login)
                : .add(login: person.login, name: person.name, department: person.department, grants: person.grants)
            guard case .password(_, let password, _) = try await line.asked(act) else { continue }
            lines.append(
                "    \(person.login.filled(to: 10))\(password.filled(to: 22))\(person.role.vi) · \(person.role.en)")
        }
        return lines
    }
}
