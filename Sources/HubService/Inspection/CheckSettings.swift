import EdXML
import Foundation
import HubCore
import SignedXML

/// What a check is made with; a configuration's trust, schemas and policies count where nothing else is said.
package struct CheckSettings: Sendable {
    /// PEM files, or folders of them.
    package var anchors: [String] = []
    package var intermediates: [String] = []
    package var revocationLists: [String] = []
    /// See ``AgencyTable``.
    package var agenciesFile: String?
    package var configurationFile: String?
    package var schemasFolder: String?

    package init() {}

    /// - Throws: ``CannotJudge`` with what is missing or cannot be read.
    func checker(clock: HubClock = .system) throws(CannotJudge) -> Checker {
        let configuration = try CannotJudge.saying(
            vi: "Cấu hình có lỗi", en: "The configuration cannot be used"
        ) { try configurationFile.map { try HubConfiguration.load($0) } }
        let schemas = try schemasFolder(configuration)
        let inspector = try CannotJudge.saying(
            vi: "Lược đồ trong \(schemas) không dùng được", en: "The schemas in \(schemas) cannot be used"
        ) { try Inspector(schemaFolder: schemas) }
        let register = try CannotJudge.saying(
            vi: "Danh mục đơn vị có lỗi", en: "The table of agencies cannot be used"
        ) { try agenciesFile.map { try AgencyTable(contentsOfFile: $0) } }
        let trust = try CannotJudge.saying(
            vi: "Chứng thư tin cậy hoặc CRL không dùng được", en: "The trusted certificates or lists cannot be used"
        ) { try trustStore(configuration) }
        let judge = Judge(
            register: register ?? AssumedRegister(),
            keeper: trust.map { TrustKeeper($0, at: clock.now().milliseconds / 1000) },
            policy: configuration.map { HubPolicy($0.policies) } ?? HubPolicy(),
            rules: configuration?.rules ?? .standard)
        return Checker(inspector: inspector, judge: judge, clock: clock)
    }

    /// Checks one file.
    /// - Throws: ``CannotJudge``.
    package func report(on file: String, clock: HubClock = .system) async throws(CannotJudge) -> CheckReport {
        let checker = try checker(clock: clock)
        do {
            return try await checker.check(file)
        } catch {
            throw CannotJudge(
                vi: "Không đọc được tệp: \(plain(error))", en: "The file \(file) cannot be read.")
        }
    }

    private func schemasFolder(_ configuration: HubConfiguration?) throws(CannotJudge) -> String {
        if let folder = self.schemasFolder ?? configuration?.schemasFolder { return folder }
        guard FileManager.default.fileExists(atPath: "Schemas/edxml.xsd") else {
            throw CannotJudge(
                vi:
                    "Không thấy lược đồ edXML: thư mục này không có Schemas/. Hãy nêu --schemas THƯ-MỤC hoặc --config TỆP.",
                en: "No edXML schema: there is no Schemas/ in this folder. Give --schemas DIR or --config FILE.")
        }
        return "Schemas"
    }

    /// `nil` when no anchor is named anywhere: then the path is not judged.
    private func trustStore(_ configuration: HubConfiguration?) throws -> TrustStore? {
        var trust = HubConfiguration.Trust(
            anchors: anchors + (configuration?.trust.anchors ?? []),
            intermediates: intermediates + (configuration?.trust.intermediates ?? []),
            revocationLists: revocationLists + (configuration?.trust.revocationLists ?? []),
            revocationUnknown: configuration?.trust.revocationUnknown ?? .acceptAndFlag)
        if let configured = configuration?.trust {
            (trust.revocationGrace, trust.tsaAnchors) = (configured.revocationGrace, configured.tsaAnchors)
        }
        return trust.anchors.isEmpty ? nil : try TrustStore(trust)
    }
}

/// Why nothing can be said of a file: the machine, or what it was given, not the file.
package struct CannotJudge: Error, Sendable, CustomStringConvertible {
    package let vi: String
    package let en: String

    package init(vi: String, en: String) {
        self.vi = vi
        self.en = en
    }

    package var description: String { "\(vi)\n\(en)" }

    /// Does something, and says of its error what it means here.
    package static func saying<Value>(
        vi: String, en: String, _ body: () throws -> Value
    ) throws(CannotJudge) -> Value {
        do { return try body() } catch { throw CannotJudge(vi: "\(vi): \(plain(error))", en: "\(en).") }
    }
}
