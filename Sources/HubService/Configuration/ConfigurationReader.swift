import EdXML
import Foundation
import SignedXML
import Yams

/// Reads a YAML configuration strictly, and gathers everything wrong with it before it complains.
///
/// Whoever reads names each key once; what is in the file and was never named is an error that names the nearest key. Each
/// scalar may be overridden by an environment variable: `listen.tls.key` by `<prefix>_LISTEN_TLS_KEY`,
/// `limits.maxDocumentBytes` by `<prefix>_LIMITS_MAX_DOCUMENT_BYTES`; a list is written there with commas.
package final class ConfigurationReader {
    private let file: String
    private let folder: URL
    private let prefix: String
    private let environment: [String: String]
    private let top: Node.Mapping?
    private var problems: [ConfigurationProblem] = []
    private var sections: [ConfigurationSection] = []
    private var knownVariables: Set<String> = []
    /// What holds, by name: what was stated, and defaults; of secrets only whether there are any.
    private(set) var settings: [String: StatedSetting] = [:]

    /// - Parameters:
    ///   - file: the path of the file; relative paths in it are taken from its folder.
    ///   - prefix: of the environment variables, without the underscore.
    /// - Throws: ``ConfigurationError`` when the file is missing or not YAML.
    package init(file: String, prefix: String, environment: [String: String]) throws(ConfigurationError) {
        let url = URL(fileURLWithPath: file)
        self.file = file
        self.folder = url.deletingLastPathComponent()
        self.prefix = prefix
        self.environment = environment
        let text: String
        do {
            text = try String(contentsOf: url, encoding: .utf8)
        } catch {
            throw Self.unreadable(file, nil, "không đọc được tệp", "the file cannot be read")
        }
        do {
            switch try compose(yaml: text) {
            case .mapping(let mapping)?: top = mapping
            case nil: top = nil
            case .scalar(let scalar)? where scalar.string.isEmpty: top = nil
            case let node?:
                throw Self.unreadable(
                    file, node.mark?.line, "phải là các cặp khóa: giá trị", "must be pairs of key: value")
            }
        } catch let error as ConfigurationError {
            throw error
        } catch {
            throw Self.unreadable(file, Self.line(of: error), "YAML không hợp lệ: \(error)", "not valid YAML: \(error)")
        }
    }

    /// Reads the whole file.
    /// - Throws: ``ConfigurationError`` with every problem found, after the whole file has been looked at.
    package func read<Value>(_ body: (ConfigurationSection) -> Value) throws(ConfigurationError) -> Value {
        let value = body(section(path: [], mapping: top, line: nil))
        for section in sections { section.reportUnknownKeys() }
        reportUnknownVariables()
        guard problems.isEmpty else {
            throw ConfigurationError(problems: problems.sorted { ($0.line ?? 0, $0.key) < ($1.line ?? 0, $1.key) })
        }
        return value
    }

    private static func unreadable(_ file: String, _ line: Int?, _ vi: String, _ en: String) -> ConfigurationError {
        ConfigurationError(
            problems: [ConfigurationProblem(origin: file, line: line, key: "–", says: Bilingual(vi: vi, en: en))])
    }

    private static func line(of error: any Error) -> Int? {
        switch error as? YamlError {
        case .scanner(_, _, let mark, _)?, .parser(_, _, let mark, _)?, .composer(_, _, let mark, _)?: mark.line
        case .duplicatedKeysInMapping(_, let context)?: context.mark.line
        default: nil
        }
    }
}

// MARK: - For the sections

extension ConfigurationReader {
    func section(path: [String], mapping: Node.Mapping?, line: Int?) -> ConfigurationSection {
        let section = ConfigurationSection(reader: self, path: path, mapping: mapping, line: line)
        sections.append(section)
        return section
    }

    /// The environment's value for a key, which is known from now on.
    func override(_ path: [String]) -> (variable: String, value: String)? {
        let variable = self.variable(path)
        knownVariables.insert(variable)
        return environment[variable].map { (variable, $0) }
    }

    /// Whether the environment has anything for the section at `path`.
    func overridesAnything(under path: [String]) -> Bool {
        environment.keys.contains { $0.hasPrefix(variable(path) + "_") }
    }

    func resolve(_ path: String) -> String {
        URL(fileURLWithPath: path, relativeTo: folder).standardizedFileURL.path
    }

    func report(_ path: [String], line: Int?, origin: String? = nil, vi: String, en: String) {
        let key = path.isEmpty ? "–" : path.joined(separator: ".")
        problems.append(
            ConfigurationProblem(origin: origin ?? file, line: line, key: key, says: Bilingual(vi: vi, en: en)))
    }

    /// Notes what holds; the last word counts.
    func note(_ path: [String], _ setting: StatedSetting) { settings[path.joined(separator: ".")] = setting }

    private func variable(_ path: [String]) -> String {
        let words = path.map { key in
            key.map { $0.isUppercase ? "_\($0)" : $0.uppercased() }.joined()
        }
        return ([prefix] + words).joined(separator: "_")
    }

    /// A variable below one of our sections that overrides nothing is a slip of the pen.
    private func reportUnknownVariables() {
        let tops = sections.filter { $0.path.count == 1 }.map { variable($0.path) + "_" }
        for name in environment.keys.sorted() where !knownVariables.contains(name) {
            guard tops.contains(where: { name.hasPrefix($0) }) else { continue }
            let nearest = Spelling.nearest(to: name, among: Array(knownVariables))
            report(
                [name], line: nil, origin: "environment",
                vi: "biến không có trong cấu hình" + (nearest.map { "; có phải \($0)?" } ?? ""),
                en: "there is no such variable" + (nearest.map { "; did you mean \($0)?" } ?? ""))
        }
    }
}
