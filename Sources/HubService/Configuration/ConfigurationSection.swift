import EdXML
import Foundation
import Yams

/// One mapping of a configuration file, with what the environment overrides in it.
///
/// A reading function whose value is missing gives the default, one whose value is wrong reports it and gives the default
/// too: the caller goes on, and ``ConfigurationReader/read(_:)`` throws at the end.
package final class ConfigurationSection {
    let path: [String]
    private let reader: ConfigurationReader
    private let mapping: Node.Mapping?
    private let line: Int?
    private var known: [String] = []

    init(reader: ConfigurationReader, path: [String], mapping: Node.Mapping?, line: Int?) {
        self.reader = reader
        self.path = path
        self.mapping = mapping
        self.line = line
    }

    /// Whether the file or the environment says anything here.
    package var isPresent: Bool { mapping != nil || reader.overridesAnything(under: path) }

    /// Reads `key` as text and understands it with `parse`.
    /// - Parameter expected: what would have been right, in both languages.
    package func value<Value>(
        _ key: String, expected: (vi: String, en: String), _ parse: (String) -> Value?
    ) -> Value? {
        guard let (text, line, origin) = scalar(key) else { return nil }
        guard let value = parse(text) else {
            reader.report(
                path + [key], line: line, origin: origin, vi: "“\(text)” không hợp lệ; cần \(expected.vi)",
                en: "“\(text)” is not valid; expected \(expected.en)")
            return nil
        }
        note(key, text)
        return value
    }

    /// Says what holds for `key`, for the journal: what is stated, in one spelling, or what holds where nothing is.
    func note(_ key: String, _ text: String) { reader.note(path + [key], StatedSetting(text)) }

    private func note(_ key: String, paths: [String]) { reader.note(path + [key], StatedSetting(paths: paths)) }

    package func text(_ key: String) -> String? {
        value(key, expected: ("một chuỗi", "a text")) { $0 }
    }

    package func text(_ key: String, default fallback: String) -> String {
        note(key, fallback)
        return text(key) ?? fallback
    }

    /// A text that must be there; when it is not, that is reported, and the value is empty.
    package func required(_ key: String) -> String {
        if let text = text(key) { return text }
        let reported = mapping?[key] != nil && !isNull(mapping?[key])
        if !reported {
            reader.report(path + [key], line: line, vi: "thiếu khóa bắt buộc", en: "is required and missing")
        }
        return ""
    }

    /// A path, absolute; relative ones are taken from the file's folder.
    package func path(_ key: String) -> String? {
        guard let path = text(key).map(reader.resolve) else { return nil }
        note(key, paths: [path])
        return path
    }

    package func path(_ key: String, default fallback: String) -> String {
        note(key, paths: [fallback])
        return path(key) ?? fallback
    }

    package func requiredPath(_ key: String) -> String {
        let path = required(key)
        guard !path.isEmpty else { return "" }
        note(key, paths: [reader.resolve(path)])
        return reader.resolve(path)
    }

    package func texts(_ key: String) -> [String] {
        let texts = list(key)
        note(key, texts.joined(separator: ", "))
        return texts
    }

    private func list(_ key: String) -> [String] {
        known.append(key)
        if let (_, value) = reader.override(path + [key]) {
            return value.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        guard let node = mapping?[key], !isNull(node) else { return [] }
        let elements = node.sequence.map { Array($0) } ?? [node]
        return elements.compactMap { element in
            if let text = element.scalar?.string { return text }
            reader.report(
                path + [key], line: element.mark?.line, vi: "cần danh sách chuỗi", en: "expected a list of texts")
            return nil
        }
    }

    package func paths(_ key: String) -> [String] {
        let paths = list(key).map(reader.resolve)
        note(key, paths: paths)
        return paths
    }

    /// The section below `key`; an absent one is empty, and its keys have their defaults.
    package func section(_ key: String) -> ConfigurationSection {
        known.append(key)
        let node = mapping?[key]
        if let node, node.mapping == nil, !isNull(node) {
            reader.report(
                path + [key], line: node.mark?.line, vi: "phải là một nhóm khóa", en: "must be a group of keys")
        }
        return reader.section(path: path + [key], mapping: node?.mapping, line: node?.mark?.line ?? line)
    }

    /// The list of sections below `key`.
    package func sections(_ key: String) -> [ConfigurationSection] {
        known.append(key)
        guard let node = mapping?[key], !isNull(node) else { return [] }
        guard let elements = node.sequence else {
            reader.report(path + [key], line: node.mark?.line, vi: "phải là một danh sách", en: "must be a list")
            return []
        }
        return elements.enumerated().compactMap { index, element in
            let path = path + ["\(key)[\(index + 1)]"]
            guard let mapping = element.mapping else {
                reader.report(
                    path, line: element.mark?.line, vi: "phải là một nhóm khóa", en: "must be a group of keys")
                return nil
            }
            return reader.section(path: path, mapping: mapping, line: element.mark?.line)
        }
    }

    /// What the file has here, for a section whose keys are names of something.
    var writtenKeys: [String] { (mapping ?? Node.Mapping([])).compactMap { $0.key.scalar?.string } }

    /// Says which keys could stand here, so that the nearest can be named for one that may not.
    func expect(_ keys: [String]) { known += keys }

    /// What the environment alone may say: a key that the file must not have.
    func overridden(_ key: String) -> String? { reader.override(path + [key])?.value }

    /// Says that `key`, which was read, cannot stand as it is beside the others.
    package func reject(_ key: String, vi: String, en: String) {
        reader.report(path + [key], line: mapping?[key]?.mark?.line ?? line, vi: vi, en: en)
    }

    func reportUnknownKeys() {
        for (key, _) in mapping ?? Node.Mapping([]) {
            guard let name = key.scalar?.string, !known.contains(name) else { continue }
            let nearest = Spelling.nearest(to: name, among: known)
            reader.report(
                path + [name], line: key.mark?.line,
                vi: "khóa không có trong cấu hình" + (nearest.map { "; có phải “\($0)”?" } ?? ""),
                en: "there is no such key" + (nearest.map { "; did you mean “\($0)”?" } ?? ""))
        }
    }

    /// The key's text, and where it stands. The environment goes before the file.
    private func scalar(_ key: String) -> (text: String, line: Int?, origin: String?)? {
        known.append(key)
        if let (variable, value) = reader.override(path + [key]) { return (value, nil, variable) }
        guard let node = mapping?[key], !isNull(node) else { return nil }
        if let scalar = node.scalar { return (scalar.string, node.mark?.line, nil) }
        reader.report(path + [key], line: node.mark?.line, vi: "cần một giá trị đơn", en: "expected a single value")
        return nil
    }

    private func isNull(_ node: Node?) -> Bool {
        guard case .scalar(let scalar)? = node, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }
}
