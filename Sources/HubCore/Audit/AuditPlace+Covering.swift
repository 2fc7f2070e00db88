extension AuditPlace {
    /// Whether naming this place names the other: it is the same, it holds it, or it is what becomes of it.
    package func covers(_ other: AuditPlace) -> Bool {
        switch (self, other) {
        case (.entry(let one, _), .entry(let other, _)): one == other
        case (.entries(let range), .entry(let index, _)): range.contains(index)
        // Of a range, the place where it begins is the one that counts.
        case (.entry(let index, _), .entries(let range)): index == range.lowerBound
        case (.entries(let one), .entries(let other)): one.contains(other.lowerBound)
        case (.tile(let one, let hash), .tile(let other, let touched)):
            one == other && (hash == nil || touched == nil || hash == touched)
        case (.entries(let range), .tile(let tile, _)):
            range.overlaps(tile.number << 8...(tile.number << 8 + 255)) && tile.level == 0
        case (.row(let one, let key, let column), .row(let other, let touched, let column2)):
            one == other && key == touched && (column == nil || column2 == nil || column == column2)
        case (.payload(_, let entry), .row("payload", let key, _)): key == "position = \(entry)"
        case (.payload(let one, _), .payload(let other, _)): one == other
        case (.file(let one), .file(let other)), (.part(_, let one), .file(let other)): one == other
        case (.object(let one), .object(let other)): one == other
        case (_, .database): true
        default: false
        }
    }
}
