import SignedXML

/// What one packet's archives may still inflate to. Shared by all readers of the packet, nested ones included, so that
/// neither many archives nor archives in archives get more than one large one would.
package final class InflationAllowance {
    let limits: ZipLimits
    private var received = 0
    private var inflated = 0

    package init(_ limits: ZipLimits) { self.limits = limits }

    /// Notes bytes of the attachments themselves, as they came.
    package func receive(_ count: Int) { received += count }

    /// Asks for room for bytes that were inflated.
    /// - Returns: the finding's rule and its limit, when there is none.
    func excess(after count: Int) -> (rule: Rule, limit: Int)? {
        inflated += count
        if inflated > limits.inflatedSize { return (EdXMLRules.zipSize, limits.inflatedSize) }
        if inflated > limits.unaskedSize, inflated / limits.ratio > received {
            return (EdXMLRules.zipRatio, limits.ratio)
        }
        return nil
    }
}
