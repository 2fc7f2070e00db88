/// Keeps at most twice `half` values; those that were not asked for go first.
///
/// Two generations: values enter the young one; when it is full it becomes the old one, whose values are dropped unless they
/// were asked for again. A flood of new keys so never drives out a value in use, and no lookup costs more than two.
struct VerdictCache<Key: Hashable, Value> {
    private let half: Int
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]

    init(half: Int) { self.half = half }

    var count: Int { young.count + old.count }

    subscript(key: Key) -> Value? {
        mutating get {
            if let value = young[key] { return value }
            guard let value = old.removeValue(forKey: key) else { return nil }
            keep(value, for: key)
            return value
        }
    }

    mutating func keep(_ value: Value, for key: Key) {
        if young.count >= half, young[key] == nil {
            old = young
            young = [:]
        }
        young[key] = value
        old[key] = nil
    }
}
