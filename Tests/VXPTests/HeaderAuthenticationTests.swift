import Testing
import VXP

/// Codes computed with `openssl dgst -sha256 -hmac`.
struct HeaderAuthenticationTests {
    /// 2026-11-21 10:20:31.457 in Việt Nam.
    static let now: Int64 = 1_795_231_231_457

    static func verify(
        _ headers: [(name: String, value: String)], secret: String = "secret", now: Int64 = now
    ) -> Result<VerifiedCall, AuthenticationFailure> {
        HeaderAuthentication.verify(
            headers: headers, secretFor: { $0 == "00.22.W00" ? secret : nil }, nowMilliseconds: now,
            toleranceMilliseconds: 300_000)
    }

    static func signed(_ parameters: Parameters = .edoc("d1")) -> [(name: String, value: String)] {
        HeaderAuthentication.sign(
            parameters: parameters, systemID: "00.22.W00", secret: "secret", timestampMilliseconds: now,
            contentType: "application/json")
    }

    @Test func `the headers of getEdoc are the vendor's, to the byte`() {
        let headers = HeaderAuthentication.sign(
            parameters: .edoc("8f14e45f-ceea-467f-a9d5-1b2c3d4e5f60"), systemID: "00.22.W00", secret: "bí mật 2026",
            timestampMilliseconds: Self.now, contentType: "application/json")
        let expected = [
            "XroadVnpt-systemid: 00.22.W00",
            "XroadVnpt-docId: 8f14e45f-ceea-467f-a9d5-1b2c3d4e5f60",
            "XroadVnpt-timestamp: 21112026T102031+0457",
            "XroadVnpt-Content-Type: application/json",
            #"XroadVnpt-sign-header: {"XroadVnpt-systemid":"00.22.W00","XroadVnpt-docId":"8f14e45f-ceea-467f-a9d5-"#
                + #"1b2c3d4e5f60","XroadVnpt-timestamp":"21112026T102031+0457","#
                + #""XroadVnpt-Content-Type":"application/json"}"#,
            "XroadVnpt-sign-header-key: systemid;docId;timestamp;Content-Type",
            "XroadVnpt-hash-header: 2a457ef71c741a6d81b31dd156af71763d9708b86e6fb3e9c303370e99e35db9",
            "XroadVnpt-version: 3.0.201608",
            "User-Agent: JAVASDKAgent/1.0.0 XRoad/VPCP",
        ]
        #expect(headers.map { "\($0.name): \($0.value)" } == expected)
    }

    @Test func `Vietnamese text is signed in ASCII and sent in UTF-8`() {
        let headers = Self.signed(.updateStatus("d1", .fail, description: "Đã hỏng"))
        let byName = Dictionary(uniqueKeysWithValues: headers.map { ($0.name, $0.value) })
        #expect(byName["XroadVnpt-description"] == "Đã hỏng")
        #expect(
            byName["XroadVnpt-hash-header"] == "95ed140d43bcbc33fa70627fa8c6252bddbbcd7fabab610082aa7d170c8636b7")
    }

    @Test func `a text signed by another in its own manner is judged as received`() throws {
        let text =
            #"{"XroadVnpt-systemid": "00.22.W00", "XroadVnpt-to":"[\"H49\",\"H37.02\"]","#
            + #""XroadVnpt-description":"Đã hỏng", "XroadVnpt-timestamp":"21112026T102031+0457"}"#
        let call = try Self.verify([
            ("xroadvnpt-timestamp", "21112026T102031+0457"), ("xroadvnpt-systemid", "00.22.W00"),
            ("xroadvnpt-to", #"["H49","H37.02"]"#), ("xroadvnpt-description", "Đã hỏng"), ("host", "axis"),
            ("xroadvnpt-sign-header", text), ("xroadvnpt-sign-header-key", "systemid;to;description;timestamp"),
            ("xroadvnpt-hash-header", "0176433c3cd09bd3810912e7f8813b577d8632e64161b3363969e35a1fec26ee"),
        ]).get()
        #expect(try call.parameters.recipients() == ["H49", "H37.02"])
        #expect(call.parameters["Description"] == "Đã hỏng")
        #expect(call.parameters.list.map(\.name) == ["to", "description"])
        #expect(call.timestampMilliseconds == Self.now)
    }

    @Test(arguments: [
        Parameters.sendEdoc(from: "H49", .edoc, to: ["H37.02", "G22"], hash: FileHash(of: [1])),
        .receivedEdocList(.status, from: "2026/11/20", to: "2026/11/21"), .sentEdocList(.edoc, docID: "d"),
        .updateStatus("d", .done), .updateStatus("d", .fail, description: "  Tệp \"hỏng\"\r\n\\ 🇻🇳 "),
        .deleteAgency("H49.01"), [:],
    ]) func `what one side signs the other believes`(parameters: Parameters) throws {
        let headers = Self.signed(parameters).map { (name: $0.name.lowercased(), value: $0.value) }.reversed()
        let call = try Self.verify(Array(headers)).get()
        #expect(call.systemID == "00.22.W00")
        #expect(call.contentType == "application/json")
        #expect(call.parameters.list.map(\.name) == parameters.list.map(\.name))
        #expect(call.parameters["docId"] == parameters["docid"])
    }

    @Test func `every header left out is missed by name`() {
        for name in ["systemid", "timestamp", "docId", "Content-Type", "sign-header", "sign-header-key", "hash-header"]
        {
            let headers = Self.signed().filter { $0.name != "XroadVnpt-" + name }
            #expect(Self.verify(headers) == .failure(.missing(headers: ["XroadVnpt-" + name])))
        }
        #expect(throws: AuthenticationFailure.self) { try Self.verify([]).get() }
    }

    @Test func `a header that nobody signed is refused`() {
        let headers = Self.signed() + [("XroadVnpt-to", "H01")]
        #expect(Self.verify(headers) == .failure(.notCovered(header: "XroadVnpt-to")))
    }

    @Test func `a header changed on the way is refused`() {
        let headers = Self.signed().map { (name: $0.name, value: $0.value == "d1" ? "d2" : $0.value) }
        #expect(Self.verify(headers) == .failure(.disagreement(header: "XroadVnpt-docId")))
    }

    @Test func `a header that comes twice is refused`() {
        let headers = Self.signed() + [("xroadvnpt-docid", "d1")]
        #expect(Self.verify(headers) == .failure(.disagreement(header: "xroadvnpt-docid")))
    }

    @Test func `a wrong secret, a changed text and a malformed code are the same failure`() {
        #expect(Self.verify(Self.signed(), secret: "other") == .failure(.wrongCode))
        for (header, value) in [("hash-header", "00"), ("hash-header", "zz"), ("sign-header", "{}")] {
            let headers = Self.signed().map { $0.name == "XroadVnpt-" + header ? (name: $0.name, value: value) : $0 }
            #expect(Self.verify(headers) == .failure(.wrongCode))
        }
    }

    @Test func `an unknown system is told so`() {
        let headers = Self.signed().map { $0.value == "00.22.W00" ? (name: $0.name, value: "00.99.W00") : $0 }
        #expect(Self.verify(headers) == .failure(.unknownSystem("00.99.W00")))
    }

    @Test func `a call is fresh up to the tolerance and not a millisecond longer`() {
        #expect(throws: Never.self) { try Self.verify(Self.signed(), now: Self.now + 300_000).get() }
        #expect(throws: Never.self) { try Self.verify(Self.signed(), now: Self.now - 300_000).get() }
        #expect(
            Self.verify(Self.signed(), now: Self.now + 300_001) == .failure(.stale(behindMilliseconds: 300_001)))
        #expect(
            Self.verify(Self.signed(), now: Self.now - 300_001) == .failure(.stale(behindMilliseconds: -300_001)))
    }

    @Test func `every failure has a code and a sentence in both languages`() {
        let failures: [AuthenticationFailure] = [
            .missing(headers: ["a"]), .unknownSystem("b"), .wrongCode, .notCovered(header: "c"),
            .malformedTimestamp("d"), .stale(behindMilliseconds: 1), .replayed,
        ]
        #expect(Set(failures.map(\.errorCode.number)).count == failures.count)
        for failure in failures { #expect(!failure.errorCode.vi.isEmpty && !failure.errorCode.en.isEmpty) }
    }
}

@Suite struct `A system with two secrets` {
    private func verify(_ secrets: [String]) -> Result<VerifiedCall, AuthenticationFailure> {
        HeaderAuthentication.verify(
            headers: HeaderAuthenticationTests.signed(), secretsFor: { $0 == "00.22.W00" ? secrets : [] },
            nowMilliseconds: HeaderAuthenticationTests.now, toleranceMilliseconds: 300_000)
    }

    @Test func `may use either, and one without any is unknown`() throws {
        #expect(try verify(["secret"]).get() == verify(["new", "secret"]).get())
        #expect(try verify(["secret", "old"]).get().systemID == "00.22.W00")
        #expect(verify(["new", "old"]) == .failure(.wrongCode))
        #expect(verify([]) == .failure(.unknownSystem("00.22.W00")))
    }
}
