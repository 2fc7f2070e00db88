/// An object that is lent to the events of the parser: whoever has it outlives them all, so that none needs to keep it alive.
///
/// Keeping alive takes two atomic operations, for each event and each object: most of what a small document would cost.
struct Lent<Object: AnyObject> {
    private let reference: Unmanaged<Object>?

    init(_ object: Object?) { reference = object.map { Unmanaged.passUnretained($0) } }

    /// Whether there is one.
    var isThere: Bool { reference != nil }

    /// - Returns: `nil` when there is none.
    @inline(__always)
    @discardableResult
    func callAsFunction<Result>(_ body: (Object) -> Result) -> Result? {
        guard let reference else { return nil }
        return reference._withUnsafeGuaranteedRef { body($0) }
    }
}
