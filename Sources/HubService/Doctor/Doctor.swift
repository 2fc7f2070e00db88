import Foundation
import HubCore
import HubStore
import NIOCore
import SignedXML

/// Looks through a whole installation, whether its hub runs or not, and says of each thing how it is and what to do.
///
/// Nothing is changed: keys that are missing are not made, and a hub that runs is asked, not disturbed.
package struct Doctor: Sendable {
    private let file: String
    private let depth: ExaminationDepth
    private let environment: [String: String]
    let clock: HubClock

    package init(
        configurationFile file: String, depth: ExaminationDepth = .quick,
        environment: [String: String] = ProcessInfo.processInfo.environment, clock: HubClock = .system
    ) {
        (self.file, self.depth, self.environment, self.clock) = (file, depth, environment, clock)
    }

    package func report() async -> DoctorReport {
        let configuration: HubConfiguration
        do {
            configuration = try HubConfiguration.load(file, environment: environment)
        } catch {
            return DoctorReport([
                .fail(
                    "configuration", vi: "Cấu hình có lỗi:\n\(error)",
                    en: "The configuration cannot be used:\n\(error)",
                    advice: Bilingual(
                        vi: "Sửa theo config/hub.example.yaml.", en: "Mend it by config/hub.example.yaml."))
            ])
        }
        var diagnoses = [
            Diagnosis.ok(
                "configuration", vi: "Cấu hình đọc được: \(file)", en: "The configuration can be used: \(file)")
        ]
        diagnoses += keys(of: configuration)
        diagnoses.append(schemas(of: configuration))
        diagnoses += certificates(of: configuration)
        diagnoses += machine(of: configuration)
        diagnoses += await deadlines(of: configuration)
        diagnoses.append(await listener(of: configuration))
        diagnoses += await store(of: configuration)
        if Self.canBeOpened(configuration) {
            diagnoses += await witnesses(of: configuration) + stamps(of: configuration)
        }
        if let link = configuration.axis {
            diagnoses += await axis(link)
            if Self.canBeOpened(configuration) { diagnoses.append(await ownAgencies(link, configuration)) }
        }
        return DoctorReport(diagnoses)
    }

    /// A store that is opened where its keys are missing would get new ones, and a folder without one would get one.
    private static func canBeOpened(_ configuration: HubConfiguration) -> Bool {
        let identity = configuration.identity
        return [configuration.dataFolder + "/hub.sqlite", identity.signingKey, identity.sealingKey]
            .allSatisfy(FileManager.default.fileExists(atPath:))
    }

    private func store(of configuration: HubConfiguration) async -> [Diagnosis] {
        guard Self.canBeOpened(configuration) else {
            let isThere = FileManager.default.fileExists(atPath: configuration.dataFolder + "/hub.sqlite")
            // What is missing then is a key, and has been told.
            return isThere
                ? []
                : [
                    .warn(
                        "store", vi: "Chưa có cơ sở dữ liệu trong \(configuration.dataFolder).",
                        en: "There is no database in \(configuration.dataFolder) yet.",
                        advice: Bilingual(
                            vi: "Nếu đây không phải lần chạy đầu: data.folder sai, hoặc đĩa chưa được gắn.",
                            en: "Unless it was never started: data.folder is wrong, or a disk is not mounted."))
                ]
        }
        do {
            return try await OperatorLine(configuration).examine(depth)
        } catch {
            return [
                .fail(
                    "store", vi: "Không xem được kho lưu trữ: \(plain(error))",
                    en: "The store cannot be looked at: \(plain(error))",
                    advice: Bilingual(
                        vi: "Xem nhật ký vận hành của trục; đừng xóa gì trong thư mục dữ liệu.",
                        en: "See the hub's log; remove nothing from the data folder."))
            ]
        }
    }
}

/// What a ``Doctor`` found.
package struct DoctorReport: Sendable, Codable {
    package let diagnoses: [Diagnosis]

    init(_ diagnoses: [Diagnosis]) { self.diagnoses = diagnoses }

    package var worst: Diagnosis.Level { diagnoses.map(\.level).max() ?? .ok }

    /// 0 all is well, 1 something wants attention, 2 something is broken.
    package var exitStatus: Int32 {
        switch worst {
        case .ok: 0
        case .warn: 1
        case .fail: 2
        }
    }

    package var text: String {
        diagnoses.map { diagnosis in
            var lines = [
                "\(diagnosis.level.rawValue.filled(to: 5))\(diagnosis.what.filled(to: 18)) \(diagnosis.says.vi)"
            ]
            lines.append(String(repeating: " ", count: 24) + diagnosis.says.en)
            if let advice = diagnosis.advice {
                lines.append(String(repeating: " ", count: 22) + "→ \(advice.vi)")
                lines.append(String(repeating: " ", count: 24) + advice.en)
            }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n")
    }

    package var json: String { String(buffer: WireJSON.encode(self)) }
}
