import EdXML
import Foundation
import HubCore
import SignedXML
import Testing

@testable import HubService

@Suite struct HubConfigurationTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let least = """
        data: {folder: var}
        hub: {name: hub.example}
        schemas: {folder: Schemas}

        """

    private func load(_ text: String, _ environment: [String: String] = [:]) throws -> HubConfiguration {
        try HubConfiguration.load(folder.write("hub.yaml", text), environment: environment)
    }

    private func problems(_ text: String, _ environment: [String: String] = [:]) throws -> [ConfigurationProblem] {
        do {
            _ = try load(text, environment)
            return []
        } catch let error as ConfigurationError {
            return error.problems
        }
    }

    private static let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../config").standardizedFileURL.path

    @Test func `the example says what the defaults are`() throws {
        let example = try HubConfiguration.load(Self.examples + "/hub.example.yaml", environment: [:])
        let least = try load(Self.least)
        #expect(example.limits == HTTPLimits() && least.limits == HTTPLimits())
        #expect(example.listen == least.listen && example.dispatch == least.dispatch)
        #expect(example.rules == .standard && example.check == CheckLimits() && least.check == CheckLimits())
        #expect(example.api == APILimits() && least.api == APILimits())
        #expect(example.axisCalls == .centre && least.axisCalls == .centre)
        #expect(example.push == PushSettings() && least.push == PushSettings())
        #expect(example.accounts == AccountSettings() && least.accounts == AccountSettings())
        #expect(example.policies == least.policies && example.clockTolerance == least.clockTolerance)
        #expect(example.negotiation == least.negotiation)
        #expect(example.witnesses == WitnessSettings() && least.witnesses == WitnessSettings())
        #expect(example.diskFloor == least.diskFloor && example.writeQueue == least.writeQueue)
        #expect(example.retention == least.retention && least.retention.policy.keepsEverything)
        #expect(example.telemetryListen == nil && least.telemetryListen == nil)
        #expect(example.language == least.language && example.logLevel == least.logLevel)
        #expect(example.registration == .refuse && least.registration == .refuse)
        #expect(!example.isProvincial && !least.isProvincial)
        #expect(example.trust.revocationUnknown == least.trust.revocationUnknown)
        #expect(example.trust.revocationGrace == least.trust.revocationGrace)
        #expect(example.trust.reloadInterval == least.trust.reloadInterval && least.trust.refresh == nil)
        let axis = try #require(example.axis)
        #expect(axis == AxisLink(url: axis.url, systemID: axis.systemID, secret: axis.secret, synchronise: .init()))
        #expect(least.axis == nil)
    }

    @Test func `the axis example can be read`() throws {
        let axis = try AxisFile.load(
            Self.examples + "/axis.example.yaml", words: AxisFile.Words(faults: [], parts: [], moments: []),
            environment: [:])
        #expect(axis.systems.map(\.systemID) == ["00.22.W00"])
        #expect(axis.systems[0].agencies.map(\.text).contains("H29.11.01"))
        #expect(axis.remoteAgencies.filter { $0.refuses != nil }.map(\.id.text) == ["H49"])
        #expect(axis.delays.finished == .seconds(3) && axis.documents?.delay == .seconds(5))
    }

    @Test func `witnesses and time-stamps are read, and what cannot be meant is said`() throws {
        let key = "w.example/1+5a2e693d+BG1V+Db/Tm/g0iFO5GGpjYm2yLkSylgaXduaX07mLpj/"
        let named = key.replacing("w.example/1+5a2e693d", with: "w.test/1+5a2e693d")
        let good = try load(
            Self.least + """
                log:
                  witnesses: [{name: w, url: "https://w.test/", key: "\(named)"}]
                  witnessInterval: 2s
                  timestamp: {url: "http://tsa.test", anchors: [a.pem], digest: sha384, ages: {sha256: 2036-01-01}}
                """)
        #expect(good.witnesses.witnesses.map(\.url) == ["https://w.test"] && good.witnesses.interval == .seconds(2))
        #expect(good.witnesses.counting.keys.map(\.text) == [named] && good.witnesses.counting.needed == 1)
        let stamps = try #require(good.stamps)
        #expect(stamps.plan.hash == .sha384 && stamps.plan.every == 86_400_000 && stamps.policy == nil)
        #expect(stamps.plan.ages == [.sha256: Timestamp(rfc3339: "2036-01-01T00:00:00+07:00")])
        let found = try problems(
            Self.least + """
                log:
                  witnesses: [{name: w, url: "ftp://w.test", key: "\(key)"}, {name: v, url: "http://v", key: "\(named)"}]
                  witnessQuorum: 3
                  timestamp: {url: "http://tsa.test", policy: 9.9, ages: {sha256: soon}}
                """)
        #expect(
            Set(found.map(\.key)) == [
                "log.witnesses[1].url", "log.witnesses[1].key", "log.witnessQuorum", "log.timestamp.anchors",
                "log.timestamp.policy", "log.timestamp.ages.sha256",
            ])
    }

    @Test func `relative paths are taken from the file's folder`() throws {
        let hub = try load(Self.least + "trust: {anchors: [a.pem, /b.pem]}")
        #expect(hub.dataFolder == folder.path + "/var")
        #expect(hub.trust.anchors == [folder.path + "/a.pem", "/b.pem"])
        #expect(hub.identity.signingKey == folder.path + "/var/signing-key.pem")
    }

    @Test func `a misspelt key names its line and the nearest right one`() throws {
        let found = try problems(Self.least + "listen:\n  host: ::1\n  prot: 80\n")
        #expect(found.map(\.line) == [6] && found.map(\.key) == ["listen.prot"])
        #expect(found[0].says.en.contains("“port”") && found[0].says.vi.contains("“port”"))
        #expect(found[0].description.hasPrefix(folder.path + "/hub.yaml:6: listen.prot: "))
    }

    @Test func `everything wrong is said at once, in the file's order`() throws {
        let found = try problems("limits:\n  headerDeadline: 10\n  maxHeaderFields: many\nhub: [1]\ndispach: {}\n")
        #expect(found.compactMap(\.line).sorted() == found.compactMap(\.line))
        let keys = Set(found.map(\.key))
        let expected: Set = ["limits.headerDeadline", "limits.maxHeaderFields", "hub", "dispach", "schemas.folder"]
        #expect(keys.isSuperset(of: expected))
    }

    @Test(arguments: [
        ("limits: {maxDocumentBytes: 10TB}", "limits.maxDocumentBytes"),
        ("limits: {headerDeadline: -1s}", "limits.headerDeadline"),
        ("listen: {port: 70000}", "listen.port"),
        ("listen: {tls: {certificate: c, key: k, clientCertificate: required}}", "listen.tls.clientCA"),
        ("policies: {agencies: {documents: maybe}}", "policies.agencies.documents"),
        ("axis: {url: ftp://x, systemid: a, secretFile: s}", "axis.url"),
        ("axis: {url: http://x, systemid: a}", "axis.secretFile"),
        ("axis: {url: http://x, systemid: a, secret: in the open}", "axis.secret"),
        ("axis: {url: 'http://x', systemid: a, secretFile: s, synchronise: {mode: maybe}}", "axis.synchronise.mode"),
        ("dispatch: {backoffBase: 1m, backoffCap: 1s, probeCap: 1m}", "dispatch.backoffCap"),
        ("dispatch: {backoffBase: 1m, probeCap: 30s}", "dispatch.probeCap"),
        ("dispatch: {breakerFailures: 0}", "dispatch.breakerFailures"),
        ("trust: {anchors: [{a: b}]}", "trust.anchors"),
        ("trust: {revocationGrace: 99d}", "trust.revocationGrace"),
        ("trust: {revocationLists: [l], refresh: {folder: l, urls: ['ftp://x/y.crl']}}", "trust.refresh.urls"),
        ("trust: {revocationLists: [l], refresh: {folder: l}}", "trust.refresh.urls"),
        ("trust: {revocationLists: [l], refresh: {folder: m, urls: ['http://x/y.crl']}}", "trust.refresh.folder"),
        ("log: {level: loud}", "log.level"),
    ])
    func `a wrong value is named`(text: String, key: String) throws {
        #expect(try problems(Self.least + text).map(\.key).contains(key))
    }

    @Test func `a key given twice, and what is not YAML, are refused with their line`() throws {
        #expect(try problems(Self.least + "log: {level: info}\nlog: {level: debug}\n").count == 1)
        #expect(try problems("a: b\n  c: [").first?.line != nil)
        #expect(try problems("just text").first?.line == 1)
    }

    @Test func `lists are refreshed where it is said from where, and into one of their folders`() throws {
        let trust = try load(
            Self.least + "trust: {revocationLists: [crls], refresh: {folder: crls, urls: ['http://ca/x.crl']}}"
        ).trust
        let refresh = try #require(trust.refresh)
        #expect(refresh.folder == trust.revocationLists.first && refresh.urls == ["http://ca/x.crl"])
        #expect(refresh.interval == .seconds(3600) && refresh.deadline == .seconds(60))
        #expect(refresh.maxBytes == 64 << 20)
    }

    @Test func `the register follows the axis unless that is switched off`() throws {
        let axis = "axis: {url: 'http://x', systemid: a, secretFile: s, synchronise: "
        #expect(try load(Self.least + axis + "{mode: off, interval: 5m}}").axis?.synchronise == nil)
        let synchronise = try #require(try load(Self.least + axis + "{interval: 5m}}").axis?.synchronise)
        #expect(synchronise.interval == .seconds(300) && synchronise.suspiciousShare == 10)
    }

    @Test func `off means off, not false`() throws {
        let hub = try load(Self.least + "policies: {axis: {statuses: off}}")
        #expect(hub.policies.axis.statuses == .off && hub.policies.agencies.statuses == .verifyIfPresent)
    }

    @Test func `the environment goes before the file`() throws {
        let hub = try load(
            Self.least + "listen: {port: 1}\naxis: {url: 'http://a/', systemid: x}",
            [
                "LIENTHONG_LISTEN_PORT": "2", "LIENTHONG_LIMITS_MAX_DOCUMENT_BYTES": "64KiB",
                "LIENTHONG_AXIS_SECRET": "bí mật", "LIENTHONG_TRUST_ANCHORS": "/a.pem, /b.pem",
            ])
        #expect(hub.listen.port == 2 && hub.limits.maxDocumentBytes == 65_536)
        #expect(hub.trust.anchors == ["/a.pem", "/b.pem"] && hub.axis?.url == "http://a")
        #expect(try hub.axis?.secret.load().value == "bí mật")
        #expect(!"\(hub)".contains("bí mật"))
    }

    @Test func `a misspelt variable is an error, another program's is not`() throws {
        let found = try problems(Self.least, ["LIENTHONG_LISTEN_PROT": "2", "LIENTHONG_OTHER": "x", "HOME": "/"])
        #expect(found.map(\.key) == ["LIENTHONG_LISTEN_PROT"])
        #expect(found[0].says.en.contains("LIENTHONG_LISTEN_PORT"))
    }
}
