import Foundation
import HTTPTypes
import NIOCore
import SignedXML
import Testing
import VXP

@testable import HubService

@Suite struct RefusalTests {
    private let rule = Rule(
        "EDX-SUBJECT", says: Bilingual(vi: "Trích yếu “{text}” quá dài.", en: "The subject “{text}” is too long."),
        mend: Bilingual(vi: "Rút gọn.", en: "Shorten it."), source: "QCVN 102:2016/BTTTT")

    private var refusal: Refusal {
        Refusal(
            .unprocessableContent,
            [Finding(rule, at: Place(line: 12, element: "/edXML/Subject"), ["text": "Về \"việc\""]), Finding(rule)])
    }

    private func json(_ dialect: Dialect, _ refusal: Refusal) throws -> (HTTPResponse, [String: Any]) {
        let (head, body) = dialect.render(refusal, instance: "request-7")
        let object = try JSONSerialization.jsonObject(with: Data(body.readableBytesView))
        return (head, try #require(object as? [String: Any]))
    }

    @Test func `problem details carry every finding with its place and its mend`() throws {
        let (head, problem) = try json(.problem, refusal)
        #expect(head.status.code == 422)
        #expect(head.headerFields[.contentType] == "application/problem+json; charset=utf-8")
        #expect(problem["type"] as? String == "urn:lienthong:rule:EDX-SUBJECT")
        #expect(problem["status"] as? Int == 422 && problem["instance"] as? String == "request-7")
        let findings = try #require(problem["findings"] as? [[String: Any]])
        #expect(findings.count == 2)
        #expect(findings[0]["line"] as? Int == 12 && findings[0]["element"] as? String == "/edXML/Subject")
        #expect(findings[0]["vi"] as? String == "Trích yếu “Về \"việc\"” quá dài.")
        #expect((findings[0]["mend"] as? [String: String])?["en"] == "Shorten it.")
        #expect(findings[1]["line"] == nil)
    }

    @Test func `the envelope has its three fields and only strings`() throws {
        let (head, envelope) = try json(.vxp, refusal)
        #expect(head.status.code == 200)
        #expect(envelope.values.allSatisfy { $0 is String })
        #expect(envelope["status"] as? String == "FAIL" && envelope["ErrorCode"] as? String == "22")
        let description = try #require(envelope["ErrorDesc"] as? String)
        #expect(description.contains("EDX-SUBJECT") && description.contains("Rút gọn.") && description.contains("(+1)"))
        let reasons = try #require(envelope["reasons"] as? String)
        let findings = try JSONSerialization.jsonObject(with: Data(reasons.utf8)) as? [[String: Any]]
        #expect(findings?.first?["code"] as? String == "EDX-SUBJECT")
    }

    @Test func `what asks the peer to come back keeps its status in both dialects`() throws {
        for dialect in [Dialect.vxp, .problem] {
            let (head, _) = try json(dialect, .busy)
            #expect(head.status.code == 503 && head.headerFields[.retryAfter] == "5")
        }
        #expect(try json(.vxp, Refusal(.tooLarge(cap: 5))).0.status.code == 413)
    }

    @Test(arguments: [
        (AuthenticationFailure.missing(headers: ["timestamp"]), "VXP-HEADER-MISSING", "101"),
        (.unknownSystem("00.99"), "VXP-SYSTEM-UNKNOWN", "15"),
        (.wrongCode, "VXP-HMAC", "102"),
        (.malformedSignHeader, "VXP-HEADER-MISMATCH", "103"),
        (.notCovered(header: "from"), "VXP-HEADER-MISMATCH", "103"),
        (.disagreement(header: "from"), "VXP-HEADER-MISMATCH", "103"),
        (.malformedTimestamp("now"), "VXP-TIMESTAMP", "104"),
        (.stale(behindMilliseconds: 900_000), "VXP-STALE", "105"),
        (.replayed, "VXP-REPLAYED", "106"),
    ])
    func `each way not to be believed has its own code`(failure: AuthenticationFailure, code: String, number: String) {
        let refusal = Refusal(failure)
        #expect(refusal.findings.map(\.rule.code) == [code])
        #expect(refusal.envelope.code.number == number)
        #expect(!refusal.findings[0].says.vi.contains("{") && !refusal.findings[0].mend.vi.contains("{"))
    }

    @Test func `the interface called decides the dialect`() {
        #expect(Dialect(path: "/vxp/sendEdoc") == .vxp && Dialect(path: "/vxp") == .vxp)
        #expect(Dialect(path: "/vxpx") == .problem && Dialect(path: "/api/v1/x") == .problem)
        #expect(Dialect(path: nil) == .problem)
    }
}
