import Crypto
import Foundation
import HubCore
import Testing

@testable import HubService

/// What the journal is told of a configuration.
@Suite struct `Settings for the journal` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func settings(_ text: String, _ environment: [String: String] = [:]) throws -> [String: String] {
        let least = """
            data: {folder: var}
            schemas: {folder: Schemas}

            """
        let file = try folder.write("hub.yaml", least + text)
        return try HubConfiguration.load(file, environment: environment).settingsForJournal()
    }

    @Test func `are those that hold, defaults too, in one spelling`() throws {
        let stated = try settings(
            """
            hub: {name: hub.example, clockTolerance: 120s}
            limits: {maxDocumentBytes: 1024MiB}
            rules: {EDX-INCOMPLETE: refuse}

            """, ["LIENTHONG_LISTEN_PORT": "9000"])
        #expect(stated["hub.clockTolerance"] == "2m" && stated["limits.maxDocumentBytes"] == "1GiB")
        #expect(stated["limits.maxHeaderBytes"] == "32KiB" && stated["dispatch.expiry"] == "5d")
        #expect(stated["listen.port"] == "9000" && stated["rules.EDX-INCOMPLETE"] == "refuse")
        #expect(stated["retention.documents.bytes"] == "forever" && stated["policies.axis.documents"] == "required")
        #expect(stated["data.folder"] == folder.path + "/var" && stated["axis.url"] == nil)
        let spelt = try settings("hub: {name: hub.example, clockTolerance: 2m}\nlimits: {maxDocumentBytes: 1GiB}\n")
        #expect(spelt["hub.clockTolerance"] == "2m" && spelt["limits.maxDocumentBytes"] == "1GiB")
    }

    @Test func `never hold a secret, nor its digest`() throws {
        let secret = "mat-khau-rat-bi-mat"
        let file = try folder.write("secret", secret + "\n")
        let text = """
            hub: {name: hub.example}
            axis: {url: "https://ten:\(secret)@truc.example/vxp?token=\(secret)&x=1", systemid: 00.24.H24}
            deadlines:
              calendar: holidays.yaml
              mail: {host: mail.example, from: a@mail.example, user: a, passwordFile: khong-co}

            """
        let named = text.replacing("systemid: 00.24.H24}", with: "systemid: 00.24.H24, secretFile: \(file)}")
        let variable = ["LIENTHONG_AXIS_SECRET": secret]
        for (text, environment) in [(named, [:]), (text, variable), (named, variable)] {
            let stated = try settings(text, environment)
            #expect(stated["axis.secret"] == "present" && stated["deadlines.mail.password"] == "absent")
            #expect(stated["axis.url"] == "https://•••@truc.example/vxp?•••" && stated["axis.systemid"] == "00.24.H24")
            let all = stated.map { "\($0)=\($1)" }.joined(separator: "\n")
            let digests = [secret, secret + "\n"].map { SHA256.hash(data: Data($0.utf8)).hexadecimal }
            #expect(!all.contains(secret) && !digests.contains { all.contains($0) })
        }
    }

    @Test func `change with the files that decide something`() throws {
        _ = try folder.write("hub.pem", "a certificate")
        try FileManager.default.createDirectory(atPath: folder.path + "/Schemas/sub", withIntermediateDirectories: true)
        _ = try folder.write("Schemas/sub/a.xsd", "1")
        let text = "hub: {name: hub.example}\nlisten: {tls: {certificate: hub.pem, key: none.pem}}\n"
        let before = try settings(text)
        let digest = SHA256.hash(data: Data("a certificate".utf8)).hexadecimal
        #expect(before["listen.tls.certificate"] == "\(folder.path)/hub.pem (sha256 \(digest))")
        #expect(before["listen.tls.key"] == "\(folder.path)/none.pem (absent)")
        #expect(before["hub.signingKey"] == "\(folder.path)/var/signing-key.pem (absent)")
        let line = SHA256.hash(data: Data("1".utf8)).hexadecimal + "  sub/a.xsd\n"
        let schemas = SHA256.hash(data: Data(line.utf8)).hexadecimal
        #expect(before["schemas.folder"] == "\(folder.path)/Schemas (sha256 \(schemas))")
        _ = try folder.write("Schemas/sub/a.xsd", "2")
        let after = try settings(text)
        #expect(after.filter { before[$0.key] != $0.value }.map(\.key) == ["schemas.folder"])
    }

    /// Whoever adds a setting that names a file says here, or in `digestedSettings`, what the journal is to know of it.
    @Test func `know of every file whether it is digested`() throws {
        let pathAlone: Set = [
            "data.folder", "trust.revocationLists", "trust.refresh.folder", "axis.secretFile",
            "deadlines.mail.passwordFile", "accounts.breachList",
        ]
        let configuration = try HubConfiguration.load(try folder.write("all.yaml", try Self.everything()))
        let named = Set(configuration.settings.filter { !$0.value.paths.isEmpty }.map(\.key))
        let digested = HubConfiguration.digestedSettings.filter { !$0.hasPrefix("telemetry.") }
        #expect(named == digested.union(pathAlone))
    }

    /// The example with all that it shows in comments.
    private static func everything() throws -> String {
        let example = try String(contentsOfFile: Province.root + "/config/hub.example.yaml", encoding: .utf8)
        return example.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let comment = line.drop { $0 == " " }
            guard comment.hasPrefix("# ") else { return String(line) }
            let shown = String(line.prefix { $0 == " " } + comment.dropFirst(2))
            let isKey = shown.wholeMatch(of: #/ *(- )?([a-z][A-Za-z]+|[A-Z]+-[A-Z-]+):( [^;]*)?/#) != nil
            return isKey && !shown.contains(#/^ *(true|false):/#) ? shown : ""
        }.joined(separator: "\n")
    }
}
