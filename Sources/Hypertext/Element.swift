/// One element with its attributes and what is in it.
package struct Element: HTML {
    private let name: StaticString
    private let attributes: [Attribute]
    /// `nil` for elements that hold nothing and have no end tag (HTML Living Standard, void elements).
    private let content: Fragment?

    init(_ name: StaticString, _ attributes: [Attribute], _ content: Fragment?) {
        self.name = name
        self.attributes = attributes
        self.content = content
    }

    package func write(to page: inout HTMLWriter) {
        page.raw("<")
        page.raw(name)
        for attribute in attributes { attribute.write(to: &page) }
        page.raw(">")
        guard let content else { return }
        content.write(to: &page)
        page.raw("</")
        page.raw(name)
        page.raw(">")
    }
}

/// One attribute; those that are off write nothing.
package struct Attribute: Sendable {
    enum Value: Sendable {
        case text(String)
        /// The name alone: it is so.
        case bare
        /// Nothing is written.
        case off
    }

    let prefix: StaticString
    let name: StaticString
    let value: Value

    init(_ name: StaticString, _ value: String?, prefix: StaticString = "") {
        self.name = name
        self.prefix = prefix
        self.value = value.map(Value.text) ?? .off
    }

    init(_ name: StaticString, if isSo: Bool) {
        self.name = name
        prefix = ""
        value = isSo ? .bare : .off
    }

    func write(to page: inout HTMLWriter) {
        if case .off = value { return }
        page.raw(" ")
        page.raw(prefix)
        page.raw(name)
        guard case .text(let text) = value else { return }
        page.raw("=\"")
        page.escaped(text)
        page.raw("\"")
    }
}

/// Attributes by their names in HTML; with `nil` they are not written.
extension Attribute {
    package static func `class`(_ names: String?...) -> Attribute {
        let names = names.compactMap(\.self).filter { !$0.isEmpty }
        return Attribute("class", names.isEmpty ? nil : names.joined(separator: " "))
    }
    package static func id(_ id: String?) -> Attribute { Attribute("id", id) }
    package static func href(_ address: String?) -> Attribute { Attribute("href", address) }
    package static func src(_ address: String) -> Attribute { Attribute("src", address) }
    package static func rel(_ relation: String) -> Attribute { Attribute("rel", relation) }
    package static func type(_ type: String) -> Attribute { Attribute("type", type) }
    package static func name(_ name: String?) -> Attribute { Attribute("name", name) }
    package static func value(_ value: String?) -> Attribute { Attribute("value", value) }
    package static func content(_ content: String) -> Attribute { Attribute("content", content) }
    package static func method(_ method: String) -> Attribute { Attribute("method", method) }
    package static func action(_ address: String) -> Attribute { Attribute("action", address) }
    package static func enctype(_ type: String) -> Attribute { Attribute("enctype", type) }
    package static func accept(_ types: String) -> Attribute { Attribute("accept", types) }
    package static func lang(_ language: String) -> Attribute { Attribute("lang", language) }
    package static func title(_ title: String?) -> Attribute { Attribute("title", title) }
    package static func alt(_ text: String) -> Attribute { Attribute("alt", text) }
    package static func role(_ role: String?) -> Attribute { Attribute("role", role) }
    package static func scope(_ scope: String) -> Attribute { Attribute("scope", scope) }
    package static func colspan(_ count: Int) -> Attribute { Attribute("colspan", String(count)) }
    package static func rowspan(_ count: Int) -> Attribute { Attribute("rowspan", String(count)) }
    package static func `for`(_ id: String) -> Attribute { Attribute("for", id) }
    package static func datetime(_ moment: String) -> Attribute { Attribute("datetime", moment) }
    package static func placeholder(_ text: String?) -> Attribute { Attribute("placeholder", text) }
    package static func autocomplete(_ what: String) -> Attribute { Attribute("autocomplete", what) }
    package static func maxlength(_ count: Int) -> Attribute { Attribute("maxlength", String(count)) }
    package static func minlength(_ count: Int) -> Attribute { Attribute("minlength", String(count)) }
    package static func pattern(_ pattern: String) -> Attribute { Attribute("pattern", pattern) }
    package static func inputmode(_ mode: String) -> Attribute { Attribute("inputmode", mode) }
    package static func rows(_ count: Int) -> Attribute { Attribute("rows", String(count)) }
    package static func min(_ value: String?) -> Attribute { Attribute("min", value) }
    package static func max(_ value: String?) -> Attribute { Attribute("max", value) }
    package static func form(_ id: String?) -> Attribute { Attribute("form", id) }
    package static func formaction(_ address: String) -> Attribute { Attribute("formaction", address) }
    package static func list(_ id: String) -> Attribute { Attribute("list", id) }
    package static func download(_ name: String) -> Attribute { Attribute("download", name) }
    package static func target(_ target: String) -> Attribute { Attribute("target", target) }
    package static func tabindex(_ index: Int) -> Attribute { Attribute("tabindex", String(index)) }
    package static func accesskey(_ key: String) -> Attribute { Attribute("accesskey", key) }
    package static func charset(_ name: String) -> Attribute { Attribute("charset", name) }
    package static func width(_ width: Int) -> Attribute { Attribute("width", String(width)) }
    package static func height(_ height: Int) -> Attribute { Attribute("height", String(height)) }
    package static func media(_ query: String) -> Attribute { Attribute("media", query) }

    package static func checked(_ isSo: Bool) -> Attribute { Attribute("checked", if: isSo) }
    package static func selected(_ isSo: Bool) -> Attribute { Attribute("selected", if: isSo) }
    package static func disabled(_ isSo: Bool) -> Attribute { Attribute("disabled", if: isSo) }
    package static func hidden(_ isSo: Bool) -> Attribute { Attribute("hidden", if: isSo) }
    package static func open(_ isSo: Bool) -> Attribute { Attribute("open", if: isSo) }
    package static let required = Attribute("required", if: true)
    package static let autofocus = Attribute("autofocus", if: true)
    package static let multiple = Attribute("multiple", if: true)
    package static let `defer` = Attribute("defer", if: true)
    package static let novalidate = Attribute("novalidate", if: true)

    package static func data(_ name: StaticString, _ value: String? = "") -> Attribute {
        Attribute(name, value, prefix: "data-")
    }
    package static func aria(_ name: StaticString, _ value: String?) -> Attribute {
        Attribute(name, value, prefix: "aria-")
    }
    /// An attribute that has no name of its own here: of SVG, mostly.
    package static func other(_ name: StaticString, _ value: String?) -> Attribute { Attribute(name, value) }
}
