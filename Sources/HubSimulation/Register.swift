import HubCore

/// Who takes part: a city with three agencies at our hub, and two beyond the axis.
enum Register {
    static let centre = "00.24.H24"

    static let local = [
        Agency(id: "H24", name: "UBND thành phố Hải Phòng", centre: centre, isLocal: true),
        Agency(id: "H24.01", name: "Sở Nội vụ", parent: "H24", level: 2, centre: centre, isLocal: true),
        Agency(id: "H24.02", name: "Sở Tài chính", parent: "H24", level: 2, centre: centre, isLocal: true),
    ]
    static let remote = [
        Agency(id: "G22", name: "Văn phòng Chính phủ", centre: "00.00.G22", isLocal: false),
        Agency(id: "G09", name: "Bộ Nội vụ", centre: "00.00.G09", isLocal: false),
    ]
    static let agencies = local + remote
    static let byIdentifier = Dictionary(uniqueKeysWithValues: agencies.map { ($0.id, $0) })

    static func agency(_ id: String) -> Agency? { byIdentifier[id] }
}
