/// The names of one parser's dictionary as Swift strings, each made once.
///
/// libxml2 interns names and namespace URIs, so that equal ones are one pointer; the table is keyed by it. Open
/// addressing, at most half full.
final class NameTable {
    typealias Pointer = UnsafePointer<UInt8>

    private struct Slot {
        var key: Pointer?
        var text = ""
    }

    private var slots = [Slot](repeating: Slot(), count: 256)
    private(set) var count = 0
    /// Nearly every element is of its parent's namespace.
    private var lastURI: Pointer?
    private var lastNamespace: String?

    /// The expanded name that two interned pointers stand for.
    func name(uri: Pointer?, local: Pointer) -> ElementName {
        if uri != lastURI {
            lastURI = uri
            lastNamespace = uri.map(text)
        }
        return ElementName(namespace: lastNamespace, local: text(local))
    }

    private func text(_ pointer: Pointer) -> String {
        let index = place(of: pointer)
        if slots[index].key != nil { return slots[index].text }
        let text = String(cString: pointer)
        slots[index] = Slot(key: pointer, text: text)
        count += 1
        if count * 2 > slots.count { grow() }
        return text
    }

    /// Where the pointer is, or where it would go.
    private func place(of pointer: Pointer) -> Int {
        let mask = slots.count - 1
        // Fibonacci hashing: the high bits of the product depend on all of the pointer's.
        let product = UInt64(UInt(bitPattern: pointer)) &* 0x9E37_79B9_7F4A_7C15
        var index = Int(truncatingIfNeeded: product >> 40) & mask
        while let key = slots[index].key, key != pointer { index = (index + 1) & mask }
        return index
    }

    private func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        for slot in old {
            if let key = slot.key { slots[place(of: key)] = slot }
        }
    }
}
