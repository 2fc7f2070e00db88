/// A compiled XML schema, shared by all readers.
package final class Schema: @unchecked Sendable {
    /// - Parameter path: an `.xsd` of our own; never peer data.
    package init(contentsOf path: String) throws {}
}
