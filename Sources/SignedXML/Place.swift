/// Where in the document something stands.
package struct Place: Sendable, Hashable, Codable {
    /// 1-based.
    package let line: Int
    /// 1-based, in characters; `nil` where only the line is known.
    package let column: Int?
    /// The element, as a path of local names from the root: `/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/To[2]`.
    /// A position stands where the element is not the first of its name.
    package let element: String

    package init(line: Int, column: Int? = nil, element: String) {
        self.line = line
        self.column = column
        self.element = element
    }

    /// One step of ``element``.
    /// - Parameter position: 1-based, among the siblings of that local name; 0 when it was not counted.
    package static func step(_ name: String, _ position: Int) -> String {
        switch position {
        case 0: name + "[?]"
        case 1: name
        default: "\(name)[\(position)]"
        }
    }

    /// The element in XPath 1.0, by local names, so that it is found under any prefix:
    /// `/*[local-name()='edXML'][1]/*[local-name()='edXMLEnvelope'][1]`.
    ///
    /// `nil` outside the root, and where a name was too long, or its siblings too many kinds, to be kept.
    package var xpath: String? {
        guard element.count > 1, !element.contains("…"), !element.contains("[?]") else { return nil }
        return element.split(separator: "/").reduce(into: "") { path, step in
            let name = step.prefix { $0 != "[" }
            path += "/*[local-name()='\(name)']" + (name.endIndex == step.endIndex ? "[1]" : step[name.endIndex...])
        }
    }
}
