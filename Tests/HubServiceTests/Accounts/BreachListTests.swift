import Crypto
import Foundation
import HubCore
import SignedXML
import Testing

@testable import HubService

struct BreachListTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static func digest(_ text: String) -> [UInt8] { Array(Insecure.SHA1.hash(data: Array(text.utf8))) }

    @Test(arguments: ["\n", "\r\n"], [0, 1, 2, 3, 7, 1000]) func `finds each of its lines, and no other`(
        _ end: String, _ count: Int
    ) throws {
        let held = (0..<count).map { Self.digest("mật khẩu \($0)") }
        let lines = held.map { $0.hexadecimal.uppercased() }.sorted().enumerated().map { "\($1):\($0 * $0 * 997)" }
        let list = BreachList(path: try folder.write("list", lines.map { $0 + end }.joined()))
        for digest in held { #expect(try list.holds(sha1: digest)) }
        for number in 0..<50 { #expect(try !list.holds(sha1: Self.digest("khác \(number)"))) }
        for edge in [UInt8.min, .max] { #expect(try !list.holds(sha1: [UInt8](repeating: edge, count: 20))) }
    }

    @Test func `makes a password a refused one`() async throws {
        var settings = AccountSettings()
        let password = "bến đò vắng khách chiều thu"
        let digest = Self.digest(PasswordRule.normalized(password)).hexadecimal.uppercased()
        settings.breachList = try folder.write("list", "\(digest):3\n")
        let desk = PasswordDesk(settings)
        #expect(try await desk.flaw(of: password, notMadeOf: [])?.rule == AccountRules.passwordBreached)
        #expect(try await desk.flaw(of: password + "!", notMadeOf: []) == nil)
        settings.breachList = folder.path + "/missing"
        let broken = PasswordDesk(settings)
        await #expect(throws: (any Error).self) { try await broken.flaw(of: password, notMadeOf: []) }
    }
}
