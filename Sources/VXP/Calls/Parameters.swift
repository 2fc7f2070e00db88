/// The parameters of a call, in sending order: the order is part of what is signed.
package struct Parameters: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    package struct Parameter: Sendable, Hashable {
        package let name: String
        package let value: String
    }

    package private(set) var list: [Parameter]

    package init(_ list: [(name: String, value: String)] = []) {
        self.list = list.map { Parameter(name: $0.name, value: $0.value) }
    }

    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements.map { (name: $0.0, value: $0.1) })
    }

    package mutating func append(_ name: String, _ value: String) {
        list.append(Parameter(name: name, value: value))
    }

    /// The value of a parameter. Names are compared without case, since they travel as HTTP header names; so `docId`
    /// also finds `docid`.
    package subscript(_ name: String) -> String? {
        let wanted = name.lowercased()
        return list.first { $0.name.lowercased() == wanted }?.value
    }
}
